"""When the two carers of a visit can begin: at once, or one a while after the other."""

from typing import NamedTuple

from scheduler.solver.kernel.compiled import compiled, inlined
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.timing import NEVER, window_start
from scheduler.solver.kernel.wishes import off_wish, wished_start


class Free(NamedTuple):
    """Earliest and latest start that a carer's route allows."""

    start: int
    until: int


@compiled
def meeting(
    instance: Instance, senior: int, first: Free, second: Free
) -> tuple[int, int]:
    """Return both carers' starts, the earliest or the most wished; NEVER if none."""
    if instance.ordered[senior] == 0:
        start = window_start(instance, senior, max(first.start, second.start))
        until = min(first.until, second.until)
        if start > until:
            return NEVER, NEVER
        start = wished_start(instance, senior, start, until)
        return start, start
    start, follow = earliest_in_order(instance, senior, first.start, second.start)
    if start > first.until or follow > second.until:
        return NEVER, NEVER
    if instance.wishes[senior] == 0:
        return start, follow
    return _wished_in_order(
        instance, senior, Free(start, first.until), Free(follow, second.until)
    )


@compiled
def earliest_in_order(
    instance: Instance, senior: int, start: int, follow: int
) -> tuple[int, int]:
    """Return the earliest starts from these on that keep the lag; NEVER if none."""
    least, most = instance.lag[senior, 0], instance.lag[senior, 1]
    while True:
        later = window_start(instance, senior, max(follow, start + least))
        if later == NEVER:
            return NEVER, NEVER
        earlier = window_start(instance, senior, max(start, later - most))
        if earlier == NEVER:
            return NEVER, NEVER
        if earlier == start and later == follow:
            return start, follow
        start, follow = earlier, later


@inlined
def _wished_in_order(
    instance: Instance, senior: int, first: Free, second: Free
) -> tuple[int, int]:
    """Return the most wished of what is tried: as early as possible, or one wished."""
    least, most = instance.lag[senior, 0], instance.lag[senior, 1]
    best = first.start, second.start
    wished = wished_start(instance, senior, second.start, second.until)
    for start in (
        first.start,
        wished_start(instance, senior, first.start, first.until),
        window_start(instance, senior, max(first.start, wished - most)),
    ):
        until = min(second.until, start + most)
        follow = window_start(instance, senior, max(second.start, start + least))
        if start <= first.until and follow <= until:
            follow = wished_start(instance, senior, follow, until)
            if _off(instance, senior, start, follow) < _off(instance, senior, *best):
                best = start, follow
    return best


@inlined
def _off(instance: Instance, senior: int, start: int, follow: int) -> int:
    return off_wish(instance, senior, start) + off_wish(instance, senior, follow)
