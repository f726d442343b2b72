"""Hours that a plan turns out not to need are taken away again.

The programme asks for work in whole stretches and guesses the travel; what is left out
here is proved by a plan, not by the programme.
"""

from collections.abc import Callable, Iterator
from math import ceil

from scheduler.capacity.curve import Point
from scheduler.capacity.extra import LEAST_SECONDS, STEP_SECONDS, Stretch

MOST_PLANS = 8
"""Each takes as long as any plan."""

Stretches = tuple[Stretch, ...]


def trimmed(point: Point, shown: Callable[[Stretches], Point]) -> Point:
    """Return the point with stretches left out or halved while it stays as good.

    The longest first.

    Parameters
    ----------
    shown
        Returns what a plan with some stretches shows.
    """
    left = MOST_PLANS
    for stretch in sorted(point.stretches, key=lambda one: -one.seconds):
        for fewer in _without(point.stretches, stretch):
            if left == 0:
                return point
            left -= 1
            tried = shown(fewer)
            if tried.late_days <= point.late_days:
                point = tried
                break
    return point


def _without(stretches: Stretches, one: Stretch) -> Iterator[Stretches]:
    """Yield the stretches without one of them, then with half of it."""
    place = stretches.index(one)
    before, after = stretches[:place], stretches[place + 1 :]
    yield before + after
    half = max(LEAST_SECONDS, ceil(one.seconds / 2 / STEP_SECONDS) * STEP_SECONDS)
    if half < one.seconds:
        yield (*before, one._replace(seconds=half), *after)
