"""When the two carers of a visit meet, for routers whose routes cannot wait for others.

The starts of one day's pairs are spread over the windows, so that the same two people
can make several of them.
"""

from collections.abc import Iterator

from scheduler.bench.reach import Span, reaches
from scheduler.solver.kernel.instance import Instance

PLACES = 8
"""Starts tried in each window."""


def pair_start(
    instance: Instance,
    senior: int,
    starts: tuple[Span, ...],
    leads: frozenset[int],
    anybody: frozenset[int],
) -> int | None:
    """Return a start at which two carers can be there; None if there is none.

    Parameters
    ----------
    leads, anybody
        Rows of those who may be the first of the two, and the second.
    """
    tried = list(_tried(starts))
    turn = senior % max(1, len(tried))
    for start in tried[turn:] + tried[:turn]:
        there = {
            int(instance.vehicle_carer[vehicle])
            for vehicle in range(instance.vehicles)
            if reaches(instance, vehicle, senior, (start, start))
        }
        if there & leads and len(there & anybody) > 1:
            return start
    return None


def _tried(starts: tuple[Span, ...]) -> Iterator[int]:
    for place in range(PLACES):
        for first, last in starts:
            yield first + place * (last - first) // (PLACES - 1)
