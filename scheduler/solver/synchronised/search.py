"""The search: ruin, recreate, keep or take back; the package's one entry point."""

import numpy as np

from scheduler.solver.kernel.compiled import compiled, entry, is_kept, whole
from scheduler.solver.kernel.handle import Table, tables_of
from scheduler.solver.kernel.random import uniform
from scheduler.solver.kernel.sorting import sort_by_key
from scheduler.solver.synchronised.insertion import serve
from scheduler.solver.synchronised.ruin import ruin
from scheduler.solver.synchronised.state import objective, overwrite
from scheduler.solver.synchronised.timing import add_up
from scheduler.solver.synchronised.world import World, as_world

BREADTH = whole(16)
SMALLEST_GAIN = 1e-7
TINY = 1e-300
STEP_EFFORT = 60
"""What a step costs beside the places it looks at, in the same measure."""


def search(world: World, effort: float, heat: float) -> float:
    """Improve ``world.state`` in place; return travel and tardiness of the best seen.

    The best is copied to ``world.best``. Clients that nobody serves are served first.

    Parameters
    ----------
    effort
        How much to search, in places looked at.
    heat
        How much worse, in travel, a step may well be.

    Raises
    ------
    ValueError
        If a client's tasks cannot be done by anyone.
    """
    tables = tables_of(world)
    least = _search(tables[0], effort, heat)
    if least == np.inf:
        raise ValueError("a client's tasks can be done by no vehicles")
    return least


def is_cached() -> bool:
    """Return whether the compiled search lies on this machine already."""
    return is_kept(_search)


@entry
def _search(table: Table, effort: float, heat: float) -> float:
    world = as_world(table)
    if not _serve_absent(world):
        return np.inf
    add_up(world)
    overwrite(world.kept, world.state)
    cost = objective(world.state)
    least = objective(world.best)
    if cost < least:
        least = cost
        overwrite(world.best, world.state)
    spent = world.scratch.effort
    spent[0] = 0
    while spent[0] < effort and len(world.instance.first):
        spent[0] += STEP_EFFORT
        cost = _step(world, heat)
        if cost < least - SMALLEST_GAIN:
            least = cost
            overwrite(world.best, world.state)
    return least


@compiled
def _serve_absent(world: World) -> bool:
    for client in range(len(world.instance.first)):
        if world.state.vehicle[world.instance.first[client]] < 0:
            breadth = len(world.instance.place)
            if not (serve(world, client, breadth) or serve(world, client, breadth)):
                return False
    return True


@compiled
def _step(world: World, heat: float) -> float:
    """Ruin and recreate once; return the objective, the old one if it was kept."""
    state, kept_state = world.state, world.kept
    before = objective(kept_state)
    limit = before - heat * np.log(uniform(world.random) + TINY)
    absent = ruin(world)
    _order(world, absent)
    for place in range(absent):
        served = serve(world, world.scratch.absent[place], BREADTH)
        if not served or objective(state) >= limit:
            overwrite(state, kept_state)
            return before
    overwrite(kept_state, state)
    return objective(state)


@compiled
def _order(world: World, absent: int) -> None:
    """Sort the absent by one of several orders."""
    instance, scratch = world.instance, world.scratch
    draw = uniform(world.random)
    for place in range(absent):
        client = scratch.absent[place]
        task = instance.first[client]
        key = uniform(world.random)
        if draw < 0.2:
            key += instance.opens[task]
        elif draw < 0.35:
            key -= instance.travel[0, instance.place[task]]
        elif draw < 0.45:
            key += instance.travel[0, instance.place[task]]
        elif draw < 0.7 and instance.partner[task] >= 0:
            key -= 1.0
        scratch.key[place] = key
    sort_by_key(scratch.key, scratch.absent, absent)
