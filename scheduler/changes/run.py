"""What one carer does in one shift, changed by hand and timed again.

Whoever is told a time should find it kept: the other visits stay in their windows, are
never made earlier than they were, and later only as far as they must. Where that
leaves no room they may be made at any time of any of their windows.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from scheduler.domain.people import Senior
from scheduler.domain.plan import Route, Stop, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.roster import Shift
from scheduler.domain.times import Span
from scheduler.solver.remedies.duties import Call, Duty, duty_of, earliest_start


@dataclass(frozen=True, eq=False)
class Run:
    """One shift with its visits in order.

    Attributes
    ----------
    duty
        The shift. Its calls are not used.
    stops
        As they were; the times of one put in are the times asked for.
    calls
        Where and within which times each of them may be made.
    number
        Which of the plan's routes it is; None where the shift had no visits.
    gently
        Whether the visits that were there are made as early as the calls let them.
    added
        Which visit was put in; None if none was.
    """

    duty: Duty
    stops: tuple[Stop, ...]
    calls: tuple[Call, ...]
    number: int | None = None
    gently: bool = False
    added: int | None = None

    @cached_property
    def as_is(self) -> Route:
        """The route with no change but of its times; forced where it does not fit."""
        return self.timed() or self.forced()

    @property
    def travel(self) -> int:
        """Seconds on the way."""
        return self.as_is.travel_seconds

    @property
    def work(self) -> int:
        """Seconds from leaving to coming back."""
        return self.as_is.back - self.as_is.leave

    def without(self, senior_id: str) -> "Run":
        """Return the run without the visits to a senior."""
        places = [n for n, s in enumerate(self.stops) if s.senior_id != senior_id]
        return replace(
            self,
            stops=tuple(self.stops[place] for place in places),
            calls=tuple(self.calls[place] for place in places),
        )

    def with_visit(self, place: int, stop: Stop, call: Call) -> "Run":
        """Return the run with one more visit before the one at a place."""
        return replace(
            self,
            stops=(*self.stops[:place], stop, *self.stops[place:]),
            calls=(*self.calls[:place], call, *self.calls[place:]),
            added=place,
        )

    def as_soon_as_possible(self) -> list[int]:
        """Return the earliest start of each visit; empty if some window is missed."""
        ends = self.duty.ends(self.calls, self.duty.shift.span.start)
        return [] if ends is None else _starts(ends, self.calls)

    def timed(self) -> Route | None:
        """Return the route: back as soon, and leaving as late, as may be.

        None if it does not fit into the shift and the windows.
        """
        calls = self._held() if self.gently else self.calls
        timing = None
        if calls is not None:
            timing = self.duty.timing(calls, self.duty.shift.span)
        if calls is None or timing is None:
            return None
        leave = timing.ends[-1] - timing.worked
        ends = self.duty.ends(calls, leave)
        return None if ends is None else self._route(_starts(ends, calls), leave)

    def _held(self) -> tuple[Call, ...] | None:
        """Return the calls, each but the one put in bound to its earliest time."""
        starts = self.as_soon_as_possible()
        if len(starts) < len(self.calls):
            return None
        return tuple(
            call if place == self.added else bound(call, start)
            for place, (call, start) in enumerate(zip(self.calls, starts, strict=True))
        )

    def forced(self) -> Route:
        """Return the route as it would be, whichever windows and shifts it breaks.

        A visit bound to one time is stated at that time, even before the carer could
        be there.
        """
        starts: list[int] = []
        now, here = self.duty.shift.span.start, self.duty.base
        for stop, call in zip(self.stops, self.calls, strict=True):
            arrival = now + self.duty.leg(here, call.place)
            start = earliest_start(call, arrival)
            if start is None:
                start = max(arrival, stop.start)
            if _is_bound(call):
                start = call.windows[0].start
            starts.append(start)
            now, here = start + call.seconds, call.place
        first = self.duty.leg(self.duty.base, self.calls[0].place) if starts else 0
        return self._route(starts, starts[0] - first if starts else now)

    def _route(self, starts: Sequence[int], leave: int) -> Route:
        shift = self.duty.shift
        homes = [call.place for call in self.calls]
        places = [self.duty.base, *homes, self.duty.base] if homes else []
        legs = [self.duty.leg(a, b) for a, b in pairwise(places)]
        stops, now = [], leave
        for stop, call, start, leg in zip(
            self.stops, self.calls, starts, legs, strict=False
        ):
            end = start + call.seconds
            arrive = now + leg
            stops.append(
                stop.replace(arrive=arrive, start=start, end=end, travel_seconds=leg)
            )
            now = end
        back = now + (legs[-1] if legs else 0)
        return Route.in_shift(shift, leave, back, legs, stops)


@dataclass(frozen=True, eq=False)
class Manner:
    """How the visits that are not moved may be timed again.

    Attributes
    ----------
    pinned
        Visits that stay in their windows.
    gently
        Whether all the others do too, none earlier than it was.
    """

    problem: Problem
    pinned: Set[VisitKey]
    gently: bool

    def run(
        self, shift: Shift, stops: Sequence[Stop] = (), number: int | None = None
    ) -> Run:
        """Return a shift with its visits as they are."""
        calls = tuple(self._call(shift, stop) for stop in stops)
        duty = duty_of(self.problem, shift)
        return Run(duty, tuple(stops), calls, number, self.gently)

    def _call(self, shift: Shift, stop: Stop) -> Call:
        senior = self.problem.senior[stop.senior_id]
        place = self.problem.travel.senior_place(stop.senior_id)
        visit = Span(stop.start, stop.end)
        if stop.partners:
            return Call(place, visit.seconds, (visit,))
        windows = self.problem.windows(senior)
        if self.gently or VisitKey(stop.senior_id, shift.date) in self.pinned:
            windows = own_windows(windows, visit) or windows
        if self.gently:
            windows = tuple(
                Span(max(window.start, visit.start), window.end)
                for window in windows
                if window.end >= visit.end
            )
        return Call(place, visit.seconds, windows)


def call_for(problem: Problem, senior: Senior, start: int | None = None) -> Call:
    """Return the call of a visit that is put in, bound to a start if one is given."""
    place = problem.travel.senior_place(senior.senior_id)
    call = Call(place, problem.visit_seconds(senior), problem.windows(senior))
    return call if start is None else bound(call, start)


def own_windows(windows: Sequence[Span], visit: Span) -> tuple[Span, ...]:
    """Return those of the windows that hold a visit."""
    return tuple(window for window in windows if window.contains(visit))


def bound(call: Call, start: int) -> Call:
    """Return the call of a visit that begins at a time."""
    return call._replace(windows=(Span(start, start + call.seconds),))


def _starts(ends: Sequence[int], calls: Sequence[Call]) -> list[int]:
    pairs = zip(ends, calls, strict=False)
    return [end - call.seconds for end, call in pairs]


def _is_bound(call: Call) -> bool:
    return len(call.windows) == 1 and call.windows[0].seconds == call.seconds
