"""The search's states for tests: built from a plan, priced by the compiled search."""

import numpy as np
from builders import plan
from numpy.typing import NDArray
from verdict import rules_broken

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.solver.arrays import day_of
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.random import seeded
from scheduler.solver.kernel.search import Control, search
from scheduler.solver.kernel.state import State, copied, empty_state
from scheduler.solver.kernel.world import World, new_world
from scheduler.solver.output import to_routes

EFFORT = 100_000
"""Of a search that takes a moment."""


def world_of(
    instance: Instance, state: State, open_days: NDArray[np.int8] | None = None
) -> World:
    """Return a world that begins with a copy of the state; all days open by default."""
    if open_days is None:
        open_days = np.ones((instance.seniors, instance.days), np.int8)
    stop = np.zeros(1, np.int8)
    return new_world(instance, copied(state), seeded(0, 0), open_days, stop)


def searched(
    instance: Instance,
    state: State,
    open_days: NDArray[np.int8] | None = None,
    effort: int = EFFORT,
) -> World:
    """Return the world after a short search from the state."""
    world = world_of(instance, state, open_days)
    search(world, Control(effort, 300.0, 3.0))
    return world


def priced(instance: Instance, state: State) -> tuple[float, State]:
    """Return the search's cost of a state, and the state with its times."""
    closed = np.zeros((instance.seniors, instance.days), np.int8)
    world = world_of(instance, state, closed)
    return search(world, Control(0, 1.0, 1.0)), world.best


def state_of(problem: Problem, instance: Instance, plan: Plan) -> State:
    """Return the state of a plan that breaks no rule, its times still to be set."""
    state = empty_state(instance)
    senior = {s.senior_id: number for number, s in enumerate(problem.seniors)}
    vehicle = {
        (s.carer_id, s.date, s.span.start): n for n, s in enumerate(problem.shifts)
    }
    for route in plan.routes:
        runs = vehicle[route.carer_id, route.date, route.shift_start]
        put(state, instance, runs, *(senior[s.senior_id] for s in route.stops))
    for key, stops in plan.visits().items():
        if len(stops) == 2:
            visit = senior[key.senior_id], day_of(problem, key.date)
            both = sorted(stops, key=lambda one: one[1].start)
            state.fixed[visit] = both[0][1].start
            if instance.ordered[visit[0]]:
                state.follow[visit] = both[1][1].start
            state.visit[visit] = [
                vehicle[route.carer_id, route.date, route.shift_start]
                for route, _ in both
            ]
    return state


def broken_rules(problem: Problem, instance: Instance, state: State) -> set[str]:
    """Return the rules that a state's routes break, whoever they leave unserved."""
    _, timed = priced(instance, state)
    made = plan(*to_routes(problem, instance, timed), of=problem)
    return rules_broken(problem, made) - {"unserved_not_listed"}


def put(state: State, instance: Instance, vehicle: int, *seniors: int) -> None:
    """Append visits to a route, whatever the rules say."""
    day = instance.vehicle_day[vehicle]
    for senior in seniors:
        slot = 0 if state.visit[senior, day, 0] < 0 else 1
        state.visit[senior, day, slot] = vehicle
        state.route[vehicle, state.length[vehicle]] = senior
        state.length[vehicle] += 1
        state.made[instance.vehicle_carer[vehicle], day] += 1
