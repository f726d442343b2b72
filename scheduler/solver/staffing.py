"""How much additional work it takes that no more than so many days late arise.

The days' programme, in which some vehicles stand for carers who might be asked: they
have as much time as is paid for.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.days_programme import DaysProgramme
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.shortage import standing_days

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Asked(NamedTuple):
    """Additional work that might be asked for.

    Attributes
    ----------
    kind
        For each vehicle the kind of work it stands for, -1 if it is a shift that
        there is.
    prices
        Of a second of each kind.
    """

    kind: Ints
    prices: Floats


class Answered(NamedTuple):
    """What the programme says.

    Attributes
    ----------
    least
        The price that no plan goes below, proved.
    seconds
        Of each kind, in the cheapest solution.
    """

    least: float
    seconds: Floats


def fewest_late_days_with(
    instance: Instance, asked: Asked, load: Floats, seconds: float
) -> float | None:
    """Return the days late that arise even with all the work in the world.

    None if the programme was not solved in time.

    Parameters
    ----------
    load
        Seconds that a visit takes from a shift, by senior.
    """
    free = np.zeros(len(asked.prices))
    model = DaysProgramme(instance, load, hours_costs=free, hours_of=asked.kind)
    model.price_late_days(np.ones(instance.seniors))
    answer = model.programme.solve_relaxed(seconds)
    if answer.duals is None:
        return None
    return model.programme.proved(answer.duals) - _standing(instance)


def cheapest_work(
    instance: Instance, asked: Asked, load: Floats, late_days: float, seconds: float
) -> Answered | None:
    """Return the cheapest work with which no more than so many days late arise.

    None if there is none, or the programme was not solved in time.
    """
    model = DaysProgramme(instance, load, hours_costs=asked.prices, hours_of=asked.kind)
    late = model.price_late_days(np.zeros(instance.seniors))
    model.programme.add_rows(
        np.zeros(len(late), np.int64),
        late,
        1.0,
        np.array([-np.inf]),
        np.array([late_days + _standing(instance)]),
    )
    answer = model.programme.solve_relaxed(seconds)
    if answer.duals is None or answer.values is None:
        return None
    least = max(0.0, model.programme.proved(answer.duals))
    return Answered(least, np.maximum(0.0, answer.values[model.hours]))


def _standing(instance: Instance) -> int:
    return standing_days(instance, np.ones(instance.seniors, bool))
