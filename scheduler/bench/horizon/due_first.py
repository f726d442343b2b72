"""The usual way with a rival as router: earliest due first, then the shortest routes.

Whoever is due today or was earlier is visited as far as there is room: the earlier due
the sooner, reds before oranges before greens of the same day.
"""

import time

from scheduler.bench.peers.peer import Peer
from scheduler.bench.task import to_task
from scheduler.bench.translation import Made, to_plan
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.simulate.baseline import WORTH, urgency
from scheduler.simulate.days import Planner


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
        ranks = urgency(day, ahead_days)
        worth = {row: round(rank * WORTH) for row, rank in enumerate(ranks) if rank > 0}
        task = to_task(day, worth)
        begin = time.perf_counter()
        routes = route(task, seconds, seed)
        took = time.perf_counter() - begin
        return to_plan(
            task, routes, Made(f"due first, {peer.title}", version, took, seed)
        )

    return plan
