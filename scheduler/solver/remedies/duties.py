"""Every shift of a plan as the stops made in it, and exact times along them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.people import Carer
from scheduler.domain.plan import Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import Shift
from scheduler.domain.times import DAY_SECONDS, MINUTE_SECONDS, Span
from scheduler.domain.words import ShiftKind

LONGEST_OVERTIME = 7200
"""Seconds by which a shift may at most be asked to start earlier or end later."""


class Call(NamedTuple):
    """One visit as the arithmetic sees it: where, how long, inside which spans."""

    place: int
    seconds: int
    windows: tuple[Span, ...]


class Week(NamedTuple):
    """One carer's week, Monday to Sunday, by its Monday."""

    carer_id: str
    monday: date


class CarerDay(NamedTuple):
    """One carer on one date."""

    carer_id: str
    date: date


class Timing(NamedTuple):
    """Earliest end of each call and the time back; seconds from leaving to then."""

    ends: list[int]
    worked: int


@dataclass(frozen=True, eq=False)
class Duty:
    """One shift, the calls made in it, and what limits it.

    Attributes
    ----------
    base
        Place where the shift starts and ends.
    seconds
        Travel seconds of the carer, shape (places, places), row = from.
    widest
        The longest the shift could become: up to the carer's next shift or leave of
        that day, and not beyond `LONGEST_OVERTIME`.
    worked
        Seconds from leaving to coming back; 0 without calls.
    """

    shift: Shift
    carer: Carer
    base: int
    seconds: NDArray[np.int32]
    calls: tuple[Call, ...]
    widest: Span
    worked: int

    def leg(self, origin: int, target: int) -> int:
        """Return the carer's travel seconds between two places."""
        return int(self.seconds[origin, target])

    @property
    def busy(self) -> int:
        """Seconds of travel and visits in the shift, waiting apart."""
        if not self.calls:
            return 0
        places = [self.base, *(call.place for call in self.calls), self.base]
        way = sum(self.leg(*pair) for pair in pairwise(places))
        return way + sum(call.seconds for call in self.calls)

    def ends(self, calls: Sequence[Call], leave: int) -> list[int] | None:
        """Return the earliest end of each call and the time back at the base.

        None if some window is missed.
        """
        times, now, here = [], leave, self.base
        for call in calls:
            start = earliest_start(call, now + self.leg(here, call.place))
            if start is None:
                return None
            now, here = start + call.seconds, call.place
            times.append(now)
        return [*times, now + self.leg(here, self.base)]

    def deadlines(self, calls: Sequence[Call], back: int) -> list[int] | None:
        """Return the latest time to leave the base and to arrive at each call.

        None if some window is missed.
        """
        times, by, here = [], back, self.base
        for call in reversed(calls):
            start = latest_start(call, by - self.leg(call.place, here) - call.seconds)
            if start is None:
                return None
            by, here = start, call.place
            times.append(by)
        return [by - self.leg(self.base, here), *reversed(times)]

    def timing(self, calls: Sequence[Call], span: Span) -> Timing | None:
        """Return when the calls end and how long they take inside a shift.

        None if they do not fit.
        """
        ends = self.ends(calls, span.start)
        if ends is None or ends[-1] > span.end:
            return None
        latest = self.deadlines(calls, ends[-1])
        leave = latest[0] if latest else span.start
        return Timing(ends, ends[-1] - leave)


def earliest_start(call: Call, arrival: int) -> int | None:
    """Return the first time at or after arrival at which the call can be made."""
    starts = (
        max(arrival, window.start)
        for window in call.windows
        if max(arrival, window.start) + call.seconds <= window.end
    )
    return min(starts, default=None)


def latest_start(call: Call, limit: int) -> int | None:
    """Return the last time up to the limit at which the call can be made."""
    starts = (
        min(limit, window.end - call.seconds)
        for window in call.windows
        if min(limit, window.end - call.seconds) >= window.start
    )
    return max(starts, default=None)


def duties(
    problem: Problem, routes: Iterable[Route], taken: Mapping[CarerDay, Sequence[Span]]
) -> tuple[Duty, ...]:
    """Return every shift of the planned days with its calls, empty ones included.

    Parameters
    ----------
    taken
        As `spans_taken` returns it.
    """
    by_shift = {(r.date, r.carer_id, r.shift_start): r for r in routes}
    return tuple(
        _duty(
            problem,
            shift,
            by_shift.get((shift.date, shift.carer_id, shift.span.start)),
            taken[CarerDay(shift.carer_id, shift.date)],
        )
        for shift in problem.shifts
    )


def spans_taken(problem: Problem) -> Mapping[CarerDay, Sequence[Span]]:
    """Return the shifts and the leave of each carer on each planned day."""
    taken: dict[CarerDay, list[Span]] = defaultdict(list)
    for shift in problem.shifts:
        taken[CarerDay(shift.carer_id, shift.date)].append(shift.span)
    leave = [row for row in problem.roster if row.kind is ShiftKind.LEAVE]
    for offset in range(problem.days):
        day = problem.first_day + timedelta(days=offset)
        for row in leave:
            if row.falls_on(day):
                taken[CarerDay(row.carer_id, day)].append(row.span)
    return taken


def _duty(
    problem: Problem, shift: Shift, route: Route | None, taken: Sequence[Span]
) -> Duty:
    stops = route.stops if route else ()
    return replace(
        duty_of(problem, shift),
        calls=tuple(_call(problem, stop) for stop in stops),
        widest=_widest(shift.span, taken),
        worked=route.back - route.leave if route and stops else 0,
    )


def duty_of(problem: Problem, shift: Shift) -> Duty:
    """Return a shift without calls that is never prolonged."""
    travel = problem.travel
    return Duty(
        shift=shift,
        carer=problem.carer[shift.carer_id],
        base=travel.base_place(shift.carer_id),
        seconds=travel.seconds[travel.carer_profile[shift.carer_id]],
        calls=(),
        widest=shift.span,
        worked=0,
    )


def _call(problem: Problem, stop: Stop) -> Call:
    senior = problem.senior[stop.senior_id]
    seconds = stop.end - stop.start
    fixed = (Span(stop.start, stop.end),)
    windows = fixed if stop.partners else problem.windows(senior)
    return Call(problem.travel.senior_place(stop.senior_id), seconds, windows)


def _widest(span: Span, taken: Sequence[Span]) -> Span:
    before = [other.end for other in taken if other.end <= span.start]
    after = [other.start for other in taken if other.start >= span.end]
    return Span(
        max([0, span.start - LONGEST_OVERTIME, *before]),
        min([DAY_SECONDS, span.end + LONGEST_OVERTIME, *after]),
    )


def seconds_worked(problem: Problem, planned: Iterable[Duty]) -> Mapping[Week, int]:
    """Return what each carer works in each week: as planned, and as recorded.

    A valid visit whose minutes were not noted counts as long as it should take.
    """
    worked: dict[Week, int] = defaultdict(int)
    for record in problem.records:
        week = week_of(record.carer_id, record.date)
        worked[week] += _seconds_spent(problem, record)
    for duty in planned:
        worked[week_of(duty.carer.carer_id, duty.shift.date)] += duty.worked
    return worked


def _seconds_spent(problem: Problem, record: VisitRecord) -> int:
    if record.minutes is not None:
        return record.minutes * MINUTE_SECONDS
    if record.outcome.is_valid:
        return problem.visit_seconds(problem.senior[record.senior_id])
    return 0


def week_of(carer_id: str, day: date) -> Week:
    """Return the carer's week in which a day lies."""
    return Week(carer_id, day - timedelta(days=day.weekday()))
