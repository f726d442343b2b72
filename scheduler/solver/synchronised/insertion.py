"""Putting tasks where they cost least: places are bounded first, then timed."""

from scheduler.solver.kernel.compiled import ZERO, compiled, inlined
from scheduler.solver.kernel.random import uniform
from scheduler.solver.synchronised.instance import Instance
from scheduler.solver.synchronised.state import LARGEST, TRAVEL, State, link, unlink
from scheduler.solver.synchronised.timing import (
    IMPOSSIBLE,
    agree,
    enqueue,
    ready_at,
    settle,
    take_back,
    tardiness,
)
from scheduler.solver.synchronised.world import World

BLINK = 0.01
"""How often a place is overlooked."""


@compiled
def serve(world: World, client: int, breadth: int) -> bool:
    """Put a client's tasks where they cost least; return whether that can be done.

    Of a pair's places the cheapest ``breadth`` are looked at for each task.
    """
    instance, found = world.instance, world.scratch.found
    task = instance.first[client]
    partner = instance.partner[task]
    if partner < 0:
        least = _best_place(world, task)
    else:
        least = _best_places(world, task, partner, breadth)
    if least == IMPOSSIBLE:
        return False
    world.state.sums[TRAVEL] += _put(world, task, found[0])
    if partner >= 0:
        world.state.sums[TRAVEL] += _put(world, partner, found[1])
    settle(world, IMPOSSIBLE)
    agree(world)
    return True


@compiled
def _best_place(world: World, task: int) -> float:
    """Return the least cost of a task; the place is noted."""
    least = IMPOSSIBLE
    for vehicle in range(world.instance.skilled.shape[1]):
        if world.instance.skilled[task, vehicle]:
            least = _best_in_route(world, task, vehicle, least)
    return least


@compiled
def _best_in_route(world: World, task: int, vehicle: int, least: float) -> float:
    """Return the least cost of a task here, if below ``least``; the place is noted."""
    instance, state, scratch = world.instance, world.state, world.scratch
    tasks = len(instance.client)
    place = tasks + vehicle
    while True:
        scratch.effort[0] += 1
        start = ready_at(instance, state, place, task)
        own = tardiness(instance, task, start)
        if own > 0.0 and own >= least:
            return least
        base = _base_cost(instance, state, place, task, start)
        bound = base + own + max(0.0, own - state.sums[LARGEST])
        if bound < least and uniform(world.random) >= BLINK:
            cost = _tried(world, task, place, least)
            if cost < least:
                least = cost
                scratch.found[0] = place
        place = state.after[place]
        if place >= tasks:
            return least


@compiled
def _best_places(world: World, task: int, partner: int, breadth: int) -> float:
    """Return the least cost of a pair; the places are noted."""
    instance, state, scratch = world.instance, world.state, world.scratch
    _collect(world, task, ZERO, breadth)
    _collect(world, partner, ZERO + 1, breadth)
    least = IMPOSSIBLE
    for mine in range(scratch.listed[0]):
        for other in range(scratch.listed[1]):
            place, beside = scratch.place[0, mine], scratch.place[1, other]
            if state.vehicle[place] == state.vehicle[beside]:
                continue
            scratch.effort[0] += 1
            ready = scratch.ready[1, other]
            start = max(scratch.ready[0, mine], ready + instance.lag[partner])
            late = tardiness(instance, task, start)
            after = max(ready, start + instance.lag[task])
            later = tardiness(instance, partner, after)
            bound = scratch.base[0, mine] + scratch.base[1, other]
            bound += late - tardiness(instance, task, scratch.ready[0, mine])
            bound += later - tardiness(instance, partner, ready)
            bound += max(0.0, max(late, later) - state.sums[LARGEST])
            if bound < least:
                cost = _both_tried(world, task, place, partner, beside, least)
                if cost < least:
                    least = cost
                    scratch.found[0], scratch.found[1] = place, beside
    return least


@compiled
def _collect(world: World, task: int, row: int, breadth: int) -> None:
    """List the cheapest places of one of a pair's tasks, the cheapest first."""
    instance, state, scratch = world.instance, world.state, world.scratch
    tasks, vehicles = instance.skilled.shape
    scratch.listed[row] = 0
    for vehicle in range(vehicles):
        if instance.skilled[task, vehicle] == 0:
            continue
        place = tasks + vehicle
        while True:
            scratch.effort[0] += 1
            if uniform(world.random) >= BLINK:
                start = ready_at(instance, state, place, task)
                base = _base_cost(instance, state, place, task, start)
                base += tardiness(instance, task, start)
                _note(world, row, place, start, base, breadth)
            place = state.after[place]
            if place >= tasks:
                break


@compiled
def _note(
    world: World, row: int, place: int, ready: float, base: float, breadth: int
) -> None:
    """Sort a place into the list, the dearest dropped if that is full."""
    scratch = world.scratch
    hole = scratch.listed[row]
    if hole == breadth:
        hole -= 1
        if scratch.base[row, hole] <= base:
            return
    else:
        scratch.listed[row] += 1
    while hole > 0 and scratch.base[row, hole - 1] > base:
        scratch.base[row, hole] = scratch.base[row, hole - 1]
        scratch.ready[row, hole] = scratch.ready[row, hole - 1]
        scratch.place[row, hole] = scratch.place[row, hole - 1]
        hole -= 1
    scratch.base[row, hole] = base
    scratch.ready[row, hole] = ready
    scratch.place[row, hole] = place


@inlined
def _detour(instance: Instance, state: State, place: int, task: int) -> float:
    here, there = instance.place[place], instance.place[task]
    onward = instance.place[state.after[place]]
    return (
        instance.travel[here, there]
        + instance.travel[there, onward]
        - instance.travel[here, onward]
    )


@inlined
def _base_cost(
    instance: Instance, state: State, place: int, task: int, start: float
) -> float:
    """Return the least that the task costs here besides its own tardiness."""
    cost = _detour(instance, state, place, task)
    following = state.after[place]
    if following < len(instance.client):
        there, onward = instance.place[task], instance.place[following]
        arrival = start + instance.duration[task] + instance.travel[there, onward]
        cost += max(
            0.0,
            tardiness(instance, following, arrival)
            - tardiness(instance, following, state.start[following]),
        )
    return cost


@compiled
def _put(world: World, task: int, place: int) -> float:
    """Put a task after a node, its start yet to be found; return the travel added."""
    detour = _detour(world.instance, world.state, place, task)
    link(world.state, task, place)
    enqueue(world.scratch, task)
    return detour


@compiled
def _tried(world: World, task: int, place: int, limit: float) -> float:
    """Return the exact cost of a task after a node; nothing stays changed."""
    detour = _put(world, task, place)
    grown = settle(world, limit - detour)
    take_back(world)
    unlink(world.state, task)
    return detour + grown


@compiled
def _both_tried(
    world: World, task: int, place: int, partner: int, beside: int, limit: float
) -> float:
    """Return the exact cost of a pair after two nodes; nothing stays changed."""
    detour = _put(world, task, place) + _put(world, partner, beside)
    grown = settle(world, limit - detour)
    take_back(world)
    unlink(world.state, task)
    unlink(world.state, partner)
    return detour + grown
