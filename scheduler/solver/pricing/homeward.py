"""What coming home costs at least, from each senior at each time.

Worked out backwards, as if all times were rounded down to steps, and only the last
senior remembered.
"""

import numpy as np

from scheduler.solver.kernel.compiled import compiled, inlined, whole
from scheduler.solver.pricing.labels import Pricing

NONE = whole(-1)


@compiled
def come_home(pricing: Pricing) -> None:
    """Fill the index with what coming home costs at least."""
    index, kind = pricing.places, pricing.kind
    start, end, base = kind.span[0], kind.span[1], kind.span[2]
    for back in range(index.home.shape[1] - 1, -1, -1):
        if pricing.brake[0] == 1:
            return
        ready = start + (back << kind.span[3])
        for here in kind.members:
            direct = kind.legs[here, base]
            least = pricing.weight * direct if ready + direct <= end else np.inf
            other, following = np.inf, NONE
            for there in kind.members:
                if there == here:
                    continue
                cost = _way_on(pricing, here, there, ready)
                if cost < least:
                    least, other, following = cost, least, there
                elif cost < other:
                    other = cost
            index.home[here, back] = least
            index.second[here, back] = other
            index.following[here, back] = following


@inlined
def _way_on(pricing: Pricing, here: int, there: int, ready: int) -> float:
    """Return what coming home costs at least if the other senior is next."""
    done = visit_done(pricing, here, there, ready)
    if done > pricing.kind.span[1]:
        return np.inf
    leg = pricing.weight * pricing.kind.legs[here, there]
    return leg - pricing.pays[there] + least_home(pricing, here, there, done)


@inlined
def least_home(pricing: Pricing, before: int, here: int, ready: int) -> float:
    """Return the least cost of coming home, not by way of the senior before."""
    index, span = pricing.places, pricing.kind.span
    step = (ready - span[0]) >> span[3]
    remembered = pricing.day.slot[here, before] >= 0
    if remembered and index.following[here, step] == before:
        return index.second[here, step]
    return index.home[here, step]


@inlined
def visit_done(pricing: Pricing, here: int, there: int, ready: int) -> int:
    """Return when the next visit is over; after the shift if it cannot be made."""
    day = pricing.day
    time = ready + pricing.kind.legs[here, there]
    for k in range(day.windows[there]):
        if time <= day.closes[there, k]:
            return max(time, day.opens[there, k]) + day.service[there]
    return pricing.kind.span[1] + 1
