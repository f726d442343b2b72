"""The usual way, to compare with: earliest due first, then route.

Every morning whoever is due today or was earlier is to be visited, and as far as there
is room whoever is due tomorrow; the earlier someone is due the more it counts, and
reds before oranges before greens of the same day. Nobody looks further ahead. Today's
routes are then made by the same search as everybody's, for travel alone.
"""

from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.plan import Engine, Plan, Route
from scheduler.domain.problem import Problem
from scheduler.simulate.days import Planner
from scheduler.solver.arrays import TAGS, to_instance
from scheduler.solver.budget import Clock
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.output import to_routes
from scheduler.solver.progress import Progress
from scheduler.solver.run import Run

Floats = NDArray[np.float64]

AHEAD_DAYS = 1
"""Whoever is due within so many days fills up the routes."""

WORTH = 100_000.0
"""Seconds of travel that are driven to visit somebody one rank more urgent."""


def earliest_due_first(seed: int, seconds: float) -> Planner:
    """Return who plans each day by itself, the earliest due first.

    Parameters
    ----------
    seconds
        Of routing, each day.
    """

    def plan(today: Problem, _before: Plan | None) -> Plan:
        day = today.replace(days=1)
        return Plan(
            plan_id=f"due-{day.first_day:%Y%m%d}",
            first_day=day.first_day,
            days=1,
            data_hash=day.fingerprint(),
            seed=seed,
            engine=Engine(name="earliest due first", version="1", seconds=seconds),
            routes=_routes(day, seed, seconds),
        )

    return plan


def _routes(day: Problem, seed: int, seconds: float) -> tuple[Route, ...]:
    """Return the shortest routes to as many of those waiting as there is room for."""
    ranks = urgency(day, AHEAD_DAYS)
    if not day.shifts or not ranks.any():
        return ()
    instance = to_instance(day)
    clock = Clock(seconds, None)
    run = Run(_wanted(instance, ranks), seed, seconds, clock, _silent)
    return to_routes(day, instance, run.from_nothing().state)


def urgency(day: Problem, ahead_days: int) -> Floats:
    """Return how urgent each senior is on a day: the higher the more, 0 not yet.

    Parameters
    ----------
    ahead_days
        Whoever falls due within so many days counts too.
    """
    latest = day.first_day + timedelta(days=ahead_days)
    ranks = np.zeros(len(day.seniors))
    for number, senior in enumerate(day.seniors):
        turn = day.first_turns.get(senior.senior_id)
        if turn is not None and turn.opens <= day.first_day and turn.due <= latest:
            waited = (latest - turn.due).days
            ranks[number] = len(TAGS) * (waited + 1) - TAGS.index(senior.tag)
    return ranks


def _wanted(instance: Instance, ranks: Floats) -> Instance:
    """Return the day with whoever is waiting, at the price of leaving them out."""
    waiting = ranks > 0
    never = instance.days + 1
    return instance._replace(
        first_ok=np.where(waiting, 0, never),
        due=np.where(waiting, 0, never),
        unavoidable=np.zeros_like(instance.unavoidable),
        late=ranks * WORTH,
        early=np.zeros_like(instance.early),
        continuity_weight=0.0,
        fairness_weight=0.0,
        prefer_weight=0.0,
    )


def _silent(_progress: Progress) -> None:
    """Tell nobody."""
