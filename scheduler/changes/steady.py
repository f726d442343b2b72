"""The solver's plan with the published order and times, wherever these can stay.

The solver keeps who comes on which day; it is free with the order and the times of a
day. People have been told a time, so a carer's day keeps both where what is new in it
leaves room.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from scheduler.changes.asked import Asked
from scheduler.changes.run import Run, own_windows
from scheduler.domain.plan import Plan, Route, Stop, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.roster import Shift
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.solver.remedies.duties import (
    Call,
    CarerDay,
    duty_of,
    seconds_worked,
    week_of,
)


class _Visit(NamedTuple):
    """One carer's part in a visit that the solver has planned.

    Attributes
    ----------
    told
        When it was to begin by the published plan and the same carers; None: it was
        not.
    """

    stop: Stop
    told: int | None


@dataclass(frozen=True)
class Told:
    """What people have been told, and what is now asked for.

    Attributes
    ----------
    routes
        Published, by carer and day.
    starts
        Of the published stops; of those that are asked for otherwise, none.
    asked
        How visits that were put in are to be timed.
    """

    routes: Mapping[CarerDay, Sequence[Route]]
    starts: Mapping[tuple[CarerDay, str], int]
    asked: Mapping[VisitKey, Asked]

    @classmethod
    def of(cls, published: Plan, asked: Mapping[VisitKey, Asked]) -> "Told":
        """Return what a plan has told."""
        starts = {
            (CarerDay(route.carer_id, route.date), stop.senior_id): stop.start
            for route, stop in published.stops()
            if VisitKey(stop.senior_id, route.date) not in asked
        }
        return cls(_by_day(published.routes), starts, asked)


def steadied(
    problem: Problem, told: Told, planned: Sequence[Route]
) -> tuple[Route, ...]:
    """Return the planned routes with published orders and times where they fit.

    Parameters
    ----------
    problem, planned
        What the solver was given, and its routes.
    """
    desk = _Desk(problem, told, planned)
    days = {day: desk.routes(day) for day in desk.days}
    while spoilt := desk.spoilt(days):
        desk.plain |= spoilt
        days |= {day: desk.routes(day) for day in desk.touched_by(spoilt)}
    return tuple(route for routes in days.values() for route in routes or ())


class _Desk:
    """The solver's routes beside the published ones, by carer and day.

    Attributes
    ----------
    days
        All that the solver has planned.
    plain
        Those that stay as the solver made them.
    """

    def __init__(self, problem: Problem, told: Told, planned: Sequence[Route]) -> None:
        self.days = _by_day(planned)
        self.plain: set[CarerDay] = set()
        self._problem = problem
        self._told = told
        self._crews: dict[VisitKey, list[str]] = defaultdict(list)
        for route in planned:
            for stop in route.stops:
                key = VisitKey(stop.senior_id, route.date)
                self._crews[key].append(route.carer_id)
        self._shifts: dict[CarerDay, list[Shift]] = defaultdict(list)
        for shift in problem.shifts:
            self._shifts[CarerDay(shift.carer_id, shift.date)].append(shift)
        self._worked = seconds_worked(problem, ())

    def routes(self, day: CarerDay) -> Sequence[Route] | None:
        """Return a carer's routes of a day; None where nothing told can stay."""
        if day in self.plain:
            return self.days[day]
        visits = [
            self._visit(day, stop) for route in self.days[day] for stop in route.stops
        ]
        if self._is_as_told(day, visits):
            return self._told.routes[day]
        exact = self._timed(day, visits, bound=True)
        return exact or self._timed(day, visits, bound=False)

    def spoilt(self, days: Mapping[CarerDay, Sequence[Route] | None]) -> set[CarerDay]:
        """Return the days that cannot be as told, but for those given up already."""
        failed = {day for day, routes in days.items() if routes is None}
        return (failed | self._overworked(days)) - self.plain

    def touched_by(self, spoilt: set[CarerDay]) -> set[CarerDay]:
        """Return some days, and those that share a two-person visit with them."""
        touched = set(spoilt)
        for key, crew in self._crews.items():
            days = {CarerDay(who, key.date) for who in crew}
            if not days.isdisjoint(spoilt):
                touched |= days
        return touched

    def _overworked(
        self, days: Mapping[CarerDay, Sequence[Route] | None]
    ) -> set[CarerDay]:
        """Return the days of weeks that have become longer than a carer may work."""
        worked = dict(self._worked)
        for day, routes in days.items():
            week = week_of(*day)
            seconds = sum(route.back - route.leave for route in routes or ())
            worked[week] = worked.get(week, 0) + seconds
        return {
            day
            for day in days
            if (limit := self._problem.carer[day.carer_id].max_minutes_per_week)
            is not None
            and worked[week_of(*day)] > limit * MINUTE_SECONDS
        }

    def _visit(self, day: CarerDay, stop: Stop) -> _Visit:
        """Return the stop with the time told, if carers and windows are the same.

        A two-person visit keeps its times only if both its carers can.
        """
        crew = self._crews[VisitKey(stop.senior_id, day.date)]
        days = [CarerDay(who, day.date) for who in crew]
        told = [self._told.starts.get((one, stop.senior_id)) for one in days]
        starts = {one: at for one, at in zip(days, told, strict=True) if at is not None}
        spoilt = not self.plain.isdisjoint(days)
        if len(starts) < len(days) or spoilt or not self._may_stay(stop, starts):
            return _Visit(stop, None)
        return _Visit(stop, starts[day])

    def _may_stay(self, stop: Stop, starts: Mapping[CarerDay, int]) -> bool:
        """Return whether the senior can be visited as was told, by these carers."""
        senior = self._problem.senior[stop.senior_id]
        windows = self._problem.windows(senior)
        seconds = self._problem.visit_seconds(senior)
        spans = [Span(start, start + seconds) for start in starts.values()]
        if not all(own_windows(windows, span) for span in spans):
            return False
        first, second = min(starts.values()), max(starts.values())
        if senior.after is None or len(starts) < 2:
            return first == second
        last = [self._problem.carer[d.carer_id] for d in starts if starts[d] == second]
        able = any(map(senior.lets_follow, last))
        return able and senior.after.allows(second - first)

    def _is_as_told(self, day: CarerDay, visits: Sequence[_Visit]) -> bool:
        """Return whether the published routes of the day can stay to the letter."""
        routes = self._told.routes.get(day, [])
        old = {(s.senior_id, s.start, s.end - s.start) for r in routes for s in r.stops}
        new = {(v.stop.senior_id, v.told, v.stop.end - v.stop.start) for v in visits}
        return old == new and all(
            any(
                shift.span.contains(Span(route.leave, route.back))
                for shift in self._shifts[day]
            )
            for route in routes
        )

    def _timed(
        self, day: CarerDay, visits: Sequence[_Visit], *, bound: bool
    ) -> list[Route] | None:
        """Return the routes in the order told, what is new put where it adds least.

        Parameters
        ----------
        bound
            Whether what was told is kept to the second, or only not made earlier.
        """
        runs = [Run(duty_of(self._problem, s), (), ()) for s in self._shifts[day]]
        told = [visit for visit in visits if visit.told is not None]
        for visit in sorted(told, key=lambda one: one.told or 0):
            number = min(range(len(runs)), key=lambda n: _outside(runs[n], visit))
            call = self._call(day, visit, bound)
            runs[number] = runs[number].with_visit(
                len(runs[number].stops), visit.stop, call
            )
        new = [visit for visit in visits if visit.told is None]
        for visit in sorted(new, key=partial(self._is_soon, day)):
            options = _places(runs, visit.stop, self._call(day, visit, bound))
            soon = self._is_soon(day, visit)
            best = min(options, key=partial(_worth, soon), default=None)
            if best is None:
                return None
            runs[best.number] = best.run
        routes = [run.timed() for run in runs if run.stops]
        found = [route for route in routes if route is not None]
        return found if len(found) == len(routes) else None

    def _is_soon(self, day: CarerDay, visit: _Visit) -> bool:
        asked = self._told.asked.get(VisitKey(visit.stop.senior_id, day.date))
        return asked is not None and asked.soon

    def _call(self, day: CarerDay, visit: _Visit, bound: bool) -> Call:
        stop, told = visit
        senior = self._problem.senior[stop.senior_id]
        place = self._problem.travel.senior_place(stop.senior_id)
        seconds = self._problem.visit_seconds(senior)
        start = stop.start if told is None else told
        if stop.partners or (bound and told is not None):
            return Call(place, seconds, (Span(start, start + seconds),))
        asked = self._told.asked.get(VisitKey(stop.senior_id, day.date))
        windows = asked.windows if asked else self._problem.windows(senior)
        if told is not None:
            later = (Span(max(w.start, told), w.end) for w in windows)
            windows = tuple(window for window in later if window.seconds >= seconds)
        return Call(place, seconds, windows)


