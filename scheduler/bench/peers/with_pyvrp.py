"""PyVRP as router of a day.

Several windows are clients of one group, of which at most one is visited. Who may
visit whom is a matrix for each kind of carer, in which forbidden homes lie too far
away. It has no duty to visit anybody: who is left out costs what the call is worth.
"""

from collections.abc import Iterator
from itertools import chain

import numpy as np
import pyvrp
from numpy.typing import NDArray
from pyvrp.stop import MaxRuntime

from scheduler.bench.reach import reaches
from scheduler.bench.task import Call, Routes, Task, Vehicle

Kind = tuple[int, frozenset[int]]
"""A way of travelling and the calls that such a vehicle may make."""


def route(task: Task, seconds: float, seed: int, begin: Routes | None = None) -> Routes:
    """Return the best routes found in the time.

    Parameters
    ----------
    begin
        Routes to begin from; default none.
    """
    clients = [
        (number, start)
        for number, call in enumerate(task.calls)
        for start in _usable(task, call)
    ]
    routes: list[list[int]] = [[] for _ in task.vehicles]
    if not clients or not task.vehicles:
        return routes
    data = _data(task, clients)
    result = pyvrp.solve(
        data,
        MaxRuntime(seconds),
        seed=seed,
        collect_stats=False,
        display=False,
        initial_solution=begin and _solution(task, data, clients, begin),
    )
    for found in result.best.routes():
        routes[found.vehicle_type()] = [
            clients[activity.idx][0] for activity in found if activity.is_client()
        ]
    return routes


def _solution(
    task: Task,
    data: pyvrp.ProblemData,
    clients: list[tuple[int, tuple[int, int]]],
    routes: Routes,
) -> pyvrp.Solution:
    """Return the routes as PyVRP has them, each call in its first window in reach."""
    made = []
    for vehicle, row in enumerate(routes):
        first: dict[int, int] = {}
        for place, (call, start) in enumerate(clients):
            if reaches(task.instance, vehicle, task.calls[call].senior, start):
                first.setdefault(call, place)
        visits = [first[call] for call in row if call in first]
        if visits:
            made.append(pyvrp.Route(data, visits, vehicle))
    return pyvrp.Solution(data, made)


def _usable(task: Task, call: Call) -> Iterator[tuple[int, int]]:
    """Return the windows that somebody who may make the call can use."""
    for start in call.starts:
        if any(
            vehicle.carer in call.carers
            and reaches(task.instance, number, call.senior, start)
            for number, vehicle in enumerate(task.vehicles)
        ):
            yield start


def _data(task: Task, clients: list[tuple[int, tuple[int, int]]]) -> pyvrp.ProblemData:
    """Return the day in PyVRP's terms; locations are the calls, then the bases."""
    bases = sorted({vehicle.base for vehicle in task.vehicles})
    kinds = [_kind(task, vehicle) for vehicle in task.vehicles]
    profiles = list(dict.fromkeys(kinds))
    places = np.array([*(call.senior for call in task.calls), *bases])
    groups, made = _groups_and_clients(task, clients)
    return pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _ in places],
        made,
        [pyvrp.Depot(len(task.calls) + number) for number in range(len(bases))],
        [
            _vehicle_type(vehicle, bases.index(vehicle.base), profiles.index(kind))
            for vehicle, kind in zip(task.vehicles, kinds, strict=True)
        ],
        [_distances(task, places, kind) for kind in profiles],
        [_seconds(task, places, profile) for profile, _ in profiles],
        groups,
    )


def _groups_and_clients(
    task: Task, clients: list[tuple[int, tuple[int, int]]]
) -> tuple[list[pyvrp.ClientGroup], list[pyvrp.Client]]:
    windows: dict[int, list[int]] = {}
    for place, (number, _) in enumerate(clients):
        windows.setdefault(number, []).append(place)
    several = {number: own for number, own in windows.items() if len(own) > 1}
    group_of = {number: group for group, number in enumerate(several)}
    made = [
        pyvrp.Client(
            number,
            delivery=[1],
            service_duration=task.calls[number].seconds,
            tw_early=first,
            tw_late=last,
            prize=task.calls[number].worth,
            required=False,
            group=group_of.get(number),
        )
        for number, (first, last) in clients
    ]
    groups = [pyvrp.ClientGroup(own, required=False) for own in several.values()]
    return groups, made


def _kind(task: Task, vehicle: Vehicle) -> Kind:
    allowed = frozenset(
        number for number, call in enumerate(task.calls) if vehicle.carer in call.carers
    )
    return vehicle.profile, allowed


def _vehicle_type(vehicle: Vehicle, depot: int, profile: int) -> pyvrp.VehicleType:
    length = vehicle.end - vehicle.start
    limit = vehicle.most_seconds
    return pyvrp.VehicleType(
        capacity=[length if vehicle.most_calls is None else vehicle.most_calls],
        start_depot=depot,
        end_depot=depot,
        tw_early=vehicle.start,
        tw_late=vehicle.end,
        shift_duration=length if limit is None else limit,
        profile=profile,
    )


def _seconds(task: Task, places: NDArray[np.int64], profile: int) -> NDArray[np.int64]:
    square = task.instance.travel[profile][np.ix_(places, places)]
    table: NDArray[np.int64] = square.astype(np.int64)
    np.fill_diagonal(table, 0)
    return table


def _distances(task: Task, places: NDArray[np.int64], kind: Kind) -> NDArray[np.int64]:
    """Return what each leg costs a kind of vehicle: forbidden homes too much."""
    profile, allowed = kind
    table = _seconds(task, places, profile)
    forbidden = [n for n in range(len(task.calls)) if n not in allowed]
    table[:, forbidden] = 2 * max(chain([1], (call.worth for call in task.calls)))
    np.fill_diagonal(table, 0)
    return table
