"""A published plan as the state a search begins with."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from scheduler.domain.plan import Plan, Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.times import Span
from scheduler.solver.arrays import day_of
from scheduler.solver.kernel.instance import NOT_QUALIFIED, QUALIFIED, Instance
from scheduler.solver.kernel.state import State, empty_state
from scheduler.solver.timetable import Timetable, timetable

Crew = tuple[int, ...]
"""The vehicles that make one visit: as many as carers come."""


def from_plan(problem: Problem, instance: Instance, plan: Plan) -> State:
    """Return the state that keeps every published visit it still can.

    Lost are visits by carers or in shifts that are gone, to seniors who are paused, or
    that break a rule by now. A two-person visit is kept by both carers or not at all.
    """
    state = empty_state(instance)
    number = {s.senior_id: i for i, s in enumerate(problem.seniors)}
    for stops in _visits(problem, plan):
        found = [_vehicle(problem, instance, route, stop) for route, stop in stops]
        vehicles = [vehicle for vehicle in found if vehicle is not None]
        _, stop = stops[0]
        if stop.senior_id in number:
            senior = number[stop.senior_id]
            for crew in combinations(vehicles, int(instance.carers_needed[senior])):
                if _keep(instance, state, crew, senior, stop.start):
                    break
    return state


def _visits(problem: Problem, plan: Plan) -> list[tuple[tuple[Route, Stop], ...]]:
    """Return the stops of each of the planned days' visits, in order of time."""
    planned = [
        (key.date, stops[0][1].start, key.senior_id, stops)
        for key, stops in plan.visits().items()
        if 0 <= day_of(problem, key.date) < problem.days
    ]
    return [stops for *_, stops in sorted(planned, key=lambda visit: visit[:3])]


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


def _keep(
    instance: Instance, state: State, crew: Crew, senior: int, start: int
) -> bool:
    """Append a visit to its routes and return True, or False if it may not be made."""
    if not _allowed(instance, state, crew, senior):
        return False
    for begin in _starts(instance, state, crew, senior, start):
        times = [_times(instance, state, vehicle, senior, begin) for vehicle in crew]
        fitting = [table for table in times if table is not None]
        if len(fitting) == len(crew) and not any(
            _overworked(instance, state, vehicle, table)
            for vehicle, table in zip(crew, fitting, strict=True)
        ):
            _append(instance, state, crew, senior, begin, fitting)
            return True
    return False


def _starts(
    instance: Instance, state: State, crew: Crew, senior: int, start: int
) -> Iterator[int]:
    """Return when the visit might begin; -1, whenever it fits, if one carer comes."""
    if len(crew) == 1:
        yield -1
        return
    inside = (instance.opens[senior] <= start) & (start <= instance.closes[senior])
    if inside.any():
        yield start
    times = [_times(instance, state, vehicle, senior, -1) for vehicle in crew]
    if None not in times:
        yield max(table.starts[-1] for table in times if table is not None)


def _times(
    instance: Instance, state: State, vehicle: int, senior: int, start: int
) -> Timetable | None:
    """Return the times of the route with the visit at its end, None if too late."""
    day = instance.vehicle_day[vehicle]
    stops = state.route[vehicle, : state.length[vehicle]].tolist()
    fixed = state.fixed[stops, day].tolist()
    return timetable(instance, vehicle, [*stops, senior], [*fixed, start])


def _append(
    instance: Instance,
    state: State,
    crew: Crew,
    senior: int,
    start: int,
    times: list[Timetable],
) -> None:
    for slot, (vehicle, table) in enumerate(zip(crew, times, strict=True)):
        carer, day = instance.vehicle_carer[vehicle], instance.vehicle_day[vehicle]
        more = table.back - table.leave - state.work[vehicle]
        state.work[vehicle] += more
        state.week_work[carer, instance.week[day]] += more
        state.carer_work[carer] += more
        state.route[vehicle, state.length[vehicle]] = senior
        state.length[vehicle] += 1
        state.made[carer, day] += 1
        state.visit[senior, day, slot] = vehicle
        state.fixed[senior, day] = start


def _allowed(instance: Instance, state: State, crew: Crew, senior: int) -> bool:
    carers = instance.vehicle_carer[list(crew)]
    day = int(instance.vehicle_day[crew[0]])
    gap = int(instance.gap[senior])
    near = state.visit[senior, max(0, day - gap + 1) : day + gap, 0]
    able = instance.qualified[senior, carers]
    return bool(
        len(set(carers.tolist())) == len(crew)
        and (able > NOT_QUALIFIED).all()
        and (able == QUALIFIED).any()
        and day >= instance.first_ok[senior]
        and (near < 0).all()
        and (state.made[carers, day] < instance.max_visits[carers, day]).all()
        and (state.length[list(crew)] + 1 < state.route.shape[1]).all()
    )


def _overworked(
    instance: Instance, state: State, vehicle: int, times: Timetable
) -> bool:
    carer = instance.vehicle_carer[vehicle]
    week = instance.week[instance.vehicle_day[vehicle]]
    work = np.int64(times.back - times.leave)
    total = state.week_work[carer, week] - state.work[vehicle] + work
    return bool(total > instance.max_work[carer, week])
