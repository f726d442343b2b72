"""Two-person visits: two carers who have time when they are to, or can be given it.

When it may begin, `moments` says. What is asked of either adds up: more hours, one lack
mended, or both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.people import Carer
from scheduler.domain.times import Span, format_minute
from scheduler.errors import Text
from scheduler.solver.remedies.hours import Asked, asked_of, joined, least_for_limits
from scheduler.solver.remedies.lacks import Lack, Missing, may_lead, missing_second
from scheduler.solver.remedies.moments import following_prices, moments
from scheduler.solver.remedies.need import Need, Prices, Search, sentence
from scheduler.solver.remedies.overtime import STEPS
from scheduler.solver.remedies.people import mended
from scheduler.solver.remedies.prices import LACKING, Remedy
from scheduler.solver.remedies.room import Fit
from scheduler.solver.remedies.slots import Held, Ints


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
    lacks = _lacking(search, second=False)
    rows = np.flatnonzero(np.isfinite(lacks) & search.open_to(search.need.lacking))
    days = search.slots.day[rows]
    for day in np.unique(days):
        if search.need.waiting(date.fromordinal(int(day))) >= _price(best):
            break
        today = rows[days == day]
        best = _Today.of(search, today, asking).cheapest(best)
    return best


def _price(pair: Pair | None) -> float:
    return float("inf") if pair is None else pair.price


def _lacking(search: Search, second: bool) -> Prices:
    """Return the price of what each slot's carer lacks; infinite: more than one."""
    people = search.room.problem.carer
    prices = {}
    for who in search.need.lacking:
        lacks = _lacks(search.need, people[who], second)
        few = LACKING[lacks[0].lack] if len(lacks) == 1 else np.inf
        prices[who] = few if lacks else 0.0
    by_duty = [prices[duty.carer.carer_id] for duty in search.room.duties]
    return np.array(by_duty, dtype=np.float64)[search.slots.duty]


def _lacks(need: Need, carer: Carer, second: bool) -> tuple[Missing, ...]:
    own = need.lacking[carer.carer_id]
    return (*own, *missing_second(need.senior, carer)) if second else own


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
    following, later
        Of who comes second when the first begins at a time: the least price of that
        part, and the number of its own time. The same where both begin at once.
    """

    search: Search
    asking: bool
    rows: Ints
    times: Ints
    begins: Ints
    ends: Ints
    prices: Prices
    following: Prices
    later: Ints

    @classmethod
    def of(cls, search: Search, rows: Ints, asking: bool) -> Self:
        """Return the day of these slots."""
        held, overtime = (
            Held(search.slots.take(rows), search.call),
            search.room.overtime,
        )
        lag = search.need.senior.after
        times = moments(held, lag)
        steps = slice(STEPS if asking else 1)
        arrival = times - held.to[:, None]
        onward = times + search.call.seconds + held.onward[:, None]
        begins = _steps(overtime.ready[rows, steps, None] > arrival[:, None])
        ends = _steps(overtime.deadline[rows, steps, None] < onward[:, None])
        hours = (
            _taken(overtime.earlier[rows, steps], begins)
            + _taken(overtime.later[rows, steps], ends)
            + least_for_limits(search)[rows, None]
        )
        prices, follow = (
            hours + _lacking(search, second)[rows, None] for second in (False, True)
        )
        if not asking:
            prices[prices > 0] = np.inf
            follow[follow > 0] = np.inf
        following, later = following_prices(times, follow, lag)
        return cls(search, asking, rows, times, begins, ends, prices, following, later)

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
        if self._in_order:
            return np.asarray(self.prices.min(axis=0) + self.following.min(axis=0))
        return np.asarray(np.partition(np.stack(by_carer), 1, axis=0)[:2].sum(axis=0))

    @property
    def _in_order(self) -> bool:
        return self.search.need.senior.after is not None

    @cached_property
    def _carers(self) -> Ints:
        return self.search.room.carer_number[self.search.slots.duty[self.rows]]

    def _pairs(self, time: int, below: float) -> Iterator[tuple[int, int]]:
        """Return the pairs of rows that cost less, who comes first in front.

        Where nobody does it is the cheaper of the two.
        """
        prices, following = self.prices[:, time], self.following[:, time]
        firsts = [int(row) for row in np.argsort(prices, kind="stable")]
        seconds = [int(row) for row in np.argsort(following, kind="stable")]
        for place, one in enumerate(firsts):
            others = seconds if self._in_order else firsts[place + 1 :]
            if not others or not prices[one] + following[others[0]] < below:
                break
            for other in others:
                if not prices[one] + following[other] < below:
                    break
                if self._carers[one] != self._carers[other]:
                    yield one, other

    def _pair(self, one: int, other: int, time: int) -> Pair | None:
        first = self._part(one, time, second=False)
        second = self._part(other, int(self.later[other, time]), second=self._in_order)
        if first is None or second is None:
            return None
        shift = first.fit.duty.shift
        asked = [*self._lead(first, second), first, second]
        price = sum(part.price for part in asked)
        if price and not self.asking:
            return None
        return Pair(
            price + self.search.need.waiting(shift.date),
            shift.date,
            tuple(change for part in asked for change in part.changes),
            self._when(first.fit, second.fit),
        )

    def _when(self, first: Fit, second: Fit) -> Text:
        need = replace(self.search.need, partner=second.duty.carer)
        if not self._in_order:
            return need.when(*first.place)
        day, one, other = (
            first.duty.shift.date,
            *(
                (fit.duty.carer.carer_id, format_minute(fit.start))
                for fit in (first, second)
            ),
        )
        return Text(
            zh=f"{one[0]} 可在 {day} {one[1]} 上门，{other[0]} {other[1]} 随后上门。",
            en=f"{one[0]} can then visit on {day} {one[1]}, {other[0]} at {other[1]}.",
        )

    def _part(self, row: int, time: int, second: bool) -> Asked | None:
        search, slot, start = self.search, int(self.rows[row]), int(self.times[time])
        call = search.call._replace(windows=(Span(start, start + search.call.seconds),))
        steps = int(self.begins[row, time]), int(self.ends[row, time])
        hours = asked_of(search.room, slot, call, *steps)
        if hours is None:
            return None
        return _with_lack(search.need, hours, second)

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


def _with_lack(need: Need, asked: Asked, second: bool) -> Asked:
    carer = asked.fit.duty.carer
    for lack in _lacks(need, carer, second):
        changes = (*asked.changes, mended(carer.carer_id, need, lack))
        return Asked(asked.price + LACKING[lack.lack], changes, asked.fit)
    return asked


def _steps(missed: NDArray[np.bool_]) -> Ints:
    """Return the first step that is not missed, by row and time."""
    return np.asarray(missed.sum(axis=1), dtype=np.int64)


def _taken(seconds: Prices, steps: Ints) -> Prices:
    """Return the price of so many steps; infinite where there are no more."""
    last = np.full((len(seconds), 1), np.inf)
    return np.take_along_axis(np.concatenate([seconds, last], axis=1), steps, axis=1)
