"""Where a visit is best put into the shifts of those who make it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import NamedTuple

from scheduler.changes.meeting import meeting, windows_after
from scheduler.changes.run import Run, bound, call_for, own_windows
from scheduler.changes.wished import with_wished
from scheduler.check.price import seconds_unwished
from scheduler.domain.lag import Lag
from scheduler.domain.people import Senior
from scheduler.domain.plan import Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.solver.remedies.duties import Call


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
        When each of its carers was to make it on the same day, who comes first first;
        empty if it was not: without a given start it stays in its half of the day if it
        can.
    kept
        Which of its carers stay, and whether each was to come first (0) or second (1).
    """

    problem: Problem
    senior: Senior
    carer_ids: tuple[str, ...]
    start: int | None
    was: tuple[Span, ...]
    kept: Mapping[str, int]

    @property
    def lag(self) -> Lag | None:
        """How long after the first the second comes; None: all start together."""
        return self.senior.after if len(self.carer_ids) == 2 else None

    def usual(self, turn: int) -> int:
        """Return when the first (0) or second (1) would start, whatever fits."""
        if self.start is None and self.was:
            return self.was[min(turn, len(self.was) - 1)].start
        first = self.problem.windows(self.senior)[0].start
        begin = first if self.start is None else self.start
        return begin + turn * self.lag.least_seconds if self.lag else begin

    def stop(self, run: Run, turn: int) -> Stop:
        """Return the stop in one of the carers' runs; its times are still to come."""
        begin = self.usual(turn)
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

    def may_come(self, order: Sequence[str]) -> bool:
        """Return whether who comes second may; always where all start together."""
        second = self.problem.carer[order[-1]]
        return self.lag is None or self.senior.lets_follow(second)


class _Place(NamedTuple):
    """A place in one run, before the stop of that number; ``turn``: first or second."""

    run: Run
    number: int
    turn: int

    def timed(self, wish: Wish, call: Call) -> Route | None:
        return self._with_visit(wish, call).timed()

    def soonest(self, wish: Wish, call: Call) -> int:
        """Return the first time at which the visit could begin."""
        return self._with_visit(wish, call).as_soon_as_possible()[self.number]

    def _with_visit(self, wish: Wish, call: Call) -> Run:
        return self.run.with_visit(self.number, wish.stop(self.run, self.turn), call)


Placed = tuple[tuple[Run, Route], ...]
"""The runs chosen, without the visit, and the routes that they become with it."""


def best_place(wish: Wish, runs: Sequence[Sequence[Run]]) -> Placed | None:
    """Return the routes with the visit where it is best, None if it fits nowhere.

    Best is: at the old time where one of its carers stays, and in the old half of the
    day, if that can be; cheapest by the policy's weights of travel, work and wished
    spans; then where the others' times move least; then earliest. Where one comes
    after the other, who comes first comes first in what is returned.

    Parameters
    ----------
    runs
        The shifts of each of its carers on the day, the visit taken out.
    """
    for plot in _plots(wish):
        ways = (
            way
            for order in _orders(wish, runs, plot.steady)
            for calls in with_wished(wish.senior, plot.calls)
            for way in _ways(wish, calls, order)
        )
        best = min(ways, key=lambda way: way[0], default=None)
        if best is not None:
            return best[1]
    return None


class _Plot(NamedTuple):
    """Within which times each carer may make the visit, the first to come first.

    Attributes
    ----------
    steady
        Whether who stays comes first, or second, as before.
    """

    calls: tuple[Call, ...]
    steady: bool


def _orders(
    wish: Wish, runs: Sequence[Sequence[Run]], steady: bool
) -> Iterator[Sequence[Sequence[Run]]]:
    """Return the carers' shifts in each order in which they may come."""
    if wish.lag is None:
        yield runs
        return
    crew = dict(zip(wish.carer_ids, runs, strict=True))
    for order in permutations(wish.carer_ids):
        stays = all(order.index(who) == turn for who, turn in wish.kept.items())
        if wish.may_come(order) and (stays or not steady):
            yield [crew[who] for who in order]


