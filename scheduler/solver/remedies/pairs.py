"""Two-person visits: two carers who have time at once, or can be given it.

A visit begins on a full step of five minutes, or as soon as one of the two can be there
as the shifts begin now. What is asked of either adds up: more hours, one lack mended,
or both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.people import Carer
from scheduler.domain.times import Span
from scheduler.errors import Text
from scheduler.solver.remedies.hours import Asked, asked_of, joined, least_for_limits
from scheduler.solver.remedies.lacks import Lack, Missing, may_lead
from scheduler.solver.remedies.need import Need, Prices, Search, sentence
from scheduler.solver.remedies.overtime import STEPS
from scheduler.solver.remedies.people import mended
from scheduler.solver.remedies.prices import LACKING, Remedy
from scheduler.solver.remedies.slots import NEVER, Held, Ints
from scheduler.solver.remedies.steps import ROUND_SECONDS, rounded_up


class Pair(NamedTuple):
    """Two carers who could come together.

    Attributes
    ----------
    price
        Of what is asked of them, waiting included.
    changes
        What that is; empty: the plan has room for both.
    when
        Who could then come, and when.
    """

    price: float
    day: date
    changes: tuple[Text, ...]
    when: Text

    def remedy(self) -> Remedy:
        """Return the changes as one remedy."""
        says = sentence(joined(self.changes), self.when)
        return Remedy(self.price, self.day, says)


def cheapest_pair(search: Search, asking: bool) -> Pair | None:
    """Return the cheapest way for two carers to come together, None if there is none.

    Parameters
    ----------
    asking
        Whether anything may be asked of them; if not, the plan as it stands counts.
    """
    best: Pair | None = None
    lacks = _lacking(search)
    rows = np.flatnonzero(np.isfinite(lacks) & search.open_to(search.need.lacking))
    days = search.slots.day[rows]
    for day in np.unique(days):
        if search.need.waiting(date.fromordinal(int(day))) >= _price(best):
            break
        today = rows[days == day]
        best = _Today.of(search, today, lacks[today], asking).cheapest(best)
    return best


def _price(pair: Pair | None) -> float:
    return float("inf") if pair is None else pair.price


def _lacking(search: Search) -> Prices:
    """Return the price of what each slot's carer lacks; infinite: more than one."""
    prices = {
        who: LACKING[lacks[0].lack] if len(lacks) == 1 else np.inf if lacks else 0.0
        for who, lacks in search.need.lacking.items()
    }
    by_duty = [prices[duty.carer.carer_id] for duty in search.room.duties]
    return np.array(by_duty, dtype=np.float64)[search.slots.duty]


