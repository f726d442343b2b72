"""Which visit of a new plan stands for which visit of the old one, for one senior."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from scheduler.domain.frozen import Frozen
from scheduler.domain.times import TimeToSecond


class PlannedVisit(Frozen):
    """When a senior is visited, and by whom.

    Attributes
    ----------
    start
        Seconds since midnight.
    carer_ids
        One, or the two of a two-person visit; sorted.
    then
        When the second carer starts, if later than the first.
    """

    date: date
    start: TimeToSecond
    carer_ids: tuple[str, ...]
    then: TimeToSecond | None = None


Pair = (
    tuple[PlannedVisit, PlannedVisit]
    | tuple[PlannedVisit, None]
    | tuple[None, PlannedVisit]
)
"""A visit before and after; None where it is added or dropped."""


class _Cost(NamedTuple):
    """What a pairing is judged by, the first first.

    Attributes
    ----------
    alone
        Visits without a partner.
    days
        By which the others have moved.
    strangers
        Pairs with another person.
    """

    alone: int
    days: int
    strangers: int

    def plus(self, other: "_Cost") -> "_Cost":
        return _Cost(
            self.alone + other.alone,
            self.days + other.days,
            self.strangers + other.strangers,
        )


class _Best(NamedTuple):
    cost: _Cost
    pairs: tuple[Pair, ...]

    def with_pair(self, cost: _Cost, pair: Pair) -> "_Best":
        return _Best(self.cost.plus(cost), (*self.pairs, pair))


ALONE = _Cost(1, 0, 0)


def paired(
    before: Sequence[PlannedVisit], after: Sequence[PlannedVisit]
) -> tuple[Pair, ...]:
    """Return one senior's visits in pairs, in order of dates.

    A visit may only have moved within its turn: not up to, nor past, the visit before
    or after it in either plan. Of all such pairings the one with the fewest visits
    added or dropped, then the fewest days moved, then the fewest other people.

    Parameters
    ----------
    before, after
        In order of dates, one a day.
    """
    row = [_Best(_Cost(0, 0, 0), ())]
    for new in after:
        row.append(row[-1].with_pair(ALONE, (None, new)))
    for i, old in enumerate(before):
        above, row = row, [row[0].with_pair(ALONE, (old, None))]
        for j, new in enumerate(after):
            ways = [
                above[j + 1].with_pair(ALONE, (old, None)),
                row[j].with_pair(ALONE, (None, new)),
            ]
            if _between(new, before, i) and _between(old, after, j):
                ways.append(above[j].with_pair(_apart(old, new), (old, new)))
            row.append(min(ways, key=lambda best: best.cost))
    return row[-1].pairs


def _between(visit: PlannedVisit, row: Sequence[PlannedVisit], place: int) -> bool:
    """Return whether the visit could stand at that place of the row."""
    return (place == 0 or row[place - 1].date < visit.date) and (
        place + 1 == len(row) or visit.date < row[place + 1].date
    )


def _apart(old: PlannedVisit, new: PlannedVisit) -> _Cost:
    days = abs((new.date - old.date).days)
    return _Cost(0, days, int(old.carer_ids != new.carer_ids))
