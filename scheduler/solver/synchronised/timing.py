"""Earliest starts: raised from task to task, along routes and between partners.

The cost never falls when a task starts later, so the earliest starts are the best.
They are the least that satisfy every route and every pair, also where a first task has
to wait for the second; routes that wait for each other in a circle have none.
"""

from scheduler.solver.kernel.compiled import compiled, inlined
from scheduler.solver.synchronised.instance import Instance
from scheduler.solver.synchronised.state import (
    LARGEST,
    TARDINESS,
    TRAVEL,
    UNSET,
    State,
)
from scheduler.solver.synchronised.world import Scratch, World

HEAD, TAIL, JOURNAL = 0, 1, 2
"""Where ``Scratch.ends`` holds what."""

TINY = 1e-9

IMPOSSIBLE = 1e18
"""The cost of routes that wait for each other, or that cost more than the limit."""


@inlined
def tardiness(instance: Instance, task: int, start: float) -> float:
    """Return how much later than its window a task starts."""
    return max(0.0, start - instance.closes[task])


@inlined
def ready_at(instance: Instance, state: State, place: int, task: int) -> float:
    """Return when a task could start right after a node, whoever its partner is."""
    here, there = instance.place[place], instance.place[task]
    arrival = (
        state.start[place] + instance.duration[place] + instance.travel[here, there]
    )
    return max(instance.opens[task], arrival)


@compiled
def enqueue(scratch: Scratch, task: int) -> None:
    """Note that a task is to be timed."""
    if scratch.queued[task] == 0:
        scratch.queued[task] = 1
        scratch.queue[scratch.ends[TAIL] % len(scratch.queue)] = task
        scratch.ends[TAIL] += 1


@compiled
def settle(world: World, limit: float) -> float:
    """Raise the starts that the queue's tasks make too early; return the tardiness.

    That is by how much total and largest tardiness grow together. Once it is above
    the limit, ``IMPOSSIBLE`` is returned and the rest left undone. Follow it with
    ``agree`` or ``take_back``.
    """
    instance, state, scratch = world.instance, world.state, world.scratch
    largest, added, grown = state.sums[LARGEST], 0.0, 0.0
    scratch.ends[JOURNAL] = 0
    while scratch.ends[HEAD] < scratch.ends[TAIL]:
        task = scratch.queue[scratch.ends[HEAD] % len(scratch.queue)]
        scratch.queued[task] = 0
        scratch.ends[HEAD] += 1
        while task < len(instance.client) and state.vehicle[task] >= 0:
            start = _needed(instance, state, task)
            old = state.start[task]
            if start <= old + TINY:
                break
            length = scratch.ends[JOURNAL]
            scratch.changed[length] = task
            scratch.old[length] = old
            scratch.ends[JOURNAL] += 1
            state.start[task] = start
            late = tardiness(instance, task, start)
            added += late - tardiness(instance, task, old)
            grown = max(grown, late - largest)
            if added + grown > limit or length + 1 == len(scratch.changed):
                _empty_queue(scratch)
                return IMPOSSIBLE
            partner = instance.partner[task]
            if partner >= 0 and (
                state.start[partner] + TINY < start + instance.lag[task]
            ):
                enqueue(scratch, partner)
            task = state.after[task]
    scratch.effort[0] += scratch.ends[JOURNAL]
    scratch.grown[0], scratch.grown[1] = added, grown
    return added + grown


@inlined
def _needed(instance: Instance, state: State, task: int) -> float:
    start = ready_at(instance, state, state.before[task], task)
    partner = instance.partner[task]
    if partner >= 0 and state.vehicle[partner] >= 0:
        start = max(start, state.start[partner] + instance.lag[partner])
    return start


@compiled
def _empty_queue(scratch: Scratch) -> None:
    while scratch.ends[HEAD] < scratch.ends[TAIL]:
        scratch.queued[scratch.queue[scratch.ends[HEAD] % len(scratch.queue)]] = 0
        scratch.ends[HEAD] += 1


@compiled
def agree(world: World) -> None:
    """Add to the sums what the last ``settle`` has found."""
    world.state.sums[TARDINESS] += world.scratch.grown[0]
    world.state.sums[LARGEST] += world.scratch.grown[1]


@compiled
def take_back(world: World) -> None:
    """Undo what the last ``settle`` has changed."""
    state, scratch = world.state, world.scratch
    for entry in range(scratch.ends[JOURNAL] - 1, -1, -1):
        state.start[scratch.changed[entry]] = scratch.old[entry]


@compiled
def loosen(world: World, task: int) -> None:
    """Have a task and all that follow from it timed anew; their starts may fall."""
    instance, scratch = world.instance, world.scratch
    turn = scratch.ends[TAIL]
    _loosen_route(world, task)
    while turn < scratch.ends[TAIL]:
        partner = instance.partner[scratch.queue[turn % len(scratch.queue)]]
        turn += 1
        if partner >= 0 and world.state.vehicle[partner] >= 0:
            _loosen_route(world, partner)


@compiled
def _loosen_route(world: World, task: int) -> None:
    """Loosen the rest of a route, up to what starts as its window opens."""
    instance, state = world.instance, world.state
    while task < len(instance.client) and state.start[task] > instance.opens[task]:
        state.sums[TARDINESS] -= tardiness(instance, task, state.start[task])
        state.start[task] = UNSET
        enqueue(world.scratch, task)
        task = state.after[task]


@compiled
def add_up(world: World) -> None:
    """Compute the sums from the routes and starts."""
    instance, state = world.instance, world.state
    state.sums[TRAVEL], state.sums[TARDINESS] = 0.0, 0.0
    for node in range(len(instance.place)):
        if state.vehicle[node] >= 0:
            here, there = instance.place[node], instance.place[state.after[node]]
            state.sums[TRAVEL] += instance.travel[here, there]
    find_largest(world)
    for task in range(len(instance.client)):
        if state.vehicle[task] >= 0:
            state.sums[TARDINESS] += tardiness(instance, task, state.start[task])


@compiled
def find_largest(world: World) -> None:
    """Compute the largest tardiness from the starts."""
    instance, state = world.instance, world.state
    largest = 0.0
    for task in range(len(instance.client)):
        largest = max(largest, state.start[task] - instance.closes[task])
    state.sums[LARGEST] = largest
