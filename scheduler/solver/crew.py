"""The search on two threads, in rounds that repeat whatever the machine does."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.budget import Clock
from scheduler.solver.halves import cut_of, merged, open_halves, with_shares_of_the_week
from scheduler.solver.kernel.instance import NOT_PINNED, Instance
from scheduler.solver.kernel.random import seeded
from scheduler.solver.kernel.search import Control, search
from scheduler.solver.kernel.state import State, copied, empty_state
from scheduler.solver.kernel.world import World, new_world

Bytes = NDArray[np.int8]

THREADS = 2
ROUNDS = 8
POLL_SECONDS = 0.05


def everywhere(instance: Instance) -> Bytes:
    """Return all days of all seniors as open, but for the visits that are pinned."""
    mask: Bytes = (instance.pinned == NOT_PINNED).astype(np.int8)
    return mask


class Crew:
    """Two searches that share a plan.

    Parameters
    ----------
    instance
        The problem; `weigh` says with which weights.
    seed
        Of all random choices.
    clock
        Ends the search early.

    Attributes
    ----------
    worlds
        One of each thread; their pools hold the routes seen.
    """

    def __init__(self, instance: Instance, seed: int, clock: Clock) -> None:
        self.instance = instance
        self._clock = clock
        self._reserve = 0.0
        self._seed = seed
        self._turn = 0
        self._seconds_an_effort = 0.0
        everything = everywhere(instance)
        self.worlds: list[World] = [
            new_world(
                instance,
                empty_state(instance),
                seeded(seed, thread),
                everything,
                clock.brake,
            )
            for thread in range(THREADS)
        ]

    def weigh(self, instance: Instance, reserve: float) -> None:
        """Search with these weights from now on, and end with so many seconds left."""
        if instance.wish_weight != self.instance.wish_weight:
            self._forget_routes()
        self.instance = instance
        self._reserve = reserve

    def anneal(
        self, state: State, effort: float, hot: float, cold: float, open_days: Bytes
    ) -> Iterator[State]:
        """Yield the state after each round of cooling from hot to cold.

        Parameters
        ----------
        effort
            Of each thread, over all rounds.
        open_days
            Where visits may be touched or made, shape (seniors, days).
        """
        for control in self._cooling(effort, hot, cold):
            self._round(state, control, open_days)
            state = self._joined(best=False)
            yield state
        yield self._joined(best=True)

    def anneal_apart(
        self, state: State, effort: float, hot: float, cold: float
    ) -> list[State]:
        """Return the best of each thread, both searching everywhere on their own."""
        everything = everywhere(self.instance)
        states = [state] * THREADS
        for control in self._cooling(effort, hot, cold):
            self._run(
                [self.instance] * THREADS, states, [everything] * THREADS, control
            )
            states = [world.state for world in self.worlds]
        return [copied(world.best) for world in self.worlds]

    def priced(self, state: State) -> tuple[float, State]:
        """Return the state's cost, and a copy of it with all times and costs right."""
        closed = np.zeros((self.instance.seniors, self.instance.days), np.int8)
        world = self.worlds[0]._replace(
            instance=self.instance,
            state=copied(state),
            best=copied(state),
            open_days=closed,
        )
        cost = search(world, Control(0, 1.0, 1.0))
        return cost, world.best

    def _cooling(self, effort: float, hot: float, cold: float) -> Iterator[Control]:
        """Yield what to do in each round of cooling, until the time is up."""
        heats = np.geomspace(hot, cold, ROUNDS + 1).tolist()
        for number, (start, end) in enumerate(pairwise(heats)):
            share = self._affordable(effort / ROUNDS, ROUNDS - number)
            before = self._clock.spent
            yield Control(int(share), start, end)
            self._seconds_an_effort = (self._clock.spent - before) / share
            if self._clock.check(self._reserve):
                return

    def _forget_routes(self) -> None:
        """Empty the pools: what wishes cost their routes no longer holds."""
        for world in self.worlds:
            world.pool.key[:] = 0
            world.pool.length[:] = 0

    def _affordable(self, share: float, rounds: int) -> float:
        """Return the effort of a round: less than its share if the machine is slow.

        So the cooling is gone through to its end, only faster.
        """
        left = max(0.0, self._clock.left - self._reserve)
        needed = share * rounds * self._seconds_an_effort
        return share if needed <= left else max(1.0, share * left / needed)

    def _round(self, state: State, control: Control, open_days: Bytes) -> None:
        self._turn += 1
        cut = cut_of(self.instance.days, self._turn)
        seed = self._seed * 1000 + self._turn
        halves = open_halves(state, cut, seed, open_days)
        shares = with_shares_of_the_week(self.instance, state, cut, seed)
        self._run(list(shares), [state] * THREADS, list(halves), control)

    def _joined(self, *, best: bool) -> State:
        """Return both threads' halves together: their best, or where they stand."""
        cut = cut_of(self.instance.days, self._turn)
        first, second = (world.best if best else world.state for world in self.worlds)
        return merged(self.instance, first, second, cut)

    def _run(
        self,
        instances: list[Instance],
        states: list[State],
        open_days: list[Bytes],
        control: Control,
    ) -> None:
        self.worlds = [
            world._replace(instance=instance, state=copied(state), open_days=mask)
            for world, instance, state, mask in zip(
                self.worlds, instances, states, open_days, strict=True
            )
        ]
        self._clock.check(self._reserve)
        with ThreadPoolExecutor(THREADS) as pool:
            jobs = [pool.submit(search, world, control) for world in self.worlds]
            while wait(jobs, POLL_SECONDS).not_done:
                self._clock.check(self._reserve)
            for job in jobs:
                job.result()
