"""The usual way with a rival as router: earliest due first, then the shortest routes.

Whoever is due today or was earlier is visited as far as there is room: the earlier due
the sooner, reds before oranges before greens of the same day. They are routed first;
whoever fills up their routes is added in the second half of the time.
"""

import time
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from scheduler.bench.peers.peer import Peer
from scheduler.bench.task import to_task
from scheduler.bench.translation import Made, to_plan
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.simulate.baseline import WORTH, urgency
from scheduler.simulate.days import Planner

Worth = Mapping[int, int]
"""Seconds of travel, by row of the senior."""

FILLING = 3_000.0
"""Seconds of travel that are driven to visit somebody who is not due yet, one rank more
urgent: dearer than any detour, and far cheaper than to leave out whoever is due."""


def due_first(peer: Peer, ahead_days: int, seed: int, seconds: float) -> Planner:
    """Return who plans each day by itself.

    Parameters
    ----------
    ahead_days
        Whoever falls due within so many days fills up the routes; 0 nobody.
    seconds
        Of routing, each day.
    """
    route, version = peer.router(), peer.version or ""

    def plan(today: Problem, _before: Plan | None) -> Plan:
        day = today.replace(days=1)
        due, ahead = _worth(day, ahead_days)
        task = to_task(day, due)
        started = time.perf_counter()
        routes = route(task, seconds / 2 if ahead else seconds, seed)
        if ahead:
            task = to_task(day, {**due, **ahead})
            routes = route(task, seconds / 2, seed, begin=routes)
        took = time.perf_counter() - started
        return to_plan(
            task, routes, Made(f"due first, {peer.title}", version, took, seed)
        )

    return plan


def _worth(day: Problem, ahead_days: int) -> tuple[Worth, Worth]:
    """Return whom to visit, by row, and what it is worth: the due, then the others."""
    due, ahead = urgency(day, 0), urgency(day, ahead_days)
    filling = np.where(due > 0, 0.0, ahead * FILLING)
    return _rows(due * WORTH), _rows(filling)


def _rows(worth: NDArray[np.float64]) -> Worth:
    return {int(row): round(worth[row]) for row in np.flatnonzero(worth)}
