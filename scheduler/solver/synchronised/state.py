"""The routes as the search sees them: nodes linked in rings through their bases."""

from typing import Any, NamedTuple, cast

import numpy as np

from scheduler.solver.kernel.compiled import compiled, inlined
from scheduler.solver.kernel.handle import Floats1, Ints1
from scheduler.solver.synchronised.instance import Instance

TRAVEL, TARDINESS, LARGEST = 0, 1, 2
"""Where ``State.sums`` holds what."""

UNSET = -1e18
"""The start of a task that is to be timed."""


class State(NamedTuple):
    """Routes and starts.

    Attributes
    ----------
    after, before
        The neighbours of a node in its route; a base follows the last task.
    vehicle
        Of each node; -1 for a task that nobody does.
    start
        The earliest of each node that is done, 0 at the base.
    sums
        Total travel (infinite before there are routes), total tardiness, largest
        tardiness.
    """

    after: Ints1
    before: Ints1
    vehicle: Ints1
    start: Floats1
    sums: Floats1


def empty_state(instance: Instance) -> State:
    """Return the state in which nothing is done."""
    tasks, vehicles = instance.skilled.shape
    nodes = np.arange(tasks + vehicles)
    return State(
        after=nodes.copy(),
        before=nodes.copy(),
        vehicle=np.where(nodes < tasks, -1, nodes - tasks),
        start=np.where(nodes < tasks, UNSET, 0.0),
        sums=np.array([np.inf, 0.0, 0.0]),
    )


def copied(state: State) -> State:
    """Return a state that changes apart from the given one."""
    return State(*(cast(Any, array).copy() for array in state))


class Stop(NamedTuple):
    """A task and when it starts."""

    task: int
    start: float


def stops_of(instance: Instance, state: State) -> list[list[Stop]]:
    """Return each vehicle's stops in order."""
    tasks, vehicles = instance.skilled.shape
    routes = []
    for vehicle in range(vehicles):
        route, node = [], int(state.after[tasks + vehicle])
        while node < tasks:
            route.append(Stop(node, float(state.start[node])))
            node = int(state.after[node])
        routes.append(route)
    return routes


@compiled
def overwrite(target: State, source: State) -> None:
    """Make one state equal to another."""
    for node in range(len(source.after)):
        target.after[node] = source.after[node]
        target.before[node] = source.before[node]
        target.vehicle[node] = source.vehicle[node]
        target.start[node] = source.start[node]
    for sum_of in range(len(source.sums)):
        target.sums[sum_of] = source.sums[sum_of]


@inlined
def link(state: State, task: int, place: int) -> None:
    """Put a task after a node; its start is yet to be found."""
    following = state.after[place]
    state.after[place] = task
    state.before[task] = place
    state.after[task] = following
    state.before[following] = task
    state.vehicle[task] = state.vehicle[place]
    state.start[task] = UNSET


@inlined
def unlink(state: State, task: int) -> None:
    """Take a task out of its route."""
    following, place = state.after[task], state.before[task]
    state.after[place] = following
    state.before[following] = place
    state.vehicle[task] = -1


@inlined
def objective(state: State) -> float:
    """Return travel, tardiness and the largest tardiness together."""
    return state.sums[TRAVEL] + state.sums[TARDINESS] + state.sums[LARGEST]