def _plots(wish: Wish) -> Iterator[_Plot]:
    """Return within which times the visit may be made, the first choice first."""
    call = call_for(wish.problem, wish.senior, wish.start)
    turns = range(len(wish.carer_ids))
    if wish.was and wish.start is None:
        was = [wish.was[min(turn, len(wish.was) - 1)] for turn in turns]
        if wish.kept:
            yield _Plot(tuple(bound(call, span.start) for span in was), steady=True)
        own = (call._replace(windows=own_windows(call.windows, span)) for span in was)
        yield _Plot(tuple(own), steady=True)
    if wish.lag is None or wish.start is None:
        yield _Plot((call,) * len(turns), steady=False)
        return
    free = call_for(wish.problem, wish.senior)
    second = free._replace(windows=windows_after(free, wish.start, wish.lag))
    yield _Plot((call, second), steady=False)


def forced_place(wish: Wish, runs: Sequence[Sequence[Run]]) -> Placed:
    """Return the routes with the visit in order of time, whatever rules they break."""
    order = next(_orders(wish, runs, steady=True), None) or runs
    found = []
    for turn, choice in enumerate(order):
        begin = wish.usual(turn)
        run = min(choice, key=lambda one: _off(wish, one, begin))
        stop = wish.stop(run, turn)
        number = sum(other.start <= begin for other in run.stops)
        start = begin if len(runs) > 1 else wish.start
        call = call_for(wish.problem, wish.senior, start)
        found.append((run, run.with_visit(number, stop, call).forced()))
    return tuple(found)


def _off(wish: Wish, run: Run, begin: int) -> int:
    """Return by how many seconds the visit would lie outside the shift."""
    span, end = run.duty.shift.span, begin + wish.problem.visit_seconds(wish.senior)
    return max(0, span.start - begin) + max(0, end - span.end)


Worth = tuple[float, int, int]
Way = tuple[Worth, Placed]


class _Fitting(NamedTuple):
    """A place that holds the visit, and the route that the run becomes."""

    place: _Place
    route: Route


def _ways(
    wish: Wish, calls: Sequence[Call], runs: Sequence[Sequence[Run]]
) -> Iterator[Way]:
    """Return what each combination of places comes to where the visit fits."""
    fitting = (
        list(_fitting(wish, call, choice, turn))
        for turn, (call, choice) in enumerate(zip(calls, runs, strict=True))
    )
    for found in product(*fitting):
        places = [one.place for one in found]
        routes = [one.route for one in found]
        if len(found) > 1:
            routes = _together(wish, calls, places)
        if routes:
            yield _weighed(wish, places, routes)


def _fitting(
    wish: Wish, call: Call, runs: Sequence[Run], turn: int
) -> Iterator[_Fitting]:
    for place in _places(runs, turn):
        route = place.timed(wish, call)
        if route is not None:
            yield _Fitting(place, route)


def _together(
    wish: Wish, calls: Sequence[Call], places: Sequence[_Place]
) -> list[Route]:
    """Return the routes of those who start together, or a lag apart; none if not."""
    soonest = [
        place.soonest(wish, call) for place, call in zip(places, calls, strict=True)
    ]
    starts = meeting(calls, soonest, wish.lag)
    routes = [
        place.timed(wish, bound(call, start))
        for place, call, start in zip(places, calls, starts, strict=False)
    ]
    timed = [route for route in routes if route is not None]
    return timed if len(timed) == len(places) else []


def _places(runs: Sequence[Run], turn: int) -> Iterator[_Place]:
    for run in runs:
        for number in range(len(run.stops) + 1):
            yield _Place(run, number, turn)


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
    cost += weights.prefer_minutes / MINUTE_SECONDS * _unwished(wish, routes)
    placed = zip((place.run for place in places), routes, strict=True)
    return (cost, moved, start), tuple(placed)


def _unwished(wish: Wish, routes: Sequence[Route]) -> int:
    """Return the seconds outside the wished spans, summed over carers."""
    length = wish.problem.visit_seconds(wish.senior)
    starts = (_start_in(route, wish.senior) for route in routes)
    return sum(
        seconds_unwished(wish.senior, Span(start, start + length)) for start in starts
    )


def _start_in(route: Route, of: Senior | Stop) -> int:
    return next(s.start for s in route.stops if s.senior_id == of.senior_id)
