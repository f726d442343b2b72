"""Whether two carers ever have time for a visit, at once or one after the other."""

from collections import defaultdict
from datetime import date
from itertools import groupby, permutations
from typing import NamedTuple

import numpy as np

from scheduler.domain.lag import Lag
from scheduler.domain.people import Carer
from scheduler.solver.remedies.lacks import may_lead, missing_second
from scheduler.solver.remedies.need import Search
from scheduler.solver.remedies.slots import Flags


class Free(NamedTuple):
    """From when to when one carer could start the visit on one day."""

    day: date
    first: int
    last: int
    carer: Carer


def two_can_come(search: Search, able: Flags) -> bool:
    """Return whether two carers, one of whom may lead, can start when they are to.

    Parameters
    ----------
    able
        The slots that count, one entry a slot.
    """
    lag = search.need.senior.after
    return any(
        _meet(search, list(today)) if lag is None else _follow(search, list(today), lag)
        for _, today in groupby(_free(search, able), key=lambda free: free.day)
    )


def _free(search: Search, able: Flags) -> list[Free]:
    found = []
    for window in search.call.windows:
        first, last = search.held.starts(window)
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


def _follow(search: Search, today: list[Free], lag: Lag) -> bool:
    senior = search.need.senior
    rule = search.room.problem.rule(senior)
    return any(
        first.carer is not second.carer
        and second.first - first.last <= lag.most_seconds
        and second.last - first.first >= lag.least_seconds
        and not missing_second(senior, second.carer)
        and (may_lead(rule, first.carer) or may_lead(rule, second.carer))
        for first, second in permutations(_widest(today), 2)
    )


def _widest(today: list[Free]) -> list[Free]:
    """Return the spans that lie in no other of the same carer."""
    kept: dict[str, list[Free]] = defaultdict(list)
    for free in sorted(today, key=lambda free: (free.first, -free.last)):
        mine = kept[free.carer.carer_id]
        if not mine or free.last > mine[-1].last:
            mine.append(free)
    return [free for mine in kept.values() for free in mine]
