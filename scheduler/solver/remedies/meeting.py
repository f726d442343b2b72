"""Whether two carers ever have time for a visit at once."""

from datetime import date
from itertools import groupby
from typing import NamedTuple

import numpy as np

from scheduler.domain.people import Carer
from scheduler.solver.remedies.lacks import may_lead
from scheduler.solver.remedies.need import Search
from scheduler.solver.remedies.slots import Flags


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
