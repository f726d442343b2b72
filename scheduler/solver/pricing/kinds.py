"""The vehicles of a day by what they can drive, and what visits cost by whom."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.arrays import NO_LIMIT
from scheduler.solver.kernel.instance import NOT_QUALIFIED, Instance
from scheduler.solver.pricing.labels import Day, Floats2, Kind

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

REMEMBERED = 5
"""How many seniors a route remembers at each, to begin with."""

STEP = 256
"""Most seconds between two times at which the cost of coming home is worked out."""

MOST_GROUPS = 60
"""As many as there are bits to tell them apart."""


class Fleet(NamedTuple):
    """All vehicles of one day.

    Attributes
    ----------
    kinds
        The arrays of the search for each.
    groups
        For each kind the numbers of its groups, in the order of their bits.
    group_of
        Of each vehicle.
    size
        How many vehicles each group has.
    extra
        What a visit costs beside its travel because of who makes it, by group and
        senior.
    carer
        Of each group whose carer's visits are limited; -1 of all others.
    """

    kinds: tuple[Kind, ...]
    groups: tuple[Ints, ...]
    group_of: Ints
    size: Ints
    extra: Floats2
    carer: Ints


def fleet_of(instance: Instance) -> Fleet:
    """Return the vehicles of a one-day instance, those alike together."""
    extra = _extra(instance)
    carer = np.where(instance.max_visits[:, 0] < NO_LIMIT, np.arange(len(extra)), -1)
    kind_of, firsts = _numbered(
        [
            (*_drive(instance, vehicle), int(carer[c]), extra[c].tobytes())
            for vehicle, c in enumerate(instance.vehicle_carer)
        ]
    )
    fits = _fits(instance)
    group_of, members = _numbered(
        [(k, row.tobytes()) for k, row in zip(kind_of, fits, strict=True)]
    )
    parts = [
        part
        for k in range(len(firsts))
        for part in _parts(np.nonzero(np.array(kind_of)[members] == k)[0])
    ]
    return Fleet(
        kinds=tuple(_kind(instance, fits[members], part, members) for part in parts),
        groups=tuple(parts),
        group_of=np.array(group_of, np.int64),
        size=np.bincount(group_of, minlength=len(members)),
        extra=extra[instance.vehicle_carer[members]],
        carer=carer[instance.vehicle_carer[members]],
    )


def nearest(instance: Instance) -> Bools:
    """Return whom a route remembers where at first, shape (where, whom)."""
    remembers = np.zeros((instance.seniors, instance.seniors), bool)
    np.put_along_axis(remembers, instance.near[:, :REMEMBERED], True, axis=1)
    return remembers


def day_of(instance: Instance, remembers: Bools) -> Day:
    """Return the day's seniors; each route remembers at one senior some others."""
    slot = np.where(remembers, np.cumsum(remembers, axis=1) - 1, -1).astype(np.int8)
    memory = np.full((len(slot), int(slot.max(initial=0)) + 1), -1)
    here, whom = np.nonzero(remembers)
    memory[here, slot[here, whom]] = whom
    return Day(
        service=instance.service,
        opens=instance.opens,
        closes=instance.closes,
        windows=instance.windows,
        slot=slot,
        carried=np.ascontiguousarray(slot[:, memory].transpose(1, 0, 2)),
    )


def _drive(instance: Instance, vehicle: int) -> tuple[int, int, int, int]:
    return (
        int(instance.vehicle_start[vehicle]),
        int(instance.vehicle_end[vehicle]),
        int(instance.vehicle_base[vehicle]),
        int(instance.vehicle_profile[vehicle]),
    )


def _extra(instance: Instance) -> Floats2:
    """Return what a visit costs because of who makes it, by carer and senior.

    Whether the second of two carers is preferred, no single route knows: it counts
    as if.
    """
    new = instance.met_until.T < 0
    alone = (instance.has_preference == 1) & (instance.carers_needed == 1)
    disliked = alone & (instance.preferred.T == 0)
    cost = instance.continuity_weight * new + instance.prefer_weight * disliked
    return np.asarray(cost, np.float64)


def _fits(instance: Instance) -> Bools:
    """Return whom each vehicle could visit first, shape (vehicles, seniors)."""
    able = instance.qualified.T[instance.vehicle_carer] != NOT_QUALIFIED
    able &= instance.first_ok <= 0
    return np.asarray(able & (instance.windows > 0))


def _numbered(keys: Sequence[Hashable]) -> tuple[list[int], list[int]]:
    """Return the number of each key, and where each number stands first."""
    numbers: dict[Hashable, int] = {}
    firsts = []
    for place, key in enumerate(keys):
        if key not in numbers:
            numbers[key] = len(numbers)
            firsts.append(place)
    return [numbers[key] for key in keys], firsts


def _parts(groups: Ints) -> list[Ints]:
    return [
        groups[first : first + MOST_GROUPS]
        for first in range(0, len(groups), MOST_GROUPS)
    ]


def _kind(
    instance: Instance, fits: Bools, groups: Ints, members: Sequence[int]
) -> Kind:
    start, end, base, profile = _drive(instance, members[int(groups[0])])
    bits = np.int64(1) << np.arange(len(groups), dtype=np.int64)
    allowed = bits @ fits[groups].astype(np.int64)
    visited = np.nonzero(allowed)[0]
    step = min(STEP, int(instance.service[visited].min(initial=STEP))).bit_length() - 1
    return Kind(
        legs=np.ascontiguousarray(instance.travel[profile], np.int64),
        members=visited,
        allowed=allowed,
        span=np.array([start, end, base, step], np.int64),
    )
