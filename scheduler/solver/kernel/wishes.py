"""How far a start lies from the wished ones, and the start that comes nearest."""

from scheduler.solver.kernel.compiled import compiled, inlined
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.timing import NEVER, window_end, window_start


@inlined
def off_wish(instance: Instance, senior: int, start: int) -> int:
    """Return the seconds between a start and the nearest wished one, 0 if none is."""
    return least_off(instance, senior, start, start)


@inlined
def least_off(instance: Instance, senior: int, first: int, last: int) -> int:
    """Return the same of the best start between two times, whatever the windows."""
    if instance.wishes[senior] == 0:
        return 0
    least = NEVER
    for k in range(instance.wishes[senior]):
        early = instance.wish_opens[senior, k] - last
        least = min(least, max(0, early, first - instance.wish_closes[senior, k]))
    return least


@compiled
def wished_start(instance: Instance, senior: int, start: int, until: int) -> int:
    """Return the start nearest to a wished one, not after a time; the earliest such.

    ``start`` is the first of them, and inside a window.
    """
    best = start
    off = off_wish(instance, senior, start)
    for k in range(instance.wishes[senior]):
        opens = max(start, instance.wish_opens[senior, k])
        for at in (
            window_start(instance, senior, opens),
            window_end(instance, senior, min(opens, until)),
        ):
            if start < at <= until and off_wish(instance, senior, at) < off:
                best, off = at, off_wish(instance, senior, at)
    return best


@inlined
def last_as_good(instance: Instance, senior: int, start: int) -> int:
    """Return until when a start may be put off and lie no farther from a wish."""
    for k in range(instance.wishes[senior]):
        closes = instance.wish_closes[senior, k]
        if start <= closes:
            ahead = max(0, instance.wish_opens[senior, k] - start)
            return closes if off_wish(instance, senior, start) == ahead else start
    return start
