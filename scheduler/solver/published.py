"""A published plan as the state a search begins with."""

import numpy as np

from scheduler.domain.plan import Plan, Stop
from scheduler.domain.problem import Problem
from scheduler.solver.arrays import day_of
from scheduler.solver.kernel.instance import QUALIFIED, Instance
from scheduler.solver.kernel.state import State, empty_state
from scheduler.solver.timetable import timetable


def from_plan(problem: Problem, instance: Instance, plan: Plan) -> State:
    """Return the state that keeps every published visit it still can.

    Lost are visits by carers or in shifts that are gone, to seniors who are paused, or
    that break a rule by now. Two-person visits are planned anew.
    """
    state = empty_state(instance)
    number = {s.senior_id: i for i, s in enumerate(problem.seniors)}
    for route in sorted(plan.routes, key=lambda r: (r.date, r.leave, r.carer_id)):
        day = day_of(problem, route.date)
        if not 0 <= day < problem.days:
            continue
        vehicle = _vehicle(problem, instance, day, route.carer_id, route.leave)
        if vehicle is None:
            continue
        for stop in route.stops:
            if stop.senior_id in number:
                _keep(instance, state, vehicle, number[stop.senior_id], stop)
    return state


def _vehicle(
    problem: Problem, instance: Instance, day: int, carer_id: str, leave: int
) -> int | None:
    """Return the carer's shift on the day that a route began in, or the nearest."""
    first, last = instance.first_vehicle[day], instance.first_vehicle[day + 1]
    shifts = [
        (
            max(
                problem.shifts[v].span.start - leave, leave - problem.shifts[v].span.end
            ),
            v,
        )
        for v in range(first, last)
        if problem.shifts[v].carer_id == carer_id
    ]
    return min(shifts)[1] if shifts else None


def _keep(
    instance: Instance, state: State, vehicle: int, senior: int, stop: Stop
) -> None:
    day = int(instance.vehicle_day[vehicle])
    if stop.partners or not _allowed(instance, state, vehicle, senior, day):
        return
    length = int(state.length[vehicle])
    stops = [*state.route[vehicle, :length].tolist(), senior]
    times = timetable(instance, vehicle, stops, [-1] * len(stops))
    if times is None or _overworked(instance, state, vehicle, times.back - times.leave):
        return
    carer = instance.vehicle_carer[vehicle]
    week = instance.week[day]
    more = times.back - times.leave - state.work[vehicle]
    state.work[vehicle] += more
    state.week_work[carer, week] += more
    state.carer_work[carer] += more
    state.route[vehicle, length] = senior
    state.length[vehicle] += 1
    state.visit[senior, day, 0] = vehicle
    state.made[carer, day] += 1


def _allowed(
    instance: Instance, state: State, vehicle: int, senior: int, day: int
) -> bool:
    carer = instance.vehicle_carer[vehicle]
    gap = int(instance.gap[senior])
    near = state.visit[senior, max(0, day - gap + 1) : day + gap, 0]
    return bool(
        instance.carers_needed[senior] == 1
        and instance.qualified[senior, carer] == QUALIFIED
        and day >= instance.first_ok[senior]
        and (near < 0).all()
        and state.made[carer, day] < instance.max_visits[carer, day]
        and state.length[vehicle] + 1 < state.route.shape[1]
    )


def _overworked(instance: Instance, state: State, vehicle: int, work: int) -> bool:
    carer = instance.vehicle_carer[vehicle]
    week = instance.week[instance.vehicle_day[vehicle]]
    total = state.week_work[carer, week] - state.work[vehicle] + np.int64(work)
    return bool(total > instance.max_work[carer, week])
