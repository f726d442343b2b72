"""A day's routes, searched for by two threads that now and then share the best."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from scheduler.solver.kernel.random import seeded
from scheduler.solver.synchronised.instance import Instance, new_instance
from scheduler.solver.synchronised.pace import Pace
from scheduler.solver.synchronised.search import search
from scheduler.solver.synchronised.state import Stop, copied, empty_state, stops_of
from scheduler.solver.synchronised.world import World, new_world

THREADS = 2

HOT, WARM, COLD = 20.0, 4.0, 0.3
"""Temperatures in travel: to begin with, to begin from the best, to end."""

ROUNDS = ((0.6, HOT), (0.8, WARM), (1.0, WARM))
"""When each round is over, and how hot it begins."""


class Cooling(NamedTuple):
    """A round: from one part of the run to another, ever cooler."""

    begins: float
    ends: float
    hot: float

    def heat(self, part: float) -> float:
        """Return the temperature at a part of the run."""
        return self.hot * (COLD / self.hot) ** (
            (part - self.begins) / (self.ends - self.begins)
        )


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
    state = empty_state(instance)
    worlds = [
        new_world(instance, copied(state), seeded(seed, stream))
        for stream in range(THREADS)
    ]
    begins = spent = 0.0
    with ThreadPoolExecutor(THREADS) as pool:
        for ends, hot in ROUNDS:
            cooling = Cooling(begins, ends, hot)
            jobs = [
                pool.submit(_anneal, world, pace, spent, cooling) for world in worlds
            ]
            costs, efforts = zip(*(job.result() for job in jobs), strict=True)
            best = worlds[int(np.argmin(costs))].best
            worlds = [
                new_world(instance, copied(best), world.random) for world in worlds
            ]
            begins, spent = ends, max(efforts)
    return stops_of(instance, best)


def _anneal(
    world: World, pace: Pace, spent: float, cooling: Cooling
) -> tuple[float, float]:
    """Search through a round; return the least cost, and the effort spent so far."""
    least = search(world, 0.0, cooling.hot)
    while (part := pace.part(spent)) < cooling.ends:
        least = search(world, pace.burst, cooling.heat(part))
        spent += pace.burst
    return least, spent
