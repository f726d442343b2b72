"""A day's routes: two threads search, the better result counts."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from scheduler.solver.kernel.random import seeded
from scheduler.solver.synchronised.instance import Instance, new_instance
from scheduler.solver.synchronised.pace import Pace
from scheduler.solver.synchronised.search import search
from scheduler.solver.synchronised.state import Stop, empty_state, stops_of
from scheduler.solver.synchronised.world import World, new_world

THREADS = 2

HOT, COLD = 100.0, 0.5
"""Temperatures in travel, to begin with and to end."""


def make_ready() -> None:
    """Compile the search, so that it is not at the expense of a run."""
    instance = new_instance([], np.zeros((1, 1)), 1)
    search(new_world(instance, empty_state(instance), seeded(0, 0)), 0.0, 1.0)


def solve(instance: Instance, seed: int, pace: Pace) -> list[list[Stop]]:
    """Return each vehicle's stops in order, tasks as early as the routes allow.

    Raises
    ------
    ValueError
        If a client's tasks cannot be done by any vehicles.
    """
    worlds = [
        new_world(instance, empty_state(instance), seeded(seed, stream))
        for stream in range(THREADS)
    ]
    with ThreadPoolExecutor(THREADS) as pool:
        jobs = [pool.submit(_anneal, world, pace) for world in worlds]
        costs = [job.result() for job in jobs]
    return stops_of(instance, worlds[int(np.argmin(costs))].best)


def _anneal(world: World, pace: Pace) -> float:
    """Search ever cooler until the run is over; return the least cost."""
    least = search(world, 0.0, HOT)
    effort = 0.0
    while (part := pace.part(effort)) < 1.0:
        least = search(world, pace.burst, HOT * (COLD / HOT) ** part)
        effort += pace.burst
    return least
