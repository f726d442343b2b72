"""What lateness no plan can avoid, by tag, proved by the days' programme."""

from collections.abc import Mapping
from math import ceil

from scheduler.domain.words import Tag
from scheduler.solver.arrays import TAGS
from scheduler.solver.days import least_late_cost
from scheduler.solver.kernel.instance import Instance

TOLERANCE = 1e-4


def late_bound(instance: Instance, seconds: float) -> Mapping[Tag, int] | None:
    """Return the least days late of each tag, or None if it was not proved in time.

    No plan has fewer for red; none with so few for red has fewer for orange; and none
    with so few for both has fewer for green.
    """
    bound: dict[Tag, int] = {}
    spent = 0.0
    for urgency, tag in enumerate(TAGS):
        mine = instance.urgency == urgency
        weight = float(instance.late[mine].max(initial=0.0))
        inherited = int(_inherited(instance, urgency))
        if weight == 0.0:
            bound[tag] = inherited
            continue
        least = least_late_cost(instance, urgency + 1, seconds)
        if least is None:
            return None
        days = max(0, ceil((least - spent) / weight - TOLERANCE))
        bound[tag] = days + inherited
        spent += days * weight
    return bound


def _inherited(instance: Instance, urgency: int) -> int:
    """Return the days late before the first day, which no programme counts."""
    overdue = (instance.due < 0) & (instance.urgency == urgency)
    return int(-instance.due[overdue].sum())
