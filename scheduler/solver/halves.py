"""Two threads, one plan: each searches its half of the days, the other half frozen.

The cut moves from round to round. The gap between a senior's last visit before the cut
and the first one after it belongs to one of the two threads; the visit on the other
side is locked. So whatever the threads do, their halves fit together.
"""

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.state import State, empty_state

Bytes = NDArray[np.int8]
Ints = NDArray[np.int64]

CUTS = (0.5, 0.29, 0.71, 0.43, 0.64, 0.36, 0.79, 0.21)
"""Where the cut lies, as a part of the days, round after round."""


def cut_of(days: int, turn: int) -> int:
    """Return the first day of the second half, from 1 to days - 1."""
    return int(np.clip(round(days * CUTS[turn % len(CUTS)]), 1, days - 1))


def open_halves(
    state: State, cut: int, seed: int, open_days: Bytes
) -> tuple[Bytes, Bytes]:
    """Return the days that each of the two threads may touch, shape (seniors, days)."""
    seniors, days = state.fixed.shape
    visited = state.visit[:, :, 0] >= 0
    day = np.arange(days)
    last_before = np.where(visited & (day < cut), day, -1).max(axis=1)
    first_after = np.where(visited & (day >= cut), day, days).min(axis=1)
    mine = np.random.default_rng(seed).random(seniors) < 0.5
    until = np.where(mine, cut, np.maximum(last_before, 0))
    since = np.where(mine, np.minimum(first_after + 1, days), cut)
    first = (day < until[:, None]) & (open_days == 1)
    second = (day >= since[:, None]) & (open_days == 1)
    return first.astype(np.int8), second.astype(np.int8)


def with_shares_of_the_week(
    instance: Instance, state: State, cut: int, seed: int
) -> tuple[Instance, Instance]:
    """Return the instance twice; together they may use what the limits of a week leave.

    Only the week that the cut divides is shared, and only where the shifts on both
    sides could use more than is left. One thread then gets all of it, or each half:
    half of it may be too little for any visit.
    """
    week = instance.week[cut]
    if instance.week[cut - 1] != week:
        return instance, instance
    left = np.maximum(0, instance.max_work[:, week] - state.week_work[:, week])
    before, after = _unused(instance, state, cut)
    halves = np.random.default_rng(seed).integers(0, 2, len(left), endpoint=True)
    first = np.maximum(np.minimum(left * halves // 2, before), left - after)
    return _limited(instance, week, left - first), _limited(instance, week, first)


def _unused(instance: Instance, state: State, cut: int) -> tuple[Ints, Ints]:
    """Return by carer the shifts' unused seconds of the cut's week, on either side."""
    unused = instance.vehicle_end - instance.vehicle_start - state.work
    same_week = instance.week[instance.vehicle_day] == instance.week[cut]
    early = instance.vehicle_day < cut
    sides = []
    for side in (same_week & early, same_week & ~early):
        seconds = np.zeros(len(instance.max_work), np.int64)
        np.add.at(seconds, instance.vehicle_carer[side], unused[side])
        sides.append(seconds)
    return sides[0], sides[1]


def _limited(instance: Instance, week: int, less: Ints) -> Instance:
    limits = instance.max_work.copy()
    limits[:, week] -= less
    return instance._replace(max_work=limits)


def merged(instance: Instance, first: State, second: State, cut: int) -> State:
    """Return the state with the first's days before the cut and the second's after.

    Its work is right; its times and costs are still to be worked out, as of every
    state that the search is given.
    """
    state = empty_state(instance)
    split = int(instance.first_vehicle[cut])
    for mine, theirs in ((first, slice(None, split)), (second, slice(split, None))):
        state.route[theirs] = mine.route[theirs]
        state.length[theirs] = mine.length[theirs]
        state.work[theirs] = mine.work[theirs]
    state.visit[:, :cut] = first.visit[:, :cut]
    state.visit[:, cut:] = second.visit[:, cut:]
    state.fixed[:, :cut] = first.fixed[:, :cut]
    state.fixed[:, cut:] = second.fixed[:, cut:]
    state.follow[:, :cut] = first.follow[:, :cut]
    state.follow[:, cut:] = second.follow[:, cut:]
    carer, day = instance.vehicle_carer, instance.vehicle_day
    np.add.at(state.made, (carer, day), state.length)
    np.add.at(state.week_work, (carer, instance.week[day]), state.work)
    np.add.at(state.carer_work, carer, state.work)
    return state
