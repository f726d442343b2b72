"""A rival's routes as a Plan, which the referee can judge."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from scheduler.bench.task import Routes, Task
from scheduler.domain import clock
from scheduler.domain.plan import Engine, Plan, Route, Stop, Unserved, new_plan_id
from scheduler.domain.problem import Problem
from scheduler.solver.timetable import Timetable, timetable


class Made(NamedTuple):
    """Whose routes they are, and how long they took."""

    engine: str
    version: str
    seconds: float
    seed: int


def to_plan(task: Task, routes: Routes, made: Made) -> Plan:
    """Return the plan that a rival's routes mean, whether or not it keeps the rules.

    A two-person visit of which only one call was served is left out.
    """
    problem = task.problem
    shown = tuple(_routes(task, routes))
    data_hash = problem.fingerprint()
    return Plan(
        plan_id=new_plan_id(problem.first_day, data_hash, shown),
        first_day=problem.first_day,
        days=problem.days,
        data_hash=data_hash,
        seed=made.seed,
        engine=Engine(name=made.engine, version=made.version, seconds=made.seconds),
        routes=shown,
        unserved=tuple(_unserved(problem, shown)),
    )


def _routes(task: Task, routes: Routes) -> Iterator[Route]:
    crews: dict[int, list[int]] = {}
    for vehicle, row in enumerate(routes):
        for call in row:
            crews.setdefault(task.calls[call].senior, []).append(vehicle)
    for vehicle, row in enumerate(routes):
        whole = [call for call in row if _is_whole(task, call, crews)]
        if whole:
            yield _route(task, vehicle, whole, crews)


def _is_whole(task: Task, call: int, crews: dict[int, list[int]]) -> bool:
    senior = task.calls[call].senior
    return len(crews[senior]) >= int(task.instance.carers_needed[senior])


def _route(
    task: Task, vehicle: int, calls: Sequence[int], crews: dict[int, list[int]]
) -> Route:
    problem = task.problem
    shift = problem.shifts[vehicle]
    times = _times(task, vehicle, calls)
    stops = []
    for place, call in enumerate(calls):
        senior = problem.seniors[task.calls[call].senior]
        others = [v for v in crews[task.calls[call].senior] if v != vehicle]
        stops.append(
            Stop(
                senior_id=senior.senior_id,
                tag=senior.tag,
                arrive=times.arrivals[place],
                start=times.starts[place],
                end=times.starts[place] + task.calls[call].seconds,
                travel_seconds=times.legs[place],
                due=problem.first_turns[senior.senior_id].due,
                partners=tuple(problem.shifts[other].carer_id for other in others),
            )
        )
    return Route.in_shift(shift, times.leave, times.back, times.legs, stops)


def _times(task: Task, vehicle: int, calls: Sequence[int]) -> Timetable:
    seniors = [task.calls[call].senior for call in calls]
    fixed = [
        task.calls[call].starts[0][0]
        if task.instance.carers_needed[task.calls[call].senior] > 1
        else -1
        for call in calls
    ]
    kept = timetable(task.instance, vehicle, seniors, fixed)
    return kept or _without_waiting(task, vehicle, calls)


def _without_waiting(task: Task, vehicle: int, calls: Sequence[int]) -> Timetable:
    """Return the times of a route that keeps no window: the referee says which."""
    one = task.vehicles[vehicle]
    places = [one.base, *(task.calls[call].senior for call in calls), one.base]
    table = task.instance.travel[one.profile]
    legs = [int(table[a, b]) for a, b in pairwise(places)]
    time, starts = one.start, []
    for leg, call in zip(legs, calls, strict=False):
        starts.append(time + leg)
        time = starts[-1] + task.calls[call].seconds
    return Timetable(one.start, legs, starts, starts, time + legs[-1])


def _unserved(problem: Problem, routes: Sequence[Route]) -> Iterator[Unserved]:
    visited = Counter(stop.senior_id for route in routes for stop in route.stops)
    for senior_id, turn in problem.first_turns.items():
        if turn.due <= problem.last_day and not visited[senior_id]:
            yield Unserved(
                senior_id=senior_id,
                tag=problem.senior[senior_id].tag,
                due=turn.due,
                days_late=clock.open_days_late(turn.due, problem.last_day),
                reason="left_out",
                says="",
            )
