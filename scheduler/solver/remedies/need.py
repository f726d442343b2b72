"""A visit that must find its place, and where in a plan it might."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.people import Carer, Senior
from scheduler.domain.problem import Problem
from scheduler.domain.roster import Shift
from scheduler.domain.times import MINUTE_SECONDS, format_minute
from scheduler.errors import Text
from scheduler.solver.remedies.duties import Call
from scheduler.solver.remedies.lacks import Missing, missing
from scheduler.solver.remedies.prices import Remedy
from scheduler.solver.remedies.room import Fit, Room
from scheduler.solver.remedies.slots import Flags, Held, Ints, Slots

Prices = NDArray[np.float64]


@dataclass(frozen=True)
class Need:
    """A visit that must find its place.

    Attributes
    ----------
    first, last
        Dates on which it may be made.
    due
        Last date on which it is on time.
    late_day
        Price of each day after that.
    lacking
        What keeps each carer from it, by carer id; empty for the qualified.
    partner
        The carer who comes along anyway, at the very time of the call.
    """

    senior: Senior
    call: Call
    first: date
    last: date
    due: date
    late_day: float
    lacking: Mapping[str, tuple[Missing, ...]]
    partner: Carer | None = None

    @classmethod
    def of(cls, problem: Problem, senior: Senior) -> Self:
        """Return the first visit within the planned days to one who is due."""
        rule, turn = problem.rule(senior), problem.first_turns[senior.senior_id]
        return cls(
            senior=senior,
            call=Call(
                problem.travel.senior_place(senior.senior_id),
                problem.visit_seconds(senior),
                problem.windows(senior),
            ),
            first=turn.opens,
            last=problem.last_day,
            due=turn.due,
            late_day=problem.policy.weights.late_day.of(senior.tag),
            lacking={c.carer_id: missing(senior, rule, c) for c in problem.carers},
        )

    @cached_property
    def qualified(self) -> frozenset[str]:
        """Ids of the carers who may make the visit."""
        return frozenset(who for who, lacks in self.lacking.items() if not lacks)

    def waiting(self, day: date) -> float:
        """Return the price of waiting for a visit on a day."""
        return self.late_day * max(0, (day - self.due).days)

    def when(self, shift: Shift, start: int) -> Text:
        """Return when the visit could then be made, and by whom."""
        at = f"{shift.date} {format_minute(start)}"
        partner = [self.partner.carer_id] if self.partner else []
        both = sorted([shift.carer_id, *partner])
        return Text(
            zh=f"{'、'.join(both)} 可在 {at} 上门。",
            en=f"{' and '.join(both)} can then visit on {at}.",
        )

    def remedy(self, price: float, change: Text, shift: Shift, start: int) -> Remedy:
        """Return a change that lets the visit be made in a shift.

        Parameters
        ----------
        price
            Of the change; what waiting costs is added here.
        start
            When the visit then begins.
        """
        says = sentence(change, self.when(shift, start))
        return Remedy(price + self.waiting(shift.date), shift.date, says)


@dataclass(frozen=True, eq=False)
class Search:
    """A need held against the room of a plan; arrays have one entry a slot."""

    room: Room
    need: Need

    @property
    def slots(self) -> Slots:
        """The slots of the room."""
        return self.room.slots

    @property
    def call(self) -> Call:
        """The visit that needs a slot."""
        return self.need.call

    @cached_property
    def held(self) -> Held:
        """The visit against the slots."""
        return Held(self.slots, self.call)

    @cached_property
    def open(self) -> Flags:
        """The slots of the qualified on the dates of the visit."""
        return self.open_to(self.need.qualified)

    @cached_property
    def waiting(self) -> Prices:
        """What waiting for a visit on the day of each slot costs."""
        days = np.maximum(0, self.slots.day - self.need.due.toordinal())
        return np.asarray(days * self.need.late_day, dtype=np.float64)

    @cached_property
    def over(self) -> Ints:
        """The least seconds above the weekly limit; 0 or less: perhaps within it."""
        return self.held.detour - self.room.idle - self.room.spare

    @cached_property
    def within_limits(self) -> Flags:
        """The slots whose carer may stay within the daily and weekly limits."""
        return ~self.room.full & (self.over <= 0)

    @property
    def fits(self) -> Flags:
        """The slots where the call can be made and nothing else changes."""
        return self.held.fits

    def open_to(self, carer_ids: Collection[str]) -> Flags:
        """Return the slots of these carers on the dates of the visit."""
        return self.room.open_to(carer_ids, self.need.first, self.need.last)

    def free(self) -> Iterator[Fit]:
        """Return places where the visit fits though nothing changes.

        Those that let the senior wait least stand first, then the shortest detours.
        """
        rows = np.flatnonzero(self.open & self.within_limits & self.fits)
        order = np.lexsort((self.held.detour[rows], self.waiting[rows]))
        for slot in rows[order]:
            fit = self.room.fit(int(slot), self.call)
            if fit is not None and fit.over <= 0:
                yield fit

    def cheapest(
        self,
        best: Remedy | None,
        rows: Ints,
        prices: Prices,
        tried: Callable[[int], Remedy | None],
    ) -> Remedy | None:
        """Return the cheapest of what was found and what some slots may give.

        Every slot is tried whose price might be lower; the shortest detours stand
        first among equals.

        Parameters
        ----------
        rows
            Slots.
        prices
            The least that a remedy in each can cost, one entry a row.
        tried
            Returns the remedy by a row's number, None if there is none.
        """
        known = np.flatnonzero(prices < price_of(best))
        order = known[np.lexsort((self.held.detour[rows[known]], prices[known]))]
        for number in order:
            if prices[number] >= price_of(best):
                break
            best = cheaper(best, tried(int(number)))
        return best


def price_of(remedy: Remedy | None) -> float:
    """Return the price of a remedy, infinite if there is none."""
    return float("inf") if remedy is None else remedy.price


def cheaper(one: Remedy | None, other: Remedy | None) -> Remedy | None:
    """Return the cheaper of two remedies, the first if they cost the same."""
    return other if price_of(other) < price_of(one) else one


def minutes(seconds: float) -> int:
    """Return whole minutes."""
    return round(seconds) // MINUTE_SECONDS


def sentence(change: Text, when: Text) -> Text:
    """Return what to change, and what can then be done, as one sentence."""
    en = change.en[:1].upper() + change.en[1:]
    return Text(zh=f"{change.zh}，{when.zh}", en=f"{en}; {when.en}")
