"""A published plan as the state a search begins with."""

from collections.abc import Sequence, Set
from itertools import combinations, permutations

from scheduler.domain.plan import Plan, Route, Stop, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.times import Span
from scheduler.solver.arrays import day_of
from scheduler.solver.beginning import Begun, Held, begun
from scheduler.solver.kernel.instance import Instance


def from_plan(
    problem: Problem,
    instance: Instance,
    plan: Plan,
    pinned: Set[VisitKey] = frozenset(),
) -> Begun:
    """Return the state that keeps every published visit it still can.

    Lost are visits by carers or in shifts that are gone, to seniors who are paused, or
    that break a rule by now. A two-person visit is kept by both carers or not at all.

    Parameters
    ----------
    pinned
        Visits that are kept before all others; in another window only if their own
        is lost.
    """
    visits = held(problem, instance, plan, pinned)
    pins = [visit for visit in visits if visit.pinned]
    kept = begun(instance, visits)
    if all(kept.worth(visit) == 2 for visit in pins):
        return kept
    others = [visit for visit in visits if not visit.pinned]
    first = begun(instance, [*pins, *others, *pins])
    return max(kept, first, key=lambda one: sum(map(one.worth, pins)))


def held(
    problem: Problem,
    instance: Instance,
    plan: Plan,
    pinned: Set[VisitKey] = frozenset(),
) -> list[Held]:
    """Return the planned days' visits to known seniors, in order of time."""
    number = {s.senior_id: i for i, s in enumerate(problem.seniors)}
    visits = sorted(
        (key.date, min(stop.start for _, stop in stops), key.senior_id, stops)
        for key, stops in plan.visits().items()
        if 0 <= day_of(problem, key.date) < problem.days and key.senior_id in number
    )
    return [
        _visit(
            problem,
            instance,
            number[senior_id],
            stops,
            VisitKey(senior_id, date) in pinned,
        )
        for date, _, senior_id, stops in visits
    ]


def _visit(
    problem: Problem,
    instance: Instance,
    senior: int,
    stops: Sequence[tuple[Route, Stop]],
    pinned: bool,
) -> Held:
    """Return the visit with the vehicles that might make it."""
    starts = {}
    for route, stop in sorted(stops, key=lambda one: one[1].start):
        vehicle = _vehicle(problem, instance, route, stop)
        if vehicle is not None:
            starts[vehicle] = stop.start
    crews = permutations if instance.ordered[senior] else combinations
    return Held(
        senior=senior,
        day=day_of(problem, stops[0][0].date),
        start=min(stop.start for _, stop in stops),
        starts=starts,
        crews=tuple(crews(starts, int(instance.carers_needed[senior]))),
        pinned=pinned,
    )


def _vehicle(
    problem: Problem, instance: Instance, route: Route, stop: Stop
) -> int | None:
    """Return the carer's shift that holds the stop, or the one most like the old."""
    day = day_of(problem, route.date)
    visit = Span(stop.start, stop.end)

    def unlike(vehicle: int) -> tuple[bool, int]:
        span = problem.shifts[vehicle].span
        moved = abs(span.start - route.shift_start) + abs(span.end - route.shift_end)
        return not span.contains(visit), moved

    shifts = [
        vehicle
        for vehicle in range(
            instance.first_vehicle[day], instance.first_vehicle[day + 1]
        )
        if problem.shifts[vehicle].carer_id == route.carer_id
    ]
    return min(shifts, key=unlike, default=None)