def _by_day(routes: Iterable[Route]) -> dict[CarerDay, list[Route]]:
    days: dict[CarerDay, list[Route]] = defaultdict(list)
    for route in routes:
        if route.stops:
            days[CarerDay(route.carer_id, route.date)].append(route)
    return dict(days)


def _outside(run: Run, visit: _Visit) -> int:
    """Return by how many seconds the visit, as told, lies outside a shift."""
    span, start = run.duty.shift.span, visit.told or 0
    end = start + visit.stop.end - visit.stop.start
    return max(0, span.start - start) + max(0, end - span.end)


class _Place(NamedTuple):
    """Where one more visit may be put, what it adds in work, and when it begins."""

    number: int
    place: int
    run: Run
    more: int
    start: int


def _worth(soon: bool, place: _Place) -> tuple[int, int, int, int]:
    """Return what is best smallest: the start, or the work it adds."""
    first, then = place.more, place.start
    if soon:
        first, then = then, first
    return first, then, place.number, place.place


def _places(runs: Sequence[Run], stop: Stop, call: Call) -> Iterator[_Place]:
    for number, run in enumerate(runs):
        before = run.timed() if run.stops else None
        work = before.back - before.leave if before else 0
        for place in range(len(run.stops) + 1):
            more = run.with_visit(place, stop, call)
            route = more.timed()
            if route is not None:
                added = route.back - route.leave - work
                yield _Place(number, place, more, added, route.stops[place].start)
