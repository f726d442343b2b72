"""The last word: which of all routes seen are run, by set partitioning.

Day by day, the visits stay what they are; every route that the search has seen and
that makes only visits of that day is a column, and an integer programme picks the
cheapest columns that make each visit once. It starts from the plan at hand, so it never
does worse.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.arrays import NO_LIMIT
from scheduler.solver.kernel.cost import MEMORY_DAYS
from scheduler.solver.kernel.instance import NOT_PINNED, Instance
from scheduler.solver.kernel.state import State, copied
from scheduler.solver.kernel.world import Pool, alike
from scheduler.solver.linear import Programme

MOST_COLUMNS = 800
CHOICE_EFFORT = 1.0
"""CP-SAT's deterministic seconds for one day's choice."""


class Column(NamedTuple):
    """One route that a vehicle could run.

    Attributes
    ----------
    stops
        Seniors in order.
    work
        Seconds from leaving to coming back.
    cost
        Of its travel, of who comes to whom and of wishes, all other days as they are.
    """

    vehicle: int
    stops: tuple[int, ...]
    work: int
    cost: float


class Seen(NamedTuple):
    """One route as a pool has it: its seconds, and what its wishes cost."""

    vehicle: int
    stops: tuple[int, ...]
    travel: int
    work: int
    wish: float


def rechosen(
    instance: Instance, state: State, pools: Sequence[Pool], day: int, seconds: float
) -> State | None:
    """Return the state with the day's routes chosen anew, None if nothing is better.

    Its times and costs are still to be worked out. Two-person visits keep their
    carers and their time.
    """
    columns = _columns(instance, state, pools, day)
    if not columns:
        return None
    running = [c for c in columns if c.stops == _stops(state, c.vehicle)]
    columns = _promising(instance, state, columns, running, day, seconds / 2)
    programme, variables = _programme(instance, state, columns, day)
    hint = np.array([variables[columns.index(column)] for column in running], int)
    answer = programme.solve_whole(seconds / 2, CHOICE_EFFORT, hint)
    if answer.values is None:
        return None
    chosen = [c for c, v in zip(columns, answer.values, strict=True) if v > 0.5]
    if sum(c.cost for c in chosen) >= sum(c.cost for c in running) - 1e-6:
        return None
    return _with_routes(instance, state, chosen, day)


def known_routes(
    instance: Instance, state: State, pools: Sequence[Pool], day: int
) -> list[tuple[int, tuple[int, ...]]]:
    """Return vehicle and stops of all routes that could be run for the day's visits."""
    return [(c.vehicle, c.stops) for c in _columns(instance, state, pools, day)]


def _stops(state: State, vehicle: int) -> tuple[int, ...]:
    return tuple(state.route[vehicle, : state.length[vehicle]].tolist())


def _columns(
    instance: Instance, state: State, pools: Sequence[Pool], day: int
) -> list[Column]:
    """Return the day's running routes and all seen ones made of its visits."""
    first, last = instance.first_vehicle[day], instance.first_vehicle[day + 1]
    today = state.visit[:, day, 0] >= 0
    alone = today & (instance.carers_needed == 1)
    pinned = set(np.nonzero(instance.pinned[:, day] != NOT_PINNED)[0].tolist())
    kind = alike(instance).tolist()
    known: dict[tuple[int, tuple[int, ...]], tuple[int, float]] = {}
    for vehicle in range(first, last):
        if state.length[vehicle]:
            seen = int(state.work[vehicle]), float(state.wish[vehicle])
            known[vehicle, _stops(state, vehicle)] = seen
    cheapest: dict[tuple[int, frozenset[int]], Seen] = {}
    for pool in pools:
        for route in _seen(pool, first, last):
            if alone[list(route.stops)].all():
                key = kind[route.vehicle], frozenset(route.stops)
                best = cheapest.get(key)
                if best is None or route.travel + route.wish < best.travel + best.wish:
                    cheapest[key] = route
    for (class_, _), route in cheapest.items():
        for vehicle in range(first, last):
            if kind[vehicle] == class_ and _keeps_pins(
                state, pinned, vehicle, route.stops, day
            ):
                known.setdefault((vehicle, route.stops), (route.work, route.wish))
    return sorted(
        Column(v, stops, seconds, _cost(instance, state, v, stops, day) + wish)
        for (v, stops), (seconds, wish) in known.items()
    )


def _keeps_pins(
    state: State, pinned: set[int], vehicle: int, stops: tuple[int, ...], day: int
) -> bool:
    """Return whether those of the stops that are pinned are this vehicle's already."""
    return all(
        state.visit[senior, day, 0] == vehicle for senior in pinned.intersection(stops)
    )


def _seen(pool: Pool, first: int, last: int) -> Iterator[Seen]:
    """Return the pool's routes of the vehicles from first to last."""
    inside = (pool.length > 0) & (pool.vehicle >= first) & (pool.vehicle < last)
    for slot in np.nonzero(inside)[0]:
        yield Seen(
            vehicle=int(pool.vehicle[slot]),
            stops=tuple(pool.route[slot, : pool.length[slot]].tolist()),
            travel=int(pool.travel[slot]),
            work=int(pool.work[slot]),
            wish=float(pool.wish[slot]),
        )


