"""VROOM as router of a day.

Several windows are its own. Who may visit whom is a skill that a call asks for, one for
each set of carers. The more a call is worth the higher its priority; VROOM's own rule
is that priorities come before travel.
"""

from datetime import timedelta

import numpy as np
import vroom

from scheduler.bench.task import Routes, Task, Vehicle

EXPLORATION, THREADS = 5, 2
HIGHEST_PRIORITY = 100


def route(task: Task, seconds: float, seed: int, begin: Routes | None = None) -> Routes:
    """Return the routes found when it ends by itself or the time is up.

    VROOM draws nothing by chance and begins from nothing: the seed and the routes to
    begin from change nothing.
    """
    routes: list[list[int]] = [[] for _ in task.vehicles]
    if not task.calls or not task.vehicles:
        return routes
    solution = _input(task).solve(EXPLORATION, THREADS, timedelta(seconds=seconds))
    calls = solution.routes.query("type == 'job'")
    if calls.empty:
        return routes
    for vehicle, call in zip(calls["vehicle_id"], calls["id"], strict=True):
        routes[int(vehicle)].append(int(call))
    return routes


def _input(task: Task) -> vroom.Input:
    model = vroom.Input()
    for profile, table in enumerate(task.instance.travel):
        square = table.copy()
        np.fill_diagonal(square, 0)
        model.set_durations_matrix(str(profile), square)
    skills = {call.carers: n for n, call in enumerate(task.calls)}
    dearest = max(call.worth for call in task.calls)
    for number, call in enumerate(task.calls):
        model.add_job(
            vroom.Job(
                number,
                location=call.senior,
                default_service=call.seconds,
                skills={skills[call.carers]},
                priority=max(1, HIGHEST_PRIORITY * call.worth // dearest),
                time_windows=[vroom.TimeWindow(*start) for start in call.starts],
            )
        )
    model.add_vehicle(
        [
            _vehicle(task, number, vehicle, skills)
            for number, vehicle in enumerate(task.vehicles)
        ]
    )
    return model


def _vehicle(
    task: Task, number: int, vehicle: Vehicle, skills: dict[frozenset[int], int]
) -> vroom.Vehicle:
    limit = {} if vehicle.most_calls is None else {"max_tasks": vehicle.most_calls}
    return vroom.Vehicle(
        number,
        start=vehicle.base,
        end=vehicle.base,
        profile=str(vehicle.profile),
        skills={skill for carers, skill in skills.items() if vehicle.carer in carers},
        time_window=vroom.TimeWindow(vehicle.start, vehicle.end),
        **limit,
    )
