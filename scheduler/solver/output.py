"""The search's state as the routes of a Plan."""

from datetime import timedelta
from typing import NamedTuple

from scheduler.domain import clock
from scheduler.domain.plan import Route, Stop
from scheduler.domain.problem import Problem
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.state import State
from scheduler.solver.timetable import fixed_starts, timetable


class _Source(NamedTuple):
    problem: Problem
    instance: Instance
    state: State


def to_routes(problem: Problem, instance: Instance, state: State) -> tuple[Route, ...]:
    """Return the routes that visit somebody, sorted by date, carer and shift."""
    source = _Source(problem, instance, state)
    return tuple(
        _route(source, vehicle)
        for vehicle in range(instance.vehicles)
        if state.length[vehicle]
    )


def _route(source: _Source, vehicle: int) -> Route:
    shift = source.problem.shifts[vehicle]
    state = source.state
    seniors = state.route[vehicle, : state.length[vehicle]].tolist()
    if source.instance.wishes[seniors].any():
        fixed = state.begin[vehicle, : len(seniors)].tolist()
    else:
        fixed = fixed_starts(source.instance, state, vehicle)
    times = timetable(source.instance, vehicle, seniors, fixed)
    if times is None:
        raise RuntimeError(
            f"the route of {shift.carer_id} on {shift.date} does not fit"
        )
    stops = [
        _stop(source, vehicle, senior, arrive, start, leg)
        for senior, arrive, start, leg in zip(
            seniors, times.arrivals, times.starts, times.legs, strict=False
        )
    ]
    return Route.in_shift(shift, times.leave, times.back, times.legs, stops)


def _stop(
    source: _Source, vehicle: int, number: int, arrive: int, start: int, leg: int
) -> Stop:
    problem, instance, state = source
    senior = problem.seniors[number]
    day = int(instance.vehicle_day[vehicle])
    others = [int(v) for v in state.visit[number, day] if v >= 0 and v != vehicle]
    carers = [problem.carers[int(instance.vehicle_carer[v])] for v in others]
    due = int(instance.due[number])
    for earlier in range(day):
        if state.visit[number, earlier, 0] >= 0:
            visited = problem.first_day + timedelta(days=earlier)
            due = (
                clock.next_turn(visited, problem.rule(senior)).due - problem.first_day
            ).days
    return Stop(
        senior_id=senior.senior_id,
        tag=senior.tag,
        arrive=arrive,
        start=start,
        end=start + problem.visit_seconds(senior),
        travel_seconds=leg,
        due=problem.first_day + timedelta(days=due),
        partners=tuple(carer.carer_id for carer in carers),
    )
