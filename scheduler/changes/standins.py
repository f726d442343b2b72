"""Carers under way, as the solver can be told of them: as other carers, for today only.

A stand-in works what is left of one shift of today and starts where the carer is or
will be. Later days stay the carer's own.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.changes.history import history_route
from scheduler.changes.moment import Course
from scheduler.domain.people import Carer
from scheduler.domain.plan import Plan, Route
from scheduler.domain.problem import Problem
from scheduler.domain.roster import Shift
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.solver.remedies.duties import Week, seconds_worked, week_of

MARK = "′"


@dataclass(frozen=True)
class StandIn:
    """What is left of one shift of a carer who has set out today.

    Attributes
    ----------
    carer
        Under an id of its own, with what may still be done today as the limits.
    carer_id
        Whom it stands for.
    shift
        As the roster has it.
    span
        From when the carer is free until the shift ends, or the week's minutes.
    course
        The route that goes on in it; None where the carer has yet to set out for it.
    planned
        What the published plan has in it; None: nothing.
    """

    carer: Carer
    carer_id: str
    shift: Shift
    span: Span
    course: Course | None
    planned: Course | None

    @property
    def usable(self) -> int:
        """The most seconds of work from setting out to coming back in the shift."""
        begins = self.course.route.leave if self.course else self.span.start
        return self.span.end - begins

    def within(self, seconds: int) -> "StandIn":
        """Return the stand-in with no more seconds of work from setting out."""
        if self.course is not None:
            end = min(self.span.end, self.course.route.leave + seconds)
            return replace(self, span=Span(self.span.start, end))
        minutes = -(-seconds // MINUTE_SECONDS)
        return replace(self, carer=self.carer.replace(max_minutes_per_week=minutes))


@dataclass(frozen=True)
class Team:
    """Who has set out today.

    Attributes
    ----------
    standins
        By their ids, of those with hours left.
    minutes
        Of this week's limit that belong to today, by id of the carers who have one.
    """

    standins: Mapping[str, StandIn]
    minutes: Mapping[str, int]

    def of(self, carer_id: str) -> tuple[str, ...]:
        """Return the ids of a carer's stand-ins."""
        return tuple(
            key for key, one in self.standins.items() if one.carer_id == carer_id
        )


def mark_of(problem: Problem) -> str:
    """Return what ends the ids of stand-ins, and stands in no carer's id."""
    mark = MARK
    while any(mark in carer.carer_id for carer in problem.carers):
        mark += MARK
    return mark


def team_of(
    problem: Problem, published: Plan, courses: Sequence[Course], now: int
) -> Team:
    """Return the stand-ins of all who have set out and have hours left today."""
    mark = mark_of(problem)
    by_carer: dict[str, list[Course]] = defaultdict(list)
    for course in courses:
        by_carer[course.route.carer_id].append(course)
    recorded = seconds_worked(problem, ())
    standins: dict[str, StandIn] = {}
    minutes: dict[str, int] = {}
    for carer_id, own in by_carer.items():
        if not any(course.left for course in own):
            continue
        day = _CarerDay(problem, problem.carer[carer_id], own, now, mark)
        rest = day.within_visits()
        if day.carer.max_minutes_per_week is not None:
            week = _CarerWeek(problem, published, day, recorded)
            rest = week.within_minutes(rest)
            minutes[carer_id] = week.minutes_of_today(rest)
        standins |= {one.carer.carer_id: one for one in rest if one.span.seconds > 0}
    return Team(standins, minutes)


