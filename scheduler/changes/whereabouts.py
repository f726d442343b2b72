"""Travel times with a place more for every carer who is under way."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scheduler.changes.moment import Course
from scheduler.changes.standins import StandIn, Team
from scheduler.domain.travel import TravelTimes


def with_standins(travel: TravelTimes, team: Team) -> TravelTimes:
    """Return the travel times with the stand-ins.

    From the place of one under way the seconds lead on from where the carer then is;
    to it they lead home. Between two places the carer goes on or turns back, whichever
    is shorter, but is nowhere earlier than straight from the last stop in the plan.
    """
    under_way = [one for one in team.standins.values() if one.course is not None]
    old, more = travel.seconds.shape[1], len(under_way)
    seconds = np.zeros((len(travel.seconds), old + more, old + more), np.int32)
    seconds[:, :old, :old] = travel.seconds
    for place, one in enumerate(under_way, start=old):
        profile = travel.carer_profile[one.carer_id]
        base = travel.base_place(one.carer_id)
        seconds[:, :old, place] = travel.seconds[:, :, base]
        onward = _onward(travel, one)
        seconds[profile, place, :old] = onward
        seconds[profile, place, place] = onward[base]
    return replace(
        travel,
        base_ids=(*travel.base_ids, *(one.carer.carer_id for one in under_way)),
        seconds=seconds,
        carer_profile={
            **travel.carer_profile,
            **{
                key: travel.carer_profile[one.carer_id]
                for key, one in team.standins.items()
            },
        },
        carer_base={
            **travel.carer_base,
            **{
                key: key if one.course else travel.carer_base[one.carer_id]
                for key, one in team.standins.items()
            },
        },
    )


def last_place(travel: TravelTimes, course: Course) -> int:
    """Return where the plan last has the carer: at a stop that stays, or the base."""
    if course.kept:
        return travel.senior_place(course.kept[-1].senior_id)
    return travel.base_place(course.route.carer_id)


def last_time(course: Course) -> int:
    """Return when the plan has the carer leave there."""
    return course.kept[-1].end if course.kept else course.route.leave


def _onward(travel: TravelTimes, one: StandIn) -> NDArray[np.int32]:
    """Return the seconds from where the carer is at the start of the span."""
    assert one.course is not None
    spot, course = one.course.spot, one.course
    table = travel.seconds[travel.carer_profile[one.carer_id]]
    on = np.minimum(table[spot.behind] + spot.since, table[spot.ahead] + spot.until)
    planned = last_time(course) - one.span.start + table[last_place(travel, course)]
    onward: NDArray[np.int32] = np.maximum(on, planned).astype(np.int32)
    return onward
