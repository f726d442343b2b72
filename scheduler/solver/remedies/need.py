"""A visit that must find its place, and the change that would give it one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np

from scheduler.domain.people import Carer, Senior
from scheduler.domain.roster import Shift
from scheduler.domain.times import MINUTE_SECONDS, format_minute
from scheduler.errors import Text
from scheduler.solver.remedies.duties import Call
from scheduler.solver.remedies.lacks import Missing
from scheduler.solver.remedies.room import Fit, Room
from scheduler.solver.remedies.slots import Flags, Ints, Slots

TRIES = 6
"""Slots tried exactly for each kind of change, the most promising first."""

ROUND_SECONDS = 5 * MINUTE_SECONDS
"""Times are proposed in steps of five minutes."""


class Remedy(NamedTuple):
    """One change.

    Attributes
    ----------
    rank
        0 asks minutes of people who come that day anyway, 1 an extra shift, 2 a
        change in who may visit.
    minutes
        What it asks of somebody.
    says
        What to change, and when the visit could then be made.
    """

    rank: int
    minutes: int
    says: Text


@dataclass(frozen=True)
class Need:
    """A visit that must find its place.

    Attributes
    ----------
    first, last
        Dates on which it may be made.
    lacking
        What keeps each carer from it, by carer id; empty for the qualified.
    partner
        The carer who comes along anyway, at the very time of the call.
    """

    senior: Senior
    call: Call
    first: date
    last: date
    lacking: Mapping[str, tuple[Missing, ...]]
    partner: Carer | None = None

    @cached_property
    def qualified(self) -> frozenset[str]:
        """Ids of the carers who may make the visit."""
        return frozenset(who for who, lacks in self.lacking.items() if not lacks)

    def when(self, shift: Shift, start: int) -> Text:
        """Return when the visit could then be made, and by whom."""
        at = f"{shift.date} {format_minute(start)}"
        both = (shift.carer_id, *([self.partner.carer_id] if self.partner else []))
        return Text(
            zh=f"{'、'.join(both)} 可在 {at} 上门。",
            en=f"{' and '.join(both)} can then visit on {at}.",
        )


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
    def open(self) -> Flags:
        """The slots of the qualified on the dates of the visit."""
        return self.open_to(self.need.qualified)

    @cached_property
    def detour(self) -> Ints:
        """Seconds of travel and visit that the call adds, waiting apart."""
        return self.slots.detour(self.call)

    @cached_property
    def within_limits(self) -> Flags:
        """The slots whose carer stays within the daily and weekly limits."""
        return ~self.room.full & (self.detour <= self.room.spare)

    @cached_property
    def fits(self) -> Flags:
        """The slots where the call can be made and nothing else changes."""
        return self.slots.fits(self.call)

    def open_to(self, carer_ids: Collection[str]) -> Flags:
        """Return the slots of these carers on the dates of the visit."""
        return self.room.open_to(carer_ids, self.need.first, self.need.last)

    def free(self) -> Iterator[Fit]:
        """Return places where the visit fits though nothing changes, detours first."""
        possible = self.open & self.within_limits & self.fits
        yield from self.within(promising(possible, self.detour), self.call)

    def within(self, slots: Iterable[int], call: Call) -> Iterator[Fit]:
        """Return how a call fits into those of the slots that hold it."""
        for slot in slots:
            fit = self.room.fit(slot, call)
            if fit is not None and fit.over <= 0:
                yield fit


def promising(possible: Flags, cost: Ints) -> list[int]:
    """Return the cheapest of the possible slots, at most `TRIES`."""
    where = np.flatnonzero(possible)
    order = np.argsort(cost[where], kind="stable")[:TRIES]
    return [int(slot) for slot in where[order]]


def rounded_up(seconds: int) -> int:
    """Return the next time in a step of `ROUND_SECONDS`."""
    return -(-seconds // ROUND_SECONDS) * ROUND_SECONDS


def rounded_down(seconds: int) -> int:
    """Return the last time in a step of `ROUND_SECONDS`."""
    return seconds // ROUND_SECONDS * ROUND_SECONDS
