"""When the two carers of a visit come, for routers whose routes cannot wait for others.

The starts of one day's pairs are spread over the windows, so that the same two people
can make several of them.
"""

from collections.abc import Iterator

from scheduler.bench.reach import Span, reaches
from scheduler.domain.lag import Lag
from scheduler.solver.kernel.instance import Instance

PLACES = 8
"""Starts tried in each window."""


def pair_starts(
    instance: Instance,
    senior: int,
    starts: tuple[Span, ...],
    leads: frozenset[int],
    seconds: frozenset[int],
    lag: Lag,
) -> tuple[int, int] | None:
    """Return starts at which two carers can be there; None if there are none.

    Parameters
    ----------
    leads, seconds
        Rows of those who may be the first of the two, and the second.
    lag
        How long after the first the second starts; of nothing where they meet.
    """
    tried = list(_tried(starts))
    turn = senior % max(1, len(tried))
    for first in tried[turn:] + tried[:turn]:
        second = _start_after(first, starts, lag)
        if second is None:
            continue
        there = leads & _there(instance, senior, first)
        then = seconds & _there(instance, senior, second)
        if there and then and len(there | then) > 1:
            return first, second
    return None


def _start_after(first: int, starts: tuple[Span, ...], lag: Lag) -> int | None:
    """Return the second's first possible start; None if no window has one."""
    since = first + lag.least_seconds
    found = [max(since, opens) for opens, closes in starts if since <= closes]
    second = min(found, default=None)
    return second if second is not None and lag.allows(second - first) else None


def _there(instance: Instance, senior: int, start: int) -> frozenset[int]:
    """Return the rows of the carers who can be at a door at a time."""
    return frozenset(
        int(instance.vehicle_carer[vehicle])
        for vehicle in range(instance.vehicles)
        if reaches(instance, vehicle, senior, (start, start))
    )


def _tried(starts: tuple[Span, ...]) -> Iterator[int]:
    for place in range(PLACES):
        for first, last in starts:
            yield first + place * (last - first) // (PLACES - 1)
