"""A plan's routes with one visit taken out and put in elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from scheduler.changes.placing import Wish, best_place, forced_place
from scheduler.changes.requests import Move, crew_of
from scheduler.changes.run import Manner, Run
from scheduler.domain.plan import Plan, Route
from scheduler.domain.roster import Shift
from scheduler.domain.times import DAY_SECONDS, Span


@dataclass(frozen=True)
class Target:
    """When and by whom the visit is to be made."""

    date: date
    carer_ids: tuple[str, ...]


def target_of(plan: Plan, request: Move) -> Target | None:
    """Return what a move comes to, None if the visit is left out."""
    crew, day = crew_of(plan, request), request.to_date or request.date
    asked = request.carer_ids
    if asked is not None and request.instead_of is not None:
        asked = tuple(who for who in crew if who != request.instead_of) + asked
    carer_ids = crew if asked is None else tuple(sorted(set(asked)))
    return Target(day, carer_ids) if day and carer_ids else None


class Board(NamedTuple):
    """The routes after a move, sorted by date, carer and time.

    Attributes
    ----------
    fits
        Whether every visit has found its place. Whoever may not come, and may not
        come so often or so long, is not asked here.
    """

    routes: tuple[Route, ...]
    fits: bool


def board_after(manner: Manner, plan: Plan, request: Move) -> Board:
    """Return the routes after a move; due dates are not worked out anew."""
    target = target_of(plan, request)
    out = taken_out(manner, plan, request)
    changed = {number: run.as_is for number, run in out.items()}
    added, placed = [], None
    if target is not None:
        crew, day = target.carer_ids, target.date
        runs = [runs_on(manner, plan, out, who, day) for who in crew]
        wish = _wish(manner, plan, request, target)
        placed = best_place(wish, runs)
        for run, route in placed or forced_place(wish, runs):
            if run.number is None:
                added.append(route)
            else:
                changed[run.number] = route
    routes = [changed.get(number, route) for number, route in enumerate(plan.routes)]
    filled = [route for route in (*routes, *added) if route.stops]
    again = {run.number for run, _ in placed or ()}
    left = [run for number, run in out.items() if number not in again]
    return Board(
        tuple(sorted(filled, key=lambda r: (r.date, r.carer_id, r.leave))),
        (target is None or placed is not None) and all(run.timed() for run in left),
    )


def taken_out(manner: Manner, plan: Plan, request: Move) -> Mapping[int, Run]:
    """Return the runs that the visit was in, without it, by number of the route."""
    return {
        number: run_of(manner, route, number).without(request.senior_id)
        for number, route in enumerate(plan.routes)
        if route.date == request.date
        and any(stop.senior_id == request.senior_id for stop in route.stops)
    }


def runs_on(
    manner: Manner, plan: Plan, out: Mapping[int, Run], carer_id: str, day: date
) -> Sequence[Run]:
    """Return a carer's runs of a day, the empty ones too.

    Without a shift the whole day, for the referee to say what is wrong with it.

    Parameters
    ----------
    out
        The runs that a visit was taken out of, by number of the route.
    """
    runs = [
        out[number] if number in out else run_of(manner, route, number)
        for number, route in enumerate(plan.routes)
        if route.date == day and route.carer_id == carer_id
    ]
    used = {run.duty.shift for run in runs}
    shifts = [s for s in _shifts(manner, carer_id, day) if s not in used]
    runs += [manner.run(shift) for shift in shifts]
    return runs or [manner.run(Shift(day, carer_id, Span(0, DAY_SECONDS)))]


def run_of(manner: Manner, route: Route, number: int | None = None) -> Run:
    """Return a route's run, in the shift in which it mostly lies."""

    def outside(shift: Shift) -> int:
        early, late = shift.span.start - route.leave, route.back - shift.span.end
        return max(0, early) + max(0, late)

    stated = Shift(route.date, route.carer_id, Span(route.shift_start, route.shift_end))
    shifts = _shifts(manner, route.carer_id, route.date)
    return manner.run(min(shifts, key=outside, default=stated), route.stops, number)


def _shifts(manner: Manner, carer_id: str, day: date) -> list[Shift]:
    return [
        shift
        for shift in manner.problem.shifts
        if shift.carer_id == carer_id and shift.date == day
    ]


def _wish(manner: Manner, plan: Plan, request: Move, target: Target) -> Wish:
    stops = sorted(
        (stop.start, stop.end, route.carer_id)
        for route, stop in plan.stops()
        if route.date == request.date and stop.senior_id == request.senior_id
    )
    came = [carer_id for _, _, carer_id in stops]
    same_day = request.date == target.date
    return Wish(
        problem=manner.problem,
        senior=manner.problem.senior[request.senior_id],
        carer_ids=target.carer_ids,
        start=request.start,
        was=tuple(Span(start, end) for start, end, _ in stops) if same_day else (),
        kept={who: came.index(who) for who in target.carer_ids if who in came},
    )
