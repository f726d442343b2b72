"""What a one-day plan costs beside its routes: seniors visited, and left out."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.arrays import NO_LIMIT
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.pricing.kinds import Fleet

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Costs(NamedTuple):
    """The rows of the day's programme, and what they cost.

    Attributes
    ----------
    always
        What every plan costs.
    left_out
        What it costs more to leave a senior out; below 0 where it costs less.
    carers_needed
        Of each senior.
    size
        How many vehicles each group has.
    most
        How many visits each carer may make who has a limit.
    row
        Of each group among these carers; -1 if it has no limit.
    whole
        Whether every cost is a whole number.
    """

    always: float
    left_out: Floats
    carers_needed: Ints
    size: Ints
    most: Floats
    row: Ints
    whole: bool


def costs_of(instance: Instance, fleet: Fleet) -> Costs:
    """Return the costs of a one-day instance; what only adds up later is left out.

    Left out are fairness and the moving of published stops: they cost, if anything.
    """
    visited = instance.late * np.maximum(0, -instance.due)
    visited = visited + instance.early * np.maximum(0, instance.due)
    visited = visited + instance.visit_weight
    never = instance.late * np.maximum(0, 1 - instance.due)
    limited = np.nonzero(instance.max_visits[:, 0] < NO_LIMIT)[0]
    row = np.full(len(instance.max_visits), -1)
    row[limited] = np.arange(len(limited))
    parts = (visited, never, fleet.extra, np.array([instance.travel_weight]))
    return Costs(
        always=float(visited.sum()),
        left_out=never - visited,
        carers_needed=instance.carers_needed,
        size=fleet.size,
        most=instance.max_visits[limited, 0].astype(float),
        row=np.where(fleet.carer >= 0, row[fleet.carer], -1),
        whole=all(bool((part == np.rint(part)).all()) for part in parts),
    )
