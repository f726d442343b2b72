"""What a roster cannot do, proved: who must go late, and which shifts are short.

The days' programme again, with the shortest way to each home. Its least cost is worked
out anew from the duals, so that a solver's tolerance never turns into a claim.
"""

from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.days import least_load
from scheduler.solver.days_programme import DaysProgramme
from scheduler.solver.first_days import first_days
from scheduler.solver.kernel.instance import Instance

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDING = 1e-6
"""A proof this much above a whole number claims no more than that number."""


class Shortage(NamedTuple):
    """What no plan can better.

    Attributes
    ----------
    least
        Of what was asked for: seniors, or days late.
    shift_worth
        Days late that one more second of each vehicle's shift would avoid, at most;
        0 where the shift is not short.
    visit_worth
        The same of one more visit, by carer and day; only a daily limit is short.
    week_worth
        The same of one more second, by carer and week.
    """

    least: int
    shift_worth: Floats
    visit_worth: Floats
    week_worth: Floats


def fewest_late_seniors(
    instance: Instance, urgencies: int, days: int, seconds: float
) -> Shortage | None:
    """Return how many seniors must go late within so many days, or None out of time.

    Looked at are those of the first so many urgencies who could still be seen in time.
    """
    in_time = instance.first_ok <= instance.due
    shown = in_time & (instance.urgency < urgencies)
    model = DaysProgramme(instance, least_load(instance), shown)
    model.price_late_seniors(days)
    return _proved(model, seconds, already=0)


def fewest_late_days(
    instance: Instance, urgencies: int, seconds: float
) -> Shortage | None:
    """Return how many days late must arise, or None out of time.

    Days that stand before any visit can be made do not count. Looked at are seniors
    of the first so many urgencies.
    """
    shown = instance.urgency < urgencies
    model = DaysProgramme(instance, least_load(instance), shown)
    model.price_late_days(np.ones(instance.seniors))
    return _proved(model, seconds, already=standing_days(instance, shown))


def standing_days(instance: Instance, shown: NDArray[np.bool_]) -> int:
    """Return the days late in a programme that stand before any visit can be made."""
    before = np.maximum(0, -instance.due)
    return int((instance.unavoidable - before)[shown].sum())


def _proved(model: DaysProgramme, seconds: float, already: int) -> Shortage | None:
    answer = model.programme.solve_relaxed(seconds, begin=first_days(model))
    if answer.duals is None:
        return None
    least = ceil(model.programme.proved(answer.duals) - ROUNDING) - already
    worth = np.append(np.maximum(0.0, -answer.duals), 0.0)
    return Shortage(
        max(0, least),
        worth[model.shift_rows],
        worth[model.visit_rows],
        worth[model.week_rows],
    )


def without_anybody(instance: Instance) -> Ints:
    """Return the seniors who must go late because nobody who could come is on duty.

    However much time those on duty have; numbers in the order of the instance.
    """
    programme = DaysProgramme(instance, least_load(instance))
    possible = np.cumsum(programme.visits >= 0, axis=1)
    possible = np.column_stack([np.zeros(instance.seniors, int), possible])
    late = np.zeros(instance.seniors, bool)
    for end in range(instance.days):
        first = np.clip(end + 1 - instance.interval, 0, end)
        staffed: Ints = (
            possible[:, end + 1] - possible[np.arange(instance.seniors), first]
        )
        late |= (instance.due <= end) & (staffed == 0)
    late &= instance.first_ok <= instance.due
    return np.asarray(np.nonzero(late)[0])
