"""Where in a finished plan one more visit would fit, limits of carers included."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np

from scheduler.domain.people import Carer
from scheduler.domain.plan import Route
from scheduler.domain.problem import Problem
from scheduler.domain.roster import Shift
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.solver.remedies import duties as planned
from scheduler.solver.remedies.duties import Call, CarerDay, Duty, Week, week_of
from scheduler.solver.remedies.overtime import Overtime, overtime
from scheduler.solver.remedies.slots import NEVER, Flags, Ints, Slots, slots


class Fit(NamedTuple):
    """One more visit in one shift.

    Attributes
    ----------
    start
        When the visit begins.
    worked
        Seconds from leaving to coming back, this visit included.
    over
        Seconds above the carer's weekly limit; 0 or less: within it.
    """

    duty: Duty
    start: int
    worked: int
    over: int

    @property
    def place(self) -> tuple[Shift, int]:
        """The shift, and when the visit begins."""
        return self.duty.shift, self.start


@dataclass(frozen=True, eq=False)
class Room:
    """A plan's shifts, their slots, and what each carer may still do.

    Attributes
    ----------
    worked
        Seconds worked by carer and week.
    visits
        Stops by carer and date.
    taken
        Shifts and leave by carer and date.
    """

    problem: Problem
    duties: tuple[Duty, ...]
    slots: Slots
    worked: dict[Week, int]
    visits: Counter[CarerDay]
    taken: Mapping[CarerDay, Sequence[Span]]

    @classmethod
    def of(cls, problem: Problem, routes: Iterable[Route]) -> Self:
        """Return the room that a plan's routes leave."""
        taken = planned.spans_taken(problem)
        shifts = planned.duties(problem, routes, taken)
        visits: Counter[CarerDay] = Counter()
        for duty in shifts:
            visits[CarerDay(duty.carer.carer_id, duty.shift.date)] += len(duty.calls)
        return cls(
            problem=problem,
            duties=shifts,
            slots=slots(problem.travel, shifts),
            worked=dict(planned.seconds_worked(problem, shifts)),
            visits=visits,
            taken=taken,
        )

    def open_to(self, carer_ids: Collection[str], first: date, last: date) -> Flags:
        """Return the slots of these carers from one date to another."""
        theirs = np.zeros(len(self.duties), dtype=bool)
        for carer_id in carer_ids:
            theirs[self._duties_of.get(carer_id, [])] = True
        day = self.slots.day
        in_time = (day >= first.toordinal()) & (day <= last.toordinal())
        return theirs[self.slots.duty] & in_time

    @cached_property
    def _duties_of(self) -> Mapping[str, list[int]]:
        duties_of: dict[str, list[int]] = defaultdict(list)
        for index, duty in enumerate(self.duties):
            duties_of[duty.carer.carer_id].append(index)
        return duties_of

    @cached_property
    def carer_number(self) -> Ints:
        """A number of each shift's carer, one entry a duty."""
        number = {carer_id: at for at, carer_id in enumerate(self.problem.carer)}
        return np.array([number[duty.carer.carer_id] for duty in self.duties])

    @cached_property
    def full(self) -> Flags:
        """The slots whose carer has as many visits that day as allowed."""
        full = [self.is_full(duty.carer, duty.shift.date) for duty in self.duties]
        return np.array(full, dtype=bool)[self.slots.duty]

    def is_full(self, carer: Carer, day: date) -> bool:
        """Return whether the carer has as many visits that day as allowed."""
        limit = carer.max_visits_per_day
        return limit is not None and self.visits[CarerDay(carer.carer_id, day)] >= limit

    @cached_property
    def spare(self) -> Ints:
        """Seconds of work left in the week of each slot's carer."""
        spare = [-self.over(duty.carer, duty.shift.date, 0) for duty in self.duties]
        return np.array(spare, dtype=np.int64)[self.slots.duty]

    @cached_property
    def idle(self) -> Ints:
        """Seconds that each slot's carer waits between leaving and coming back."""
        idle = [duty.worked - duty.busy for duty in self.duties]
        return np.array(idle, dtype=np.int64)[self.slots.duty]

    @cached_property
    def overtime(self) -> Overtime:
        """What more hours would give each slot."""
        return overtime(self.duties, self.slots)

    def over(self, carer: Carer, day: date, more: int) -> int:
        """Return the seconds above the carer's weekly limit with so many more."""
        if carer.max_minutes_per_week is None:
            return -NEVER
        limit = carer.max_minutes_per_week * MINUTE_SECONDS
        return self.worked.get(week_of(carer.carer_id, day), 0) + more - limit

    def way(self, carer: Carer, call: Call) -> tuple[int, int]:
        """Return the carer's seconds from the base to a call and back."""
        travel = self.problem.travel
        table = travel.seconds[travel.carer_profile[carer.carer_id]]
        base = travel.base_place(carer.carer_id)
        return int(table[base, call.place]), int(table[call.place, base])

    def with_call(self, slot: int, call: Call) -> tuple[Duty, tuple[Call, ...]]:
        """Return a slot's duty, and its calls with one more in that slot."""
        duty = self.duties[self.slots.duty[slot]]
        position = int(self.slots.position[slot])
        return duty, (*duty.calls[:position], call, *duty.calls[position:])

    def fit(self, slot: int, call: Call, span: Span | None = None) -> Fit | None:
        """Return how a call fits into a slot, in a shift of the given hours or as is.

        None if it does not.
        """
        duty, calls = self.with_call(slot, call)
        timing = duty.timing(calls, span or duty.shift.span)
        if timing is None:
            return None
        more = timing.worked - duty.worked
        over = self.over(duty.carer, duty.shift.date, more)
        end = timing.ends[int(self.slots.position[slot])]
        return Fit(duty, end - call.seconds, timing.worked, over)
