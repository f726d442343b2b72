"""The pool of routes seen in good solutions, from which the last word is chosen."""

import numpy as np

from scheduler.solver.kernel.compiled import compiled
from scheduler.solver.kernel.world import World


@compiled
def remember(world: World) -> None:
    """Store the routes that the current step has changed."""
    pool, state, journal = world.pool, world.state, world.journal
    mask = np.uint64(len(pool.key) - 1)
    for place in range(journal.marks[0]):
        vehicle = journal.vehicles[place]
        length = state.length[vehicle]
        if length == 0:
            continue
        key = pool.class_word[vehicle]
        for i in range(length):
            key ^= pool.word[state.route[vehicle, i]]
        slot = np.int64(key & mask)
        cost = state.travel[vehicle] + state.wish[vehicle]
        if pool.key[slot] == key and pool.travel[slot] + pool.wish[slot] <= cost:
            continue
        pool.key[slot] = key
        pool.vehicle[slot] = vehicle
        pool.length[slot] = length
        pool.travel[slot] = state.travel[vehicle]
        pool.work[slot] = state.work[vehicle]
        pool.wish[slot] = state.wish[vehicle]
        for i in range(length):
            pool.route[slot, i] = state.route[vehicle, i]
