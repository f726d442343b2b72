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
from scheduler.solver.remedies.need import Need
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


def two_at_once(room: Room, need: Need, able: Flags) -> bool:
    """Return whether two carers, one of whom may lead, can start at one time."""
    return any(
        _meet(room, need, today)
        for _, group in groupby(_free(room, need, able), key=lambda f: f.day)
        for today in [list(group)]
    )


def _free(room: Room, need: Need, able: Flags) -> list[Free]:
    found = []
    for window in need.call.windows:
        first, last = room.slots.starts(need.call, window)
        for slot in np.flatnonzero(able & (first <= last)):
            duty = room.duties[room.slots.duty[slot]]
            found.append(
                Free(duty.shift.date, int(first[slot]), int(last[slot]), duty.carer)
            )
    return sorted(found, key=lambda free: free[:3])


def _meet(room: Room, need: Need, today: list[Free]) -> bool:
    rule = room.problem.rule(need.senior)
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


def with_a_partner(room: Room, need: Need) -> Iterator[Need]:
    """Return the visit as a second carer would find it, the first being free.

    The time is then fixed, and the second may have to be one who leads.
    """
    able = need.open(room) & ~room.full
    able &= room.slots.detour(need.call) <= room.spare
    firsts: dict[tuple[str, date], Free] = {}
    for free in _free(room, need, able):
        firsts.setdefault((free.carer.carer_id, free.day), free)
    for free in list(firsts.values())[:HOLDS]:
        yield _beside(room, need, free)


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
