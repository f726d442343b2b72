"""Shifts and the visits in them, to which one more may be added, by exact timing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from itertools import pairwise

from scheduler.domain.people import Carer, Senior
from scheduler.domain.plan import Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.roster import Shift
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.solver.remedies.duties import (
    Call,
    Duty,
    Week,
    duty_of,
    seconds_worked,
    week_of,
)


@dataclass(frozen=True)
class Wanted:
    """A visit that looks for a carer.

    Attributes
    ----------
    stop
        As it was, or is to be, planned.
    call
        Where and within which times.
    partner
        The carer who comes along anyway, the call being bound to its time.
    apart
        Seconds from the partner's start to this one; below 0 where the partner comes
        second.
    """

    senior: Senior
    stop: Stop
    call: Call
    partner: Carer | None = None
    apart: int = 0


@dataclass(frozen=True, eq=False)
class Load:
    """One shift with its visits in order.

    Attributes
    ----------
    stops, calls
        The same visits, as planned and as the arithmetic sees them.
    """

    duty: Duty
    stops: tuple[Stop, ...]
    calls: tuple[Call, ...]

    @property
    def day(self) -> date:
        """The date of the shift."""
        return self.duty.shift.date

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """The earliest end of each visit, and the time back; empty without visits."""
        ends = self.duty.ends(self.calls, self.duty.shift.span.start)
        return tuple(ends) if ends and self.calls else ()

    @cached_property
    def worked(self) -> int:
        """Seconds from leaving as late as may be to coming back; 0 without visits."""
        if not self.calls:
            return 0
        timing = self.duty.timing(self.calls, self.duty.shift.span)
        return timing.worked if timing else 0

    @property
    def travel(self) -> int:
        """Seconds on the way."""
        if not self.calls:
            return 0
        places = [self.duty.base, *(c.place for c in self.calls), self.duty.base]
        return sum(self.duty.leg(a, b) for a, b in pairwise(places))

    @property
    def is_possible(self) -> bool:
        """Whether the visits can be made in the shift."""
        span = self.duty.shift.span
        ends = self.duty.ends(self.calls, span.start)
        return ends is not None and ends[-1] <= span.end

    def start(self, senior_id: str) -> int:
        """Return when the visit to a senior begins."""
        place = [stop.senior_id for stop in self.stops].index(senior_id)
        return self.ends[place] - self.calls[place].seconds

    def with_visit(self, place: int, wanted: Wanted) -> "Load":
        """Return the load with one more visit before the one at a place."""
        return replace(
            self,
            stops=(*self.stops[:place], wanted.stop, *self.stops[place:]),
            calls=(*self.calls[:place], wanted.call, *self.calls[place:]),
        )

    def without(self, place: int) -> "Load":
        """Return the load without one of its visits."""
        return replace(
            self,
            stops=(*self.stops[:place], *self.stops[place + 1 :]),
            calls=(*self.calls[:place], *self.calls[place + 1 :]),
        )


def call_of(problem: Problem, stop: Stop, windows: Sequence[Span] = ()) -> Call:
    """Return a stop's call; a two-person visit keeps its time.

    Parameters
    ----------
    windows
        Within which it may be made. Empty: the senior's, but not earlier than told.
    """
    senior = problem.senior[stop.senior_id]
    place = problem.travel.senior_place(stop.senior_id)
    if stop.partners:
        told = Span(stop.start, stop.end)
        return Call(place, told.seconds, (told,))
    seconds = problem.visit_seconds(senior)
    if windows:
        return Call(place, seconds, tuple(windows))
    later = (Span(max(w.start, stop.start), w.end) for w in problem.windows(senior))
    return Call(place, seconds, tuple(w for w in later if w.seconds >= seconds))


@dataclass(frozen=True, eq=False)
class Loads:
    """All shifts of some days, what each carer has worked, and what found no place.

    Attributes
    ----------
    of
        Loads by carer and date.
    lost
        Published stops for which their carer has no shift or no time, with the route
        they come from.
    """

    problem: Problem
    of: Mapping[tuple[str, date], tuple[Load, ...]]
    lost: tuple[tuple[Route, Stop], ...]
    worked: Mapping[Week, int]

    def limits_allow(self, carer: Carer, day: date, visits: int, seconds: int) -> bool:
        """Return whether a carer may make more visits and work more on a day."""
        made = sum(len(load.stops) for load in self.of.get((carer.carer_id, day), ()))
        most = carer.max_visits_per_day
        if most is not None and made + visits > most:
            return False
        if carer.max_minutes_per_week is None:
            return True
        week = week_of(carer.carer_id, day)
        limit = carer.max_minutes_per_week * MINUTE_SECONDS
        return self.worked.get(week, 0) + seconds <= limit

    def with_own(self, own: tuple[Load, ...]) -> "Loads":
        """Return the loads with one carer's shifts of one day as they are now."""
        key = own[0].duty.carer.carer_id, own[0].day
        more = sum(load.worked for load in own)
        more -= sum(load.worked for load in self.of[key])
        week = week_of(*key)
        worked = {**self.worked, week: self.worked.get(week, 0) + more}
        return replace(self, of={**self.of, key: own}, worked=worked)


def loads_of(problem: Problem, routes: Iterable[Route], days: Iterable[date]) -> Loads:
    """Return the loads of some days, all of one week.

    Each stop stays in the shift that holds it, or is nearest; where times have become
    too short, the later stops are lost.
    """
    days = set(days)
    shifts: dict[tuple[str, date], list[Shift]] = defaultdict(list)
    for shift in problem.shifts:
        if shift.date in days:
            shifts[shift.carer_id, shift.date].append(shift)
    stops: dict[Shift, list[tuple[Route, Stop]]] = defaultdict(list)
    lost: list[tuple[Route, Stop]] = []
    for route in routes:
        if route.date in days:
            own = shifts.get((route.carer_id, route.date), [])
            for stop in route.stops:
                nearest = sorted(own, key=partial(_unlike, stop))[:1]
                (stops[nearest[0]] if nearest else lost).append((route, stop))
    of: dict[tuple[str, date], tuple[Load, ...]] = {}
    for key, row in shifts.items():
        fitted = [_fitted(problem, shift, stops[shift], lost) for shift in row]
        of[key] = tuple(fitted)
    worked: Counter[Week] = Counter(seconds_worked(problem, ()))
    for (carer_id, day), row_loads in of.items():
        worked[week_of(carer_id, day)] += sum(load.worked for load in row_loads)
    return Loads(problem, of, tuple(lost), worked)


def _unlike(stop: Stop, shift: Shift) -> tuple[bool, int]:
    visit = Span(stop.start, stop.end)
    outside = max(0, shift.span.start - stop.start) + max(0, stop.end - shift.span.end)
    return not shift.span.contains(visit), outside


def _fitted(
    problem: Problem,
    shift: Shift,
    stops: Sequence[tuple[Route, Stop]],
    lost: list[tuple[Route, Stop]],
) -> Load:
    """Return the load of a shift, and add to the lost what does not fit."""
    duty = duty_of(problem, shift)
    calls = [call_of(problem, stop) for _, stop in stops]
    whole = Load(duty, tuple(stop for _, stop in stops), tuple(calls))
    if whole.is_possible:
        return whole
    load = Load(duty, (), ())
    for (route, stop), call in zip(stops, calls, strict=True):
        more = replace(load, stops=(*load.stops, stop), calls=(*load.calls, call))
        if more.is_possible:
            load = more
        else:
            lost.append((route, stop))
    return load
