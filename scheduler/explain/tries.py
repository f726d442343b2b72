"""One visit tried elsewhere: what it costs, or what stands in the way.

The same as carrying out the move on the whole plan, but only the routes concerned are
looked at, so that hundreds can be tried in a moment.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scheduler.changes.board import Board, board_after, runs_on, taken_out, target_of
from scheduler.changes.cost import Cost
from scheduler.changes.placing import Wish, best_place
from scheduler.changes.requests import Move, crew_of
from scheduler.changes.run import Manner
from scheduler.domain.plan import Plan, Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.explain.barriers import Barrier
from scheduler.explain.ledger import Ledger
from scheduler.solver.remedies.duties import Week, seconds_worked, week_of


@dataclass(frozen=True)
class Way:
    """A visit as it could also be made, without breaking a rule.

    Attributes
    ----------
    request
        The move that leads there.
    start
        Seconds since midnight.
    cost
        What the plan then costs more.
    """

    request: Move
    date: dt.date
    start: int
    carer_ids: tuple[str, ...]
    cost: Cost

    @property
    def total(self) -> float:
        """By the policy's weights, in seconds of travel."""
        return self.cost.total


class Tries:
    """What can become of the visits to one senior in a plan that breaks no rule.

    Who may come, and on which days, is for the caller to know.
    """

    def __init__(self, problem: Problem, plan: Plan, senior_id: str) -> None:
        self._problem = problem
        self._plan = plan
        self._senior = problem.senior[senior_id]
        own = [r for r in plan.routes if any(s.senior_id == senior_id for s in r.stops)]
        self._own = plan.replace(routes=tuple(own))
        self._ledger = Ledger(problem, plan, senior_id)
        self._gently = Manner(problem, frozenset(), gently=True)
        self._freely = Manner(problem, frozenset(), gently=False)

    def tried(self, request: Move) -> Way | Barrier:
        """Return how the visit would be made after a move, or why it cannot be."""
        sub = self._concerned(request)
        freely = board_after(self._freely, sub, request)
        if not freely.fits:
            return Barrier.NO_ROOM
        gently = board_after(self._gently, sub, request)
        if gently.fits and self._beyond_limits(sub, gently) is None:
            return self._way(request, sub, gently)
        over = self._beyond_limits(sub, freely)
        return self._way(request, sub, freely) if over is None else over

    def has_place(self, request: Move) -> bool:
        """Return whether the visit has a place, limits and company aside."""
        return board_after(self._freely, self._concerned(request), request).fits

    def tried_within(self, request: Move, window: Span) -> Way | Barrier:
        """Return how the visit would be made inside a window of its own day."""
        found: Way | Barrier = Barrier.NO_ROOM
        for manner in (self._gently, self._freely):
            start = self._start_within(manner, request, window)
            if start is not None:
                found = self.tried(request.replace(start=start))
            if isinstance(found, Way):
                break
        return found

    def _start_within(self, manner: Manner, request: Move, window: Span) -> int | None:
        """Return when the visit is best begun inside a window, None if it cannot be."""
        sub = self._concerned(request)
        crew, day = crew_of(sub, request), request.date
        assert day is not None
        out = taken_out(manner, sub, request)
        wish = Wish(
            problem=self._problem,
            senior=self._senior.replace(windows=(window,)),
            carer_ids=crew,
            start=None,
            was=(),
            kept={},
        )
        placed = best_place(wish, [runs_on(manner, sub, out, w, day) for w in crew])
        if placed is None:
            return None
        return _stop_of(self._senior.senior_id, (route for _, route in placed)).start

    def _concerned(self, request: Move) -> Plan:
        """Return the plan with only the routes that a move can change."""
        crew, target = crew_of(self._own, request), target_of(self._own, request)
        asked = target.carer_ids if target else ()
        days = {request.date, target.date if target else None}
        return self._plan.replace(
            routes=tuple(
                route
                for day in sorted(day for day in days if day)
                for carer_id in sorted({*crew, *asked})
                for route in self._routes.get((day, carer_id), ())
            )
        )

    @cached_property
    def _routes(self) -> Mapping[tuple[dt.date, str], Sequence[Route]]:
        routes: dict[tuple[dt.date, str], list[Route]] = defaultdict(list)
        for route in self._plan.routes:
            routes[route.date, route.carer_id].append(route)
        return routes

    def _way(self, request: Move, sub: Plan, board: Board) -> Way:
        target = target_of(sub, request)
        assert target is not None
        there = [route for route in board.routes if route.date == target.date]
        return Way(
            request=request,
            date=target.date,
            start=_stop_of(self._senior.senior_id, there).start,
            carer_ids=target.carer_ids,
            cost=self._ledger.cost(sub.routes, board.routes),
        )

    def _beyond_limits(self, sub: Plan, board: Board) -> Barrier | None:
        """Return the limit that somebody would be beyond, None if nobody would."""
        if any(self._too_many(day) for day in _by_day(board.routes).items()):
            return Barrier.DAY_FULL
        more = _by_week(board.routes)
        more.subtract(_by_week(sub.routes))
        if any(self._too_long(week, seconds) for week, seconds in more.items()):
            return Barrier.WEEK_FULL
        return None

    def _too_many(self, made: tuple[tuple[str, dt.date], int]) -> bool:
        (carer_id, _), visits = made
        limit = self._problem.carer[carer_id].max_visits_per_day
        return limit is not None and visits > limit

    def _too_long(self, week: Week, more: int) -> bool:
        limit = self._problem.carer[week.carer_id].max_minutes_per_week
        return limit is not None and (
            self._worked[week] + more > limit * MINUTE_SECONDS
        )

    @cached_property
    def _worked(self) -> Counter[Week]:
        """Seconds of each carer's week, recorded visits included."""
        worked = _by_week(self._plan.routes)
        worked.update(seconds_worked(self._problem, ()))
        return worked


def _stop_of(senior_id: str, routes: Iterable[Route]) -> Stop:
    """Return the stop of who comes first."""
    stops: Iterator[Stop] = (stop for route in routes for stop in route.stops)
    own = (stop for stop in stops if stop.senior_id == senior_id)
    return min(own, key=lambda stop: stop.start)


def _by_day(routes: Iterable[Route]) -> Counter[tuple[str, dt.date]]:
    made: Counter[tuple[str, dt.date]] = Counter()
    for route in routes:
        made[route.carer_id, route.date] += len(route.stops)
    return made


def _by_week(routes: Iterable[Route]) -> Counter[Week]:
    worked: Counter[Week] = Counter()
    for route in routes:
        worked[week_of(route.carer_id, route.date)] += route.back - route.leave
    return worked
