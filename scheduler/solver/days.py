"""On which days: a linear programme over the whole horizon.

``x[senior, day]`` says how much of a visit falls on a day. In every run of
``interval`` days that ends on or after the due date there is a visit, or else one day
late; so the sum of what is missing is the days late exactly. The visits of each day
must fit into the shifts: they flow from *types* (seniors whom the same shifts can
serve) to shifts, and no shift is given more minutes than it has, no carer more visits
a day or minutes a week than they may make.

With the shortest way to each home and whole shifts this is a relaxation of the
planning problem: what it cannot avoid nobody can. With an honest guess of the travel
it says on which days to begin the search.
"""

import numpy as np
from numpy.typing import NDArray
from ortools.util.python.solve_interrupter import SolveInterrupter

from scheduler.solver.days_programme import DaysProgramme
from scheduler.solver.first_days import first_days
from scheduler.solver.kernel.instance import Instance

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

USABLE = 0.95
"""Part of a shift that a plan can fill, beside the travel that is allowed for."""


def least_late_cost(
    instance: Instance,
    urgencies: int,
    seconds: float,
    interrupter: SolveInterrupter | None = None,
) -> float | None:
    """Return a cost of days late that no plan can go below, or None if out of time.

    Only seniors of the first so many urgencies are looked at, with the shortest way
    to each home: to leave others out, or to travel faster, makes nobody later.
    """
    shown = instance.urgency < urgencies
    model = DaysProgramme(instance, least_load(instance), shown)
    model.price_late_days(instance.late)
    answer = model.programme.solve_relaxed(seconds, interrupter, first_days(model))
    return answer.objective if answer.optimal else None


def least_load(instance: Instance) -> Floats:
    """Return the seconds that a visit takes at least, by senior: no way is shorter."""
    legs = instance.travel.min(axis=0).astype(float)
    np.fill_diagonal(legs, np.inf)
    shortest = legs.min(axis=0)[: instance.seniors]
    return np.asarray(instance.service + shortest, np.float64)


def usual_load(instance: Instance, travel_guess: float) -> Floats:
    """Return the seconds of shift that a visit usually takes, by senior."""
    return np.asarray((instance.service + travel_guess) / USABLE, np.float64)


def choose_days(
    instance: Instance,
    travel_guess: float,
    seconds: float,
    interrupter: SolveInterrupter | None = None,
) -> Bools | None:
    """Return on which days to visit whom, shape (seniors, days); None if out of time.

    Parameters
    ----------
    travel_guess
        Seconds of travel that a visit is taken to cost.
    """
    costs = _cost_of_days(instance, travel_guess)
    load = usual_load(instance, travel_guess)
    model = DaysProgramme(instance, load, visit_costs=costs)
    model.price_late_days(instance.late)
    begin = first_days(model)
    values = model.programme.solve_relaxed(seconds, interrupter, begin).values
    return None if values is None else np.append(values, 0.0)[model.visits] > 0.5


def _cost_of_days(instance: Instance, travel_guess: float) -> Floats:
    """Return what a visit is taken to cost, by senior and day: earlier costs more."""
    days = np.arange(instance.days)
    unused = np.maximum(0, instance.due[:, None] - days) * instance.early[:, None]
    return np.asarray(travel_guess + unused, np.float64)
