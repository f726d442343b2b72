"""The phases of a solve: days, routes, soft terms, and the last word."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.words import Tag
from scheduler.errors import Text
from scheduler.solver import progress
from scheduler.solver.arrays import TAGS
from scheduler.solver.bound import Bound, proved_bound, proved_day_bound
from scheduler.solver.budget import Clock, effort_a_second, programme_seconds
from scheduler.solver.compilation import compile_search
from scheduler.solver.crew import POLL_SECONDS, Bytes, Crew, everywhere
from scheduler.solver.days import choose_days
from scheduler.solver.fewest import FewestVisits, fewest_visits
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.state import State, empty_state
from scheduler.solver.progress import Progress, Report
from scheduler.solver.routes import known_routes, rechosen
from scheduler.solver.sparing import WAY_SECONDS, sparing

DAYS_PART, LATE_PART, SOFT_PART = 0.06, 0.44, 0.5
"""How the search's effort is split over the phases."""

HOT, WARM, COLD = 300.0, 30.0, 3.0
"""Temperatures, in seconds of travel: to begin with, to begin from a plan, to end."""

DAY_HOT, DAY_COLD = 1000.0, 1.0
"""The same where a single day is planned, from a plan or not."""

FIRM = 10.0
"""How much dearer a change of the published plan is to the search than reported."""

TAIL_PART, DAY_TAIL_PART = 0.12, 0.2
"""Part of the time that is left for choosing the final routes: of many days, of one."""

PROGRAMME_PART = 0.4
"""The days' programme is left out where it would take more of the time than this."""

PROGRAMME_USUAL = 0.4
"""Part of the time it may take that the days' programme does take, as a rule."""

PATIENCE = 0.4
"""Part of the time after which the programme is given up, should it be slow."""

LEAST_SOFT_PART = 0.35
"""Part of the search's time that is kept for the soft terms on a slow machine."""

OVERHEAD_SECONDS, DAY_OVERHEAD_SECONDS = 0.3, 0.03
"""For all that is neither programme nor search: of many days, of one."""

LEAST_SECONDS = 0.05
"""Below this no day's routes are chosen anew."""


class Outcome(NamedTuple):
    """Where a run has ended, and what it has proved on the way; None if in vain."""

    state: State
    bound: Bound | None = None
    visits: FewestVisits | None = None