def _cost(
    instance: Instance, state: State, vehicle: int, stops: tuple[int, ...], day: int
) -> float:
    carer = instance.vehicle_carer[vehicle]
    legs = instance.travel[instance.vehicle_profile[vehicle]]
    base = int(instance.vehicle_base[vehicle])
    places = [base, *stops, base]
    travel = int(legs[places[:-1], places[1:]].sum())
    seniors = np.array(stops)
    cost = instance.travel_weight * travel
    if instance.continuity_weight > 0.0:
        faces = _new_faces(instance, state, seniors, int(carer), day)
        cost += instance.continuity_weight * int(faces.sum())
    if instance.prefer_weight > 0.0:
        disliked = (instance.has_preference[seniors] == 1) & (
            instance.preferred[seniors, carer] == 0
        )
        cost += instance.prefer_weight * int(disliked.sum())
    if instance.stability_weight > 0.0:
        kept = (instance.published[seniors, day] == carer).any(axis=1)
        cost -= instance.stability_weight * int(kept.sum())
    return float(cost)


def _new_faces(
    instance: Instance, state: State, seniors: NDArray[np.int64], carer: int, day: int
) -> NDArray[np.bool_]:
    """Return whether the carer is a new face to each senior, on this day or later."""
    since = max(0, day - MEMORY_DAYS)
    visits = state.visit[seniors, since:]
    comes = (visits >= 0) & (instance.vehicle_carer[visits] == carer)
    comes[:, day - since] = False
    known = comes.any(axis=(1, 2)) | (instance.met_until[seniors, carer] >= day)
    return np.asarray(~known)


def _promising(
    instance: Instance,
    state: State,
    columns: list[Column],
    running: list[Column],
    day: int,
    seconds: float,
) -> list[Column]:
    """Return the columns of least reduced cost, the running ones among them."""
    if len(columns) <= MOST_COLUMNS:
        return columns
    programme, _ = _programme(instance, state, columns, day)
    reduced = programme.solve_relaxed(seconds).reduced_costs
    if reduced is None:
        return running
    best = np.argsort(reduced, kind="stable")[:MOST_COLUMNS]
    return sorted({columns[place] for place in best} | set(running))


def _programme(
    instance: Instance, state: State, columns: list[Column], day: int
) -> tuple[Programme, NDArray[np.int64]]:
    programme = Programme()
    variables = programme.add_variables(np.array([c.cost for c in columns]))
    first, last = instance.first_vehicle[day], instance.first_vehicle[day + 1]
    vehicle = np.array([column.vehicle for column in columns])
    ones = np.ones(last - first)
    programme.add_rows(vehicle - first, variables, 1.0, ones * -np.inf, ones)
    _visit_each_once(programme, variables, instance, state, columns, day)
    carer = instance.vehicle_carer[vehicle]
    stops = np.array([len(column.stops) for column in columns], float)
    programme.add_limits(carer, variables, stops, instance.max_visits[:, day])
    week = instance.week[day]
    today = np.zeros(len(instance.share), np.int64)
    np.add.at(today, instance.vehicle_carer[first:last], state.work[first:last])
    elsewhere = state.week_work[:, week] - today
    limit = instance.max_work[:, week]
    left = np.where(limit < NO_LIMIT, limit - elsewhere, NO_LIMIT)
    work = np.array([column.work for column in columns], float)
    programme.add_limits(carer, variables, work, left)
    return programme, variables


def _visit_each_once(
    programme: Programme,
    variables: NDArray[np.int64],
    instance: Instance,
    state: State,
    columns: list[Column],
    day: int,
) -> None:
    visited = np.nonzero(state.visit[:, day, 0] >= 0)[0]
    row_of = np.full(instance.seniors, -1)
    row_of[visited] = np.arange(len(visited))
    sizes = [len(column.stops) for column in columns]
    seniors = np.concatenate([column.stops for column in columns]).astype(int)
    times = instance.carers_needed[visited].astype(float)
    programme.add_rows(row_of[seniors], np.repeat(variables, sizes), 1.0, times, times)


def _with_routes(
    instance: Instance, state: State, chosen: list[Column], day: int
) -> State:
    state = copied(state)
    first, last = instance.first_vehicle[day], instance.first_vehicle[day + 1]
    carers = instance.vehicle_carer[first:last]
    np.subtract.at(state.made[:, day], carers, state.length[first:last])
    state.length[first:last] = 0
    state.visit[instance.carers_needed == 1, day] = -1
    for column in chosen:
        state.route[column.vehicle, : len(column.stops)] = column.stops
        state.length[column.vehicle] = len(column.stops)
        alone = [s for s in column.stops if instance.carers_needed[s] == 1]
        state.visit[alone, day, 0] = column.vehicle
    np.add.at(state.made[:, day], carers, state.length[first:last])
    return state
