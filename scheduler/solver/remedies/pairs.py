"""Two-person visits: where two carers have time at once, or one waits for a second."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

import numpy as np

from scheduler.domain.people import Carer
from scheduler.domain.times import Span
from scheduler.solver.remedies.lacks import Lack, Missing, may_lead
from scheduler.solver.remedies.need import Need, Search
from scheduler.solver.remedies.room import Room
from scheduler.solver.remedies.slots import Flags

HOLDS = 8
"""First carers tried, each at the first moment they have time, earliest day first."""


class Free(NamedTuple):
    """From when to when one carer could start the visit on one day."""

    day: date
    first: int
    last: int
    carer: Carer


def two_at_once(search: Search, able: Flags) -> bool:
    """Return whether two carers, one of whom may lead, can start at one time.

    Parameters
    ----------
    able
        The slots that count, one entry a slot.
    """
    return any(
        _meet(search, list(today))
        for _, today in groupby(_free(search, able), key=lambda free: free.day)
    )


def _free(search: Search, able: Flags) -> list[Free]:
    found = []
    for window in search.call.windows:
        first, last = search.slots.starts(search.call, window)
        for slot in np.flatnonzero(able & (first <= last)):
            duty = search.room.duties[search.slots.duty[slot]]
            found.append(
                Free(duty.shift.date, int(first[slot]), int(last[slot]), duty.carer)
            )
    return sorted(found, key=lambda free: free[:3])


def _meet(search: Search, today: list[Free]) -> bool:
    rule = search.room.problem.rule(search.need.senior)
    waiting: list[Free] = []
    for free in today:
        waiting = [other for other in waiting if other.last >= free.first]
        if any(
            other.carer is not free.carer
            and (may_lead(rule, other.carer) or may_lead(rule, free.carer))
            for other in waiting
        ):
            return True
        waiting.append(free)
    return False


def with_a_partner(search: Search) -> Iterator[Search]:
    """Return the search as a second carer would make it, the first being free.

    The time is then fixed, and the second may have to be one who leads.
    """
    firsts: dict[tuple[str, date], Free] = {}
    for free in _free(search, search.open & search.within_limits):
        firsts.setdefault((free.carer.carer_id, free.day), free)
    for free in list(firsts.values())[:HOLDS]:
        yield Search(search.room, _beside(search.room, search.need, free))


def _beside(room: Room, need: Need, free: Free) -> Need:
    rule = room.problem.rule(need.senior)
    lacking = {
        who: lacks
        if may_lead(rule, free.carer) or may_lead(rule, room.problem.carer[who])
        else (*lacks, Missing(Lack.ROLE, room.problem.carer[who].role))
        for who, lacks in need.lacking.items()
        if who != free.carer.carer_id
    }
    window = Span(free.first, free.first + need.call.seconds)
    return replace(
        need,
        call=need.call._replace(windows=(window,)),
        first=free.day,
        last=free.day,
        lacking=lacking,
        partner=free.carer,
    )