class Run:
    """One solve.

    Parameters
    ----------
    instance
        Where visits are pinned, only a state that has them may be begun from.
    limit
        The time limit in seconds, from which the effort follows.
    clock
        The same as a brake.
    """

    def __init__(
        self,
        instance: Instance,
        seed: int,
        limit: float,
        clock: Clock,
        report: Report,
    ) -> None:
        self._given = instance
        self._true = sparing(instance)
        self._limit = limit
        self._clock = clock
        self._report = report
        self._phase = progress.SEARCH
        compile_search(instance, lambda: self._enter(progress.COMPILE), clock)
        self._tail = limit * (DAY_TAIL_PART if instance.days == 1 else TAIL_PART)
        self._crew = Crew(instance, seed, clock)

    def from_nothing(self) -> Outcome:
        """Return a plan made from scratch."""
        if self._true.days == 1:
            return Outcome(self._one_day(empty_state(self._true)))
        if not self._has_time_for_programmes:
            return Outcome(self._last_word(self._annealed(None)))
        self._enter(progress.CHOOSE_DAYS)
        limits = self._clock.left * PATIENCE, self._clock.interrupter
        with ThreadPoolExecutor(2) as pool:
            days = pool.submit(choose_days, self._true, WAY_SECONDS, *limits)
            bound = pool.submit(proved_bound, self._given, *limits)
            while wait([days], POLL_SECONDS).not_done:
                self._clock.check()
            state = self._annealed(days.result())
            _, state = self._crew.priced(state)
            visits = pool.submit(self._fewest_visits, self._late_days(state))
            state = self._last_word(state)
            return Outcome(state, bound.result(), visits.result())

    def _fewest_visits(self, late_days: Mapping[Tag, int]) -> FewestVisits | None:
        clock = self._clock
        return fewest_visits(self._given, late_days, clock.left, clock.interrupter)

    def from_state(self, state: State) -> Outcome:
        """Return a plan that keeps what it can of a published one's state."""
        self._true = self._true._replace(
            stability_weight=self._true.stability_weight * FIRM
        )
        if self._true.days == 1:
            return Outcome(self._one_day(state))
        effort = self._effort(0.0)
        self._look_at_lateness()
        state = self._anneal(state, effort * LATE_PART, WARM, COLD)
        state = self._softened(state, effort * SOFT_PART, WARM)
        return Outcome(self._last_word(state))

    def proved(self, state: State, clock: Clock) -> Bound | None:
        """Return what no plan of the one day can better; see `proved_day_bound`.

        Parameters
        ----------
        clock
            Of the proof alone.
        """
        self._report(Progress(progress.PROVE, None, None, clock.left))
        pools = [world.pool for world in self._crew.worlds]
        routes = known_routes(self._true, state, pools, 0)
        return proved_day_bound(self._given, routes, clock)

    def _annealed(self, days: NDArray[np.bool_] | None) -> State:
        """Return a plan searched for from nothing, first on the days chosen."""
        taken = 0.0
        if self._has_time_for_programmes:
            taken = PROGRAMME_USUAL * programme_seconds(self._true)
        effort = self._effort(taken)
        state = empty_state(self._true)
        self._look_at_lateness()
        if days is not None:
            mask = days.astype(np.int8)
            state = self._anneal(state, effort * DAYS_PART, HOT, WARM, mask)
        state = self._anneal(state, effort * LATE_PART, HOT, COLD)
        return self._softened(state, effort * SOFT_PART, HOT)

    def _one_day(self, state: State) -> State:
        """Return the best day: each thread looks for itself, the routes are pooled."""
        self._crew.weigh(self._true, self._tail)
        self._enter(progress.SEARCH)
        effort = self._effort(0.0)
        found = self._crew.anneal_apart(state, effort, DAY_HOT, DAY_COLD)
        costs = [self._crew.priced(one)[0] for one in (state, *found)]
        return self._last_word((state, *found)[int(np.argmin(costs))])

    def _softened(self, state: State, effort: float, hot: float) -> State:
        """Return the state after faces, fairness and wishes are looked at too."""
        self._crew.weigh(self._true, self._tail)
        self._enter(progress.REFINE)
        return self._anneal(state, effort, hot, COLD)

    def _anneal(
        self,
        state: State,
        effort: float,
        hot: float,
        cold: float,
        open_days: Bytes | None = None,
    ) -> State:
        if open_days is None:
            open_days = everywhere(self._true)
        for better in self._crew.anneal(state, effort, hot, cold, open_days):
            state = better
            self._tell(state)
        return state

    def _last_word(self, state: State) -> State:
        """Return the cheapest routes that can be put together from all seen."""
        self._enter(progress.LAST_WORD)
        least, state = self._crew.priced(state)
        pools = [world.pool for world in self._crew.worlds]
        for day in range(self._true.days):
            left = self._clock.left
            if left < LEAST_SECONDS:
                break
            share = left / (self._true.days - day)
            other = rechosen(self._true, state, pools, day, share)
            if other is not None:
                cost, other = self._crew.priced(other)
                if cost < least:
                    least, state = cost, other
        self._tell(state)
        return state

    @property
    def _has_time_for_programmes(self) -> bool:
        return programme_seconds(self._true) <= self._limit * PROGRAMME_PART

    def _effort(self, taken: float) -> float:
        """Return the effort of each thread that the rest of the time allows."""
        one_day = self._true.days == 1
        overhead = DAY_OVERHEAD_SECONDS if one_day else OVERHEAD_SECONDS
        seconds = self._limit - self._tail - taken - overhead
        return max(0.05, seconds) * effort_a_second(self._true)

    def _look_at_lateness(self) -> None:
        """Search for lateness and travel alone, even on a slow machine not too long."""
        left = max(0.0, self._clock.left - self._tail)
        reserve = self._tail + left * LEAST_SOFT_PART
        self._crew.weigh(_late_only(self._true), reserve)
        self._enter(progress.SEARCH)

    def _enter(self, phase: Text) -> None:
        self._phase = phase
        self._report(Progress(phase, None, None, self._clock.left))

    def _tell(self, state: State) -> None:
        cost, priced = self._crew.priced(state)
        late = self._late_days(priced)
        self._report(Progress(self._phase, late, cost, self._clock.left))

    def _late_days(self, state: State) -> Mapping[Tag, int]:
        """Return the days late by tag of a state whose costs are right."""
        return {
            tag: int(state.late[self._true.urgency == urgency].sum())
            for urgency, tag in enumerate(TAGS)
        }


def _late_only(instance: Instance) -> Instance:
    """Return the instance without the terms that come second to lateness."""
    return instance._replace(
        continuity_weight=0.0, fairness_weight=0.0, prefer_weight=0.0, wish_weight=0.0
    )
