"""Where a visit is best put into the shifts of those who make it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from scheduler.changes.run import Run, call_for, own_windows
from scheduler.domain.people import Senior
from scheduler.domain.plan import Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.times import Span
from scheduler.solver.remedies.duties import Call, earliest_start


@dataclass(frozen=True, eq=False)
class Wish:
    """A visit that is to be put in.

    Attributes
    ----------
    carer_ids
        Who makes it.
    start
        When it must begin, in seconds since midnight; None: when it is best.
    was
        When it was to be made on the same day, None if it was not: without a given
        start it stays in its half of the day if it can.
    kept
        Whether one of its carers stays.
    """

    problem: Problem
    senior: Senior
    carer_ids: tuple[str, ...]
    start: int | None
    was: Span | None
    kept: bool

    def stop(self, run: Run) -> Stop:
        """Return the stop in one of the carers' runs; its times are still to come."""
        usual = self.was or self.problem.windows(self.senior)[0]
        begin = usual.start if self.start is None else self.start
        mine = run.duty.carer.carer_id
        return Stop(
            senior_id=self.senior.senior_id,
            tag=self.senior.tag,
            arrive=begin,
            start=begin,
            end=begin + self.problem.visit_seconds(self.senior),
            travel_seconds=0,
            due=run.duty.shift.date,
            partners=tuple(who for who in self.carer_ids if who != mine),
        )


class _Place(NamedTuple):
    """A place in one run, before the stop of that number."""

    run: Run
    number: int

    def timed(self, wish: Wish, call: Call) -> Route | None:
        return self._with_visit(wish, call).timed()

    def soonest(self, wish: Wish, call: Call) -> int:
        """Return the first time at which the visit could begin."""
        return self._with_visit(wish, call).as_soon_as_possible()[self.number]

    def _with_visit(self, wish: Wish, call: Call) -> Run:
        return self.run.with_visit(self.number, wish.stop(self.run), call)


Placed = tuple[tuple[Run, Route], ...]
"""The runs chosen, without the visit, and the routes that they become with it."""


def best_place(wish: Wish, runs: Sequence[Sequence[Run]]) -> Placed | None:
    """Return the routes with the visit where it is best, None if it fits nowhere.

    Best is: at the old time where one of its carers stays, and in the old half of the
    day, if that can be; cheapest by the policy's weights of travel and work; then where
    the others' times move least; then earliest.

    Parameters
    ----------
    runs
        The shifts of each of its carers on the day, the visit taken out.
    """
    for call in _calls(wish):
        best = min(_ways(wish, call, runs), key=lambda way: way[0], default=None)
        if best is not None:
            return best[1]
    return None


def _calls(wish: Wish) -> Iterator[Call]:
    """Return within which times the visit may be made, the first choice first."""
    call = call_for(wish.problem, wish.senior, wish.start)
    if wish.was is not None and wish.start is None:
        if wish.kept:
            yield call_for(wish.problem, wish.senior, wish.was.start)
        yield call._replace(windows=own_windows(call.windows, wish.was))
    yield call


def forced_place(wish: Wish, runs: Sequence[Sequence[Run]]) -> Placed:
    """Return the routes with the visit in order of time, whatever rules they break."""
    found = []
    for choice in runs:
        run = min(choice, key=lambda one: _off(wish, one))
        stop = wish.stop(run)
        number = sum(other.start <= stop.start for other in run.stops)
        bound = wish.start
        if bound is None and len(runs) > 1:
            bound = stop.start
        call = call_for(wish.problem, wish.senior, bound)
        found.append((run, run.with_visit(number, stop, call).forced()))
    return tuple(found)


def _off(wish: Wish, run: Run) -> int:
    """Return by how many seconds the visit would lie outside the shift."""
    span, stop = run.duty.shift.span, wish.stop(run)
    return max(0, span.start - stop.start) + max(0, stop.end - span.end)


Worth = tuple[float, int, int]
Way = tuple[Worth, Placed]


class _Fitting(NamedTuple):
    """A place that holds the visit, and the route that the run becomes."""

    place: _Place
    route: Route


def _ways(wish: Wish, call: Call, runs: Sequence[Sequence[Run]]) -> Iterator[Way]:
    """Return what each combination of places comes to where the visit fits."""
    for found in product(*(list(_fitting(wish, call, choice)) for choice in runs)):
        places = [fitting.place for fitting in found]
        routes = [fitting.route for fitting in found]
        if len(found) > 1:
            routes = _together(wish, call, places)
        if routes:
            yield _weighed(wish, places, routes)


def _fitting(wish: Wish, call: Call, runs: Sequence[Run]) -> Iterator[_Fitting]:
    for place in _places(runs):
        route = place.timed(wish, call)
        if route is not None:
            yield _Fitting(place, route)


def _together(wish: Wish, call: Call, places: Sequence[_Place]) -> list[Route]:
    """Return the routes of those who start together, none if they cannot."""
    bound = _meeting(wish, call, places)
    routes = [bound and place.timed(wish, bound) for place in places]
    timed = [route for route in routes if route is not None]
    return timed if len(timed) == len(places) else []


def _places(runs: Sequence[Run]) -> Iterator[_Place]:
    for run in runs:
        for number in range(len(run.stops) + 1):
            yield _Place(run, number)


def _meeting(wish: Wish, call: Call, places: Sequence[_Place]) -> Call | None:
    """Return the call bound to the first time at which all can be there, None if none.

    Each of them can make it alone.
    """
    meet = max(place.soonest(wish, call) for place in places)
    start = earliest_start(call, meet)
    return None if start is None else call_for(wish.problem, wish.senior, start)


def _weighed(wish: Wish, places: Sequence[_Place], routes: Sequence[Route]) -> Way:
    weights = wish.problem.policy.weights
    cost = sum(
        weights.travel * (route.travel_seconds - place.run.travel)
        + weights.fairness * (route.back - route.leave - place.run.work)
        for place, route in zip(places, routes, strict=True)
    )
    moved = sum(
        abs(_start_in(route, stop) - stop.start)
        for place, route in zip(places, routes, strict=True)
        for stop in place.run.stops
    )
    start = _start_in(routes[0], wish.senior)
    placed = zip((place.run for place in places), routes, strict=True)
    return (cost, moved, start), tuple(placed)


def _start_in(route: Route, of: Senior | Stop) -> int:
    return next(s.start for s in route.stops if s.senior_id == of.senior_id)