@dataclass(frozen=True, eq=False)
class _Today:
    """One day's slots against the moments at which the visit may begin.

    Attributes
    ----------
    rows
        The slots.
    times
        The moments, in seconds since midnight.
    begins, ends
        Steps of overtime, shape (rows, times).
    prices
        Least price of each carer's part, shape (rows, times).
    """

    search: Search
    asking: bool
    rows: Ints
    times: Ints
    begins: Ints
    ends: Ints
    prices: Prices

    @classmethod
    def of(cls, search: Search, rows: Ints, lacks: Prices, asking: bool) -> Self:
        """Return the day of these slots."""
        held, overtime = (
            Held(search.slots.take(rows), search.call),
            search.room.overtime,
        )
        times = _times(held)
        steps = slice(STEPS if asking else 1)
        arrival = times - held.to[:, None]
        onward = times + search.call.seconds + held.onward[:, None]
        begins = _steps(overtime.ready[rows, steps, None] > arrival[:, None])
        ends = _steps(overtime.deadline[rows, steps, None] < onward[:, None])
        prices = (
            _taken(overtime.earlier[rows, steps], begins)
            + _taken(overtime.later[rows, steps], ends)
            + (least_for_limits(search)[rows] + lacks)[:, None]
        )
        if not asking:
            prices[prices > 0] = np.inf
        return cls(search, asking, rows, times, begins, ends, prices)

    def cheapest(self, best: Pair | None) -> Pair | None:
        """Return the cheaper of a pair and the cheapest of this day."""
        day = self.search.slots.day[self.rows[0]]
        wait = self.search.need.waiting(date.fromordinal(int(day)))
        least = self._least()
        for time in np.argsort(least, kind="stable"):
            if not wait + least[time] < _price(best):
                break
            for one, other in self._pairs(int(time), _price(best) - wait):
                pair = self._pair(one, other, int(time))
                if pair is not None and pair.price < _price(best):
                    best = pair
        return best

    def _least(self) -> Prices:
        """Return the least that any two carers cost, by time."""
        who = self._carers
        by_carer = [self.prices[who == carer].min(axis=0) for carer in np.unique(who)]
        if len(by_carer) < 2:
            return np.full(len(self.times), np.inf)
        return np.asarray(np.partition(np.stack(by_carer), 1, axis=0)[:2].sum(axis=0))

    @cached_property
    def _carers(self) -> Ints:
        return self.search.room.carer_number[self.search.slots.duty[self.rows]]

    def _pairs(self, time: int, below: float) -> Iterator[tuple[int, int]]:
        """Return the pairs of rows that cost less, the cheaper of each two first."""
        prices = self.prices[:, time]
        order = [int(row) for row in np.argsort(prices, kind="stable")]
        for place, one in enumerate(order):
            if not 2 * prices[one] < below:
                break
            for other in order[place + 1 :]:
                if not prices[one] + prices[other] < below:
                    break
                if self._carers[one] != self._carers[other]:
                    yield one, other

    def _pair(self, one: int, other: int, time: int) -> Pair | None:
        parts = [self._part(row, time) for row in (one, other)]
        first, second = parts
        if first is None or second is None:
            return None
        need = replace(self.search.need, partner=second.fit.duty.carer)
        shift = first.fit.duty.shift
        asked = [*self._lead(first, second), first, second]
        price = sum(part.price for part in asked)
        if price and not self.asking:
            return None
        return Pair(
            price + need.waiting(shift.date),
            shift.date,
            tuple(change for part in asked for change in part.changes),
            need.when(shift, first.fit.start),
        )

    def _part(self, row: int, time: int) -> Asked | None:
        search, slot, start = self.search, int(self.rows[row]), int(self.times[time])
        call = search.call._replace(windows=(Span(start, start + search.call.seconds),))
        steps = int(self.begins[row, time]), int(self.ends[row, time])
        hours = asked_of(search.room, slot, call, *steps)
        if hours is None:
            return None
        return _with_lack(search.need, hours)

    def _lead(self, first: Asked, second: Asked) -> list[Asked]:
        """Return what lets the first lead where both may only come along."""
        carers = [part.fit.duty.carer for part in (first, second)]
        if any(self._leads(carer) for carer in carers):
            return []
        role = Missing(Lack.ROLE, carers[0].role)
        change = mended(carers[0].carer_id, self.search.need, role)
        return [Asked(LACKING[Lack.ROLE], (change,), first.fit)]

    def _leads(self, carer: Carer) -> bool:
        """Return whether a carer may lead, or may once the own lack is mended."""
        need = self.search.need
        if may_lead(self.search.room.problem.rule(need.senior), carer):
            return True
        return any(own.lack is Lack.ROLE for own in need.lacking[carer.carer_id])


def _with_lack(need: Need, asked: Asked) -> Asked:
    who = asked.fit.duty.carer.carer_id
    for lack in need.lacking[who]:
        changes = (*asked.changes, mended(who, need, lack))
        return Asked(asked.price + LACKING[lack.lack], changes, asked.fit)
    return asked


def _times(held: Held) -> Ints:
    """Return the moments at which the visit may begin, in order."""
    steps = [
        np.arange(
            rounded_up(window.start),
            window.end - held.call.seconds + 1,
            ROUND_SECONDS,
        )
        for window in held.call.windows
    ]
    there = held.earliest[held.earliest < NEVER]
    return np.unique(np.concatenate([*steps, there]))


def _steps(missed: NDArray[np.bool_]) -> Ints:
    """Return the first step that is not missed, by row and time."""
    return np.asarray(missed.sum(axis=1), dtype=np.int64)


def _taken(seconds: Prices, steps: Ints) -> Prices:
    """Return the price of so many steps; infinite where there are no more."""
    last = np.full((len(seconds), 1), np.inf)
    return np.take_along_axis(np.concatenate([seconds, last], axis=1), steps, axis=1)
