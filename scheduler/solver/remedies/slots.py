"""Every place in every shift where one more visit could be put, as arrays.

Arrays let hundreds of seniors be tried against thousands of slots in a moment; they
are exact, but for the limits of a carer's week.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.times import Span
from scheduler.domain.travel import TravelTimes
from scheduler.solver.remedies.duties import Call, Duty

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEVER = 1 << 40
"""Later than any time of day."""


@dataclass(frozen=True, eq=False)
class Slots:
    """Arrays of one entry a slot; times in seconds since midnight.

    Attributes
    ----------
    seconds
        Travel seconds, shape (profiles, places, places), row = from.
    duty, position
        Which duty, and before which of its calls.
    day
        Proleptic ordinal of the date.
    origin, target
        Places before and after.
    ready
        Earliest departure from the place before.
    deadline
        Latest arrival at the place after.
    profile
        Way of travelling.
    """

    seconds: NDArray[np.int32]
    duty: Ints
    position: Ints
    day: Ints
    origin: Ints
    target: Ints
    ready: Ints
    deadline: Ints
    profile: Ints

    def take(self, rows: Ints) -> Self:
        """Return some of the slots."""
        columns = (getattr(self, field.name)[rows] for field in fields(self)[1:])
        return type(self)(self.seconds, *columns)

    def legs(self, origin: Ints | int, target: Ints | int) -> Ints:
        """Return the seconds of each slot's carer from place to place."""
        return np.asarray(self.seconds[self.profile, origin, target], dtype=np.int64)

    @cached_property
    def direct(self) -> Ints:
        """Seconds from the place before to the place after."""
        return self.legs(self.origin, self.target)


@dataclass(frozen=True, eq=False)
class Held:
    """One call held against slots; arrays of one entry a slot."""

    slots: Slots
    call: Call

    @cached_property
    def to(self) -> Ints:
        """Seconds from the place before to the call."""
        return self.slots.legs(self.slots.origin, self.call.place)

    @cached_property
    def onward(self) -> Ints:
        """Seconds from the call to the place after."""
        return self.slots.legs(self.call.place, self.slots.target)

    @cached_property
    def detour(self) -> Ints:
        """Seconds of travel and visit that the call adds, waiting apart."""
        return self.to + self.onward - self.slots.direct + self.call.seconds

    @cached_property
    def earliest(self) -> Ints:
        """First start inside a window, as the shift begins now; `NEVER` if none."""
        return self.earliest_from(self.slots.ready + self.to)

    def earliest_from(self, arrival: Ints) -> Ints:
        """Return the first start inside a window after arriving; `NEVER` if none."""
        first = np.full(len(arrival), NEVER)
        for window in self.call.windows:
            start = np.maximum(arrival, window.start)
            start[start > window.end - self.call.seconds] = NEVER
            np.minimum(first, start, out=first)
        return first

    @cached_property
    def latest(self) -> Ints:
        """Last start, whatever the windows, from which what follows can be reached."""
        return self.slots.deadline - self.onward - self.call.seconds

    @cached_property
    def fits(self) -> Flags:
        """The slots where the call can be made and nothing else changes."""
        return self.earliest <= self.latest

    def starts(self, window: Span) -> tuple[Ints, Ints]:
        """Return first and last start in a window; first after last: it cannot be."""
        first = np.maximum(self.slots.ready + self.to, window.start)
        return first, np.minimum(self.latest, window.end - self.call.seconds)


def slots(travel: TravelTimes, duties: Sequence[Duty]) -> Slots:
    """Return the slots of all duties."""
    rows = [
        (*row, travel.carer_profile[duty.carer.carer_id])
        for index, duty in enumerate(duties)
        for row in _rows(index, duty)
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 8).T
    return Slots(travel.seconds, *np.ascontiguousarray(columns))


def _rows(index: int, duty: Duty) -> list[tuple[int, ...]]:
    span, calls = duty.shift.span, duty.calls
    ends = duty.ends(calls, span.start)
    deadlines = duty.deadlines(calls, span.end)
    if ends is None or deadlines is None:
        return []
    ready = [span.start, *ends[:-1]]
    deadline = [*deadlines[1:], span.end]
    places = [duty.base, *(call.place for call in calls), duty.base]
    day = duty.shift.date.toordinal()
    return [
        (index, at, day, places[at], places[at + 1], ready[at], deadline[at])
        for at in range(len(calls) + 1)
    ]
