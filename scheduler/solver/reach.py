"""Which shifts could reach whom, and how much of each shift there is to use."""

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.arrays import NO_LIMIT
from scheduler.solver.kernel.instance import NOT_QUALIFIED, QUALIFIED, Instance

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def fits_of(instance: Instance) -> Bools:
    """Return whether a vehicle could visit a senior and be home in time."""
    seniors = np.arange(instance.seniors)[:, None]
    out = _shortest_ways(instance, instance.travel)[: instance.seniors]
    home = _shortest_ways(instance, instance.travel_to)[: instance.seniors]
    first = instance.vehicle_start + out
    last = instance.vehicle_end - home - instance.service[:, None]
    fits = np.zeros((instance.seniors, instance.vehicles), bool)
    for window in range(instance.opens.shape[1]):
        opens = instance.opens[:, window, None]
        closes = instance.closes[:, window, None]
        fits |= np.maximum(first, opens) <= np.minimum(last, closes)
    enough = np.where(instance.carers_needed == 1, QUALIFIED, NOT_QUALIFIED + 1)
    carer = instance.vehicle_carer[None, :]
    return fits & (instance.qualified[seniors, carer] >= enough[:, None])


def _shortest_ways(instance: Instance, legs: NDArray[np.int32]) -> Ints:
    """Return the seconds from each vehicle's base to each place, by any detour.

    Shape (places, vehicles). With the transposed table: the seconds home.
    """
    posts = np.column_stack([instance.vehicle_profile, instance.vehicle_base])
    unique, post = np.unique(posts, axis=0, return_inverse=True)
    ways = legs[unique[:, 0], unique[:, 1]].astype(np.int64)
    for number, (profile, _) in enumerate(unique):
        while True:
            shorter = (ways[number][:, None] + legs[profile]).min(axis=0)
            if (shorter >= ways[number]).all():
                break
            ways[number] = np.minimum(ways[number], shorter)
    return np.asarray(ways[post.ravel()].T)


def room_of(instance: Instance, fits: Bools, load: Floats) -> Floats:
    """Return the seconds of each shift between its first and last possible visit.

    The way to the first visit may be travelled before, so it is added.
    """
    opens = np.where(instance.closes >= 0, instance.opens, NO_LIMIT).min(axis=1)
    closes = instance.closes.max(axis=1) + instance.service
    first = np.where(fits, opens[:, None], NO_LIMIT).min(axis=0, initial=NO_LIMIT)
    last = np.where(fits, closes[:, None], 0).max(axis=0, initial=0)
    way = np.where(fits, (load - instance.service)[:, None], 0.0).max(axis=0, initial=0)
    span = np.minimum(last, instance.vehicle_end) - np.maximum(
        first, instance.vehicle_start
    )
    shift = instance.vehicle_end - instance.vehicle_start
    room: Floats = np.maximum(0.0, np.minimum(shift, span + way))
    return room