class _CarerDay:
    """One carer's shifts of today and what the published plan has in them."""

    def __init__(
        self,
        problem: Problem,
        carer: Carer,
        courses: Sequence[Course],
        now: int,
        mark: str,
    ) -> None:
        self.carer = carer
        self.courses = courses
        self._problem = problem
        self._now = now
        self._mark = mark

    @cached_property
    def rest(self) -> tuple[StandIn, ...]:
        """Stand-ins of the shifts with hours left, in order, not yet limited."""
        found: list[StandIn] = []
        for shift in self._problem.shifts:
            mine = shift.carer_id == self.carer.carer_id
            if mine and shift.date == self._problem.first_day:
                name = self.carer.carer_id + self._mark * (len(found) + 1)
                one = self._standin(shift, name)
                if one.span.seconds > 0:
                    found.append(one)
        return tuple(found)

    @cached_property
    def over(self) -> tuple[Course, ...]:
        """The routes that were set out on and go on in no shift."""
        going_on = [id(one.course) for one in self.rest]
        return tuple(c for c in self.courses if c.left and id(c) not in going_on)

    def within_visits(self) -> list[StandIn]:
        """Return the stand-ins with the visits left today shared out among them.

        Each has what is planned, the first also what is left beyond that.
        """
        limit = self.carer.max_visits_per_day
        if limit is None or not self.rest:
            return list(self.rest)
        made = sum(len(course.kept) for course in self.courses)
        visits = [len(one.planned.ahead) if one.planned else 0 for one in self.rest]
        visits[0] = max(0, limit - made - sum(visits[1:]))
        return [
            replace(one, carer=one.carer.replace(max_visits_per_day=most))
            for one, most in zip(self.rest, visits, strict=True)
        ]

    def _standin(self, shift: Shift, name: str) -> StandIn:
        own = [c for c in self.courses if _sets_out_in(c.route, shift.span)]
        left = [course for course in own if course.left]
        course = left[-1] if left else None
        busy = [course.free_at] if course else self._home_times()
        start = max([self._now, shift.span.start, *busy])
        return StandIn(
            carer=self.carer.replace(carer_id=name),
            carer_id=self.carer.carer_id,
            shift=shift,
            span=Span(start, shift.span.end),
            course=course,
            planned=course or next(iter(own), None),
        )

    def _home_times(self) -> list[int]:
        """Return when the carer is home from each route that was set out on."""
        travel = self._problem.travel
        table = travel.seconds[travel.carer_profile[self.carer.carer_id]]
        home = table[:, travel.base_place(self.carer.carer_id)]
        spots = [(c.free_at, c.spot) for c in self.courses if c.left]
        return [
            free
            + min(
                spot.since + int(home[spot.behind]), int(spot.until + home[spot.ahead])
            )
            for free, spot in spots
        ]


class _CarerWeek:
    """How one carer's minutes of this week are shared between today and later."""

    def __init__(
        self,
        problem: Problem,
        published: Plan,
        day: _CarerDay,
        recorded: Mapping[Week, int],
    ) -> None:
        today, who = problem.first_day, day.carer.carer_id
        week = week_of(who, today)
        limit = (day.carer.max_minutes_per_week or 0) * MINUTE_SECONDS
        over = [history_route(problem, course) for course in day.over]
        self._allowance = limit - recorded.get(week, 0)
        self._over = sum(_seconds(route) for route in over if route is not None)
        self._later = sum(
            _seconds(route)
            for route in published.routes
            if route.date > today and week_of(route.carer_id, route.date) == week
        )

    def within_minutes(self, rest: Sequence[StandIn]) -> list[StandIn]:
        """Return the stand-ins with the seconds each may work.

        Each has what is planned, and of what neither it nor a later day has planned
        as much as its shift can use.
        """
        planned = [_seconds(one.planned.route) if one.planned else 0 for one in rest]
        spare = self._allowance - self._over - self._later - sum(planned)
        fitted = []
        for one, seconds in zip(rest, planned, strict=True):
            more = max(0, min(spare, one.usable - seconds))
            spare -= more
            fitted.append(one.within(seconds + more))
        return fitted

    def minutes_of_today(self, rest: Sequence[StandIn]) -> int:
        """Return the minutes of the week's limit that the later days do not have."""
        used = [
            min(one.usable, (one.carer.max_minutes_per_week or 0) * MINUTE_SECONDS)
            for one in rest
        ]
        free = self._allowance - self._over - sum(used)
        needed = -(-self._later // MINUTE_SECONDS)
        spared = max(free // MINUTE_SECONDS, needed)
        return max(0, self._allowance // MINUTE_SECONDS - spared)


def _sets_out_in(route: Route, span: Span) -> bool:
    return span.start <= route.leave < span.end


def _seconds(route: Route) -> int:
    return route.back - route.leave
