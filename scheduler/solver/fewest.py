"""How few visits a plan can make that is no later than another."""

from collections.abc import Mapping
from math import ceil
from typing import NamedTuple

import numpy as np
from ortools.util.python.solve_interrupter import SolveInterrupter

from scheduler.domain.words import Tag
from scheduler.solver.arrays import TAGS
from scheduler.solver.days import least_load
from scheduler.solver.days_programme import DaysProgramme
from scheduler.solver.first_days import first_days
from scheduler.solver.kernel.instance import Instance

ROUNDING = 1e-6
"""A proof this much above a whole number claims no more than that number."""


class FewestVisits(NamedTuple):
    """What no plan goes below, whatever its days late.

    Attributes
    ----------
    visits
        Of a plan without any day late.
    saved
        What one more day late of each tag saves at most, in visits.
    """

    visits: float
    saved: Mapping[Tag, float]

    def beside(self, late_days: Mapping[Tag, int]) -> int:
        """Return the fewest visits of any plan that has no more days late than these.

        Parameters
        ----------
        late_days
            By tag, as the referee counts them.
        """
        saved = sum(self.saved[tag] * late_days[tag] for tag in Tag)
        return max(0, ceil(self.visits - saved - ROUNDING))


def fewest_visits(
    instance: Instance,
    late_days: Mapping[Tag, int],
    seconds: float,
    interrupter: SolveInterrupter | None = None,
) -> FewestVisits | None:
    """Return what no plan goes below, None if out of time.

    The days' programme with the shortest way to each home: visits are all it counts,
    and days late are limited. By weak duality the limits' prices then hold for every
    plan; nearest the truth for one with just so many days late.

    Parameters
    ----------
    late_days
        The most that there may be, by tag.
    """
    one = np.ones((instance.seniors, instance.days))
    model = DaysProgramme(instance, least_load(instance), visit_costs=one)
    late = model.price_late_days(np.zeros(instance.seniors))
    inherited = inherited_late_days(instance)
    senior, _ = np.nonzero(model.late >= 0)
    limits = model.programme.add_rows(
        instance.urgency[senior],
        late,
        1.0,
        np.full(len(TAGS), -np.inf),
        np.array([late_days[tag] - inherited[tag] for tag in TAGS], float),
    )
    answer = model.programme.solve_relaxed(seconds, interrupter, first_days(model))
    if answer.duals is None:
        return None
    prices = np.maximum(0.0, -answer.duals[limits]).tolist()
    saved = dict(zip(TAGS, prices, strict=True))
    least = model.programme.proved(answer.duals)
    return FewestVisits(least + sum(saved[tag] * late_days[tag] for tag in TAGS), saved)


def inherited_late_days(instance: Instance) -> Mapping[Tag, int]:
    """Return the days late before the first day by tag, which no programme counts."""
    before = np.maximum(0, -instance.due)
    return {tag: int(before[instance.urgency == k].sum()) for k, tag in enumerate(TAGS)}
