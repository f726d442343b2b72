"""What a visit made early costs beyond the days that are planned."""

import numpy as np

from scheduler.solver.kernel.instance import Instance

WAY_SECONDS = 165.0
"""Travel of one visit in a good plan (measured on the study's estates)."""


def sparing(instance: Instance) -> Instance:
    """Return the instance in which an unused interval costs a visit, if anything.

    Every later visit comes sooner for it, and once the whole interval is used up one
    more has to be made, after the last planned day as a rule. The policy's own price,
    where it is higher, stays.
    """
    visit = (instance.service + WAY_SECONDS) * instance.carers_needed
    dearer = np.maximum(instance.early, visit / instance.interval)
    return instance._replace(early=np.where(instance.early > 0.0, dearer, 0.0))
