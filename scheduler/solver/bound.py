"""What no plan can better: by the days' programme, and of one day by its routes."""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import NamedTuple

from ortools.util.python.solve_interrupter import SolveInterrupter

from scheduler.domain.words import Tag
from scheduler.solver.arrays import TAGS
from scheduler.solver.budget import Clock
from scheduler.solver.days import least_late_cost
from scheduler.solver.fewest import inherited_late_days
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.pricing.proof import Proof

TOLERANCE = 1e-4


class Bound(NamedTuple):
    """What no plan can better.

    Attributes
    ----------
    late_days
        No plan has fewer for red; none with so few for red has fewer for orange; and
        none with so few for both has fewer for green.
    cost
        In the policy's currency, seconds of travel.
    """

    late_days: Mapping[Tag, int]
    cost: float


def proved_bound(
    instance: Instance, seconds: float, interrupter: SolveInterrupter | None = None
) -> Bound | None:
    """Return what no plan can better, or None if it was not proved in time."""
    late_days = dict(inherited_late_days(instance))
    least = spent = inherited_cost = 0.0
    for urgency, tag in enumerate(TAGS):
        mine = instance.urgency == urgency
        weight = float(instance.late[mine].max(initial=0.0))
        inherited = late_days[tag]
        if weight == 0.0:
            continue
        found = least_late_cost(instance, urgency + 1, seconds, interrupter)
        if found is None:
            return None
        least = found
        days = max(0, ceil((least - spent) / weight - TOLERANCE))
        late_days[tag] += days
        spent += days * weight
        inherited_cost += inherited * weight
    return Bound(late_days, max(0.0, least - TOLERANCE) + inherited_cost)


def proved_day_bound(
    instance: Instance, routes: Iterable[tuple[int, tuple[int, ...]]], clock: Clock
) -> Bound | None:
    """Return what no plan of one day can better, as well as the clock lets it be known.

    None if not even the days late were proved in time.

    Parameters
    ----------
    routes
        Known ones, each a vehicle and its stops; the better the sooner it is done.
    clock
        What compiling takes is added to it.
    """
    started = clock.spent
    proof = Proof(instance, routes, clock)
    clock.prolong(clock.spent - started)
    bound = proved_bound(instance, clock.left, clock.interrupter)
    cost = proof.run()
    if bound is None or cost is None:
        return bound
    return bound._replace(cost=max(bound.cost, cost))
