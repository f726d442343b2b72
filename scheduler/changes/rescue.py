"""Visits that the search, short of time, has left late although a shift had room."""

from collections.abc import Iterable, Sequence
from datetime import date

from scheduler.changes.asked import Put, cheapest, puts, route_of
from scheduler.changes.loads import Load, Wanted, loads_of
from scheduler.changes.needs import week_from
from scheduler.changes.order import Order
from scheduler.domain import clock
from scheduler.domain.plan import Route
from scheduler.domain.problem import Problem


def rescued(order: Order, routes: tuple[Route, ...]) -> tuple[Route, ...]:
    """Return the routes with what looks for a carer put in where it is late.

    A visit is put on the day on which it was to be made if nothing else moves for it
    but in time, and the senior's days late become fewer.
    """
    if order.need is None:
        return routes
    rest, day = order.standing.rest, order.need.gap.day
    loads = None
    for one in order.need.gap.wanted:
        if one.senior.carers_needed == 1 and _is_late(rest, routes, day, one):
            loads = loads or loads_of(rest, routes, week_from(rest, day))
            put = cheapest(puts(loads, day, one))
            if put is not None:
                routes, loads = _with(rest, routes, one, put), None
    return routes


def _is_late(
    rest: Problem, routes: tuple[Route, ...], day: date, wanted: Wanted
) -> bool:
    """Return whether a visit on that day would spare the senior days late."""
    dates = _dates(routes, wanted.senior.senior_id)
    near = _near(rest, dates, day, wanted)
    if day in dates or min(near, default=day) < day:
        return False
    better = sorted({*dates, day} - set(near) | {day})
    return _days_late(rest, wanted, better) < _days_late(rest, wanted, dates)


def _near(
    rest: Problem, dates: Iterable[date], day: date, wanted: Wanted
) -> list[date]:
    """Return the dates too close to a day for the senior to be visited on both."""
    gap = max(1, rest.rule(wanted.senior).min_gap_days)
    return [one for one in dates if abs((one - day).days) < gap]


def _with(
    rest: Problem, routes: tuple[Route, ...], wanted: Wanted, put: Put
) -> tuple[Route, ...]:
    """Return the routes with the visit put in, in place of those too close to it."""
    senior_id, day = wanted.senior.senior_id, put.loads[0].day
    for other in _near(rest, _dates(routes, senior_id), day, wanted):
        routes = _without(rest, routes, other, senior_id)
    return _swapped(routes, put.loads)


def _dates(routes: Iterable[Route], senior_id: str) -> list[date]:
    return sorted(
        {
            route.date
            for route in routes
            if any(stop.senior_id == senior_id for stop in route.stops)
        }
    )


def _days_late(rest: Problem, wanted: Wanted, dates: Sequence[date]) -> int:
    """Return a senior's days late if visited on these dates and no others."""
    due, late = rest.first_turns[wanted.senior.senior_id].due, 0
    for visited in dates:
        late += clock.days_late(due, visited)
        due = clock.next_turn(visited, rest.rule(wanted.senior)).due
    return late + clock.open_days_late(due, rest.last_day)


def _without(
    rest: Problem, routes: tuple[Route, ...], day: date, senior_id: str
) -> tuple[Route, ...]:
    """Return the routes without the visit to a senior on a day, timed again."""
    for loads in loads_of(rest, routes, [day]).of.values():
        for number, load in enumerate(loads):
            ids = [stop.senior_id for stop in load.stops]
            if senior_id in ids:
                less = load.without(ids.index(senior_id))
                return _swapped(routes, (*loads[:number], less, *loads[number + 1 :]))
    return routes


def _swapped(routes: Sequence[Route], loads: Sequence[Load]) -> tuple[Route, ...]:
    """Return the routes with one carer's shifts of one day as they are now."""
    who, day = loads[0].duty.carer.carer_id, loads[0].day
    others = [r for r in routes if (r.carer_id, r.date) != (who, day)]
    return (*others, *(route_of(load) for load in loads if load.stops))
