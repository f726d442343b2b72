"""Every place in every shift where one more visit could be put, as arrays.

Arrays let hundreds of seniors be tried against thousands of slots in a moment; what
they find is a lower bound where times must move, exact where nothing moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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
    earliest_ready, latest_deadline
        The same if the shift became as long as it can.
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
    earliest_ready: Ints
    latest_deadline: Ints
    profile: Ints

    def to(self, place: int) -> Ints:
        """Return the seconds from the place before to a place."""
        return self._seconds(self.origin, place)

    def onward(self, place: int) -> Ints:
        """Return the seconds from a place to the place after."""
        return self._seconds(place, self.target)

    def detour(self, call: Call) -> Ints:
        """Return the seconds of travel and visit that a call adds, waiting apart."""
        around = self.to(call.place) + self.onward(call.place) - self._direct
        return around + call.seconds

    @cached_property
    def _direct(self) -> Ints:
        return self._seconds(self.origin, self.target)

    def _seconds(self, origin: Ints | int, target: Ints | int) -> Ints:
        return np.asarray(self.seconds[self.profile, origin, target], dtype=np.int64)

    def starts(self, call: Call, window: Span) -> tuple[Ints, Ints]:
        """Return first and last start in a window; first after last: it cannot be."""
        first = np.maximum(self.ready + self.to(call.place), window.start)
        last = self.deadline - self.onward(call.place) - call.seconds
        return first, np.minimum(last, window.end - call.seconds)

    def fits(self, call: Call) -> Flags:
        """Return the slots where the call can be made and nothing else changes."""
        fits = np.zeros(len(self.duty), dtype=bool)
        for window in call.windows:
            first, last = self.starts(call, window)
            fits |= first <= last
        return fits

    def overtime_after(self, call: Call) -> tuple[Flags, Ints]:
        """Return where a later shift end might do, and the least seconds."""
        arrival = self.ready + self.to(call.place)
        first = np.full(len(arrival), NEVER)
        for window in call.windows:
            start = np.maximum(arrival, window.start)
            start[start > window.end - call.seconds] = NEVER
            first = np.minimum(first, start)
        reached = first + call.seconds + self.onward(call.place)
        late = reached - self.deadline
        return (reached <= self.latest_deadline) & (late > 0), late

    def overtime_before(self, call: Call) -> tuple[Flags, Ints]:
        """Return where an earlier shift start might do, and the least seconds."""
        limit = self.deadline - self.onward(call.place) - call.seconds
        last = np.full(len(limit), -1)
        for window in call.windows:
            start = np.minimum(limit, window.end - call.seconds)
            start[start < window.start] = -1
            last = np.maximum(last, start)
        left = last - self.to(call.place)
        late = self.ready - left
        return (last >= 0) & (left >= self.earliest_ready) & (late > 0), late


def slots(travel: TravelTimes, duties: Sequence[Duty]) -> Slots:
    """Return the slots of all duties."""
    rows = [
        (*row, travel.carer_profile[duty.carer.carer_id])
        for index, duty in enumerate(duties)
        for row in _rows(index, duty)
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 10).T
    return Slots(travel.seconds, *columns)


def _rows(index: int, duty: Duty) -> list[tuple[int, ...]]:
    span, calls = duty.shift.span, duty.calls
    ready = _ready(duty, span.start)
    deadline = _deadline(duty, span.end)
    if ready is None or deadline is None:
        return []
    early = _ready(duty, duty.widest.start) or ready
    late = _deadline(duty, duty.widest.end) or deadline
    places = [duty.base, *(call.place for call in calls), duty.base]
    day = duty.shift.date.toordinal()
    return [
        (
            *(index, at, day, places[at], places[at + 1]),
            *(ready[at], deadline[at], early[at], late[at]),
        )
        for at in range(len(calls) + 1)
    ]


def _ready(duty: Duty, leave: int) -> list[int] | None:
    ends = duty.ends(duty.calls, leave)
    return None if ends is None else [leave, *ends[:-1]]


def _deadline(duty: Duty, back: int) -> list[int] | None:
    deadlines = duty.deadlines(duty.calls, back)
    return None if deadlines is None else [*deadlines[1:], back]
