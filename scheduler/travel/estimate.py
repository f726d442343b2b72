"""The built-in estimate: travel times from coordinates, buildings and floors.

Two homes are in one building if the buildings bear one name *and* their entrances are
near each other (`TravelRules.same_building_metres`): a name that comes back at the
other end of the community is another building. A base is outside every building.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy, TravelRules
from scheduler.domain.travel import TravelTimes
from scheduler.errors import Finding, InputError, Text
from scheduler.travel.places import Places, places_of
from scheduler.travel.profiles import (
    Profile,
    base_ids,
    carer_bases,
    profiles_in_use,
)

FLOAT_NOISE = 1e-9
"""Seconds by which a sum of whole seconds may lie above itself."""


def estimate(
    policy: Policy, seniors: Sequence[Senior], carers: Sequence[Carer]
) -> TravelTimes:
    """Return estimated travel times between all homes and bases, rounded up.

    Each leg is the way between two entrances at the carer's pace, the time lost at a
    stop in another building (not on the way back to the base, which is no stop), and
    the floors. In a building with a lift the lift is taken, however few the floors.

    Raises
    ------
    InputError
        If a senior has no coordinates; it names them all.
    """
    _all_have_coordinates(seniors)
    in_order = sorted(seniors, key=lambda senior: senior.senior_id)
    places = places_of(policy.community.office, in_order, carers)
    profiles, carer_profile = profiles_in_use(policy.travel, carers)
    return TravelTimes(
        senior_ids=tuple(senior.senior_id for senior in in_order),
        base_ids=base_ids(carers),
        seconds=_seconds(policy.travel, places, profiles),
        carer_profile=carer_profile,
        carer_base=carer_bases(carers),
    )


def _all_have_coordinates(seniors: Sequence[Senior]) -> None:
    lost = [s.senior_id for s in seniors if s.lat is None or s.lon is None]
    if lost:
        raise InputError([_without_coordinates(senior_id) for senior_id in lost])


def _without_coordinates(senior_id: str) -> Finding:
    return Finding(
        file="seniors.csv",
        column="lat",
        says=Text(
            zh=f"老人 {senior_id} 没有经纬度：请填写，或提供 travel.csv",
            en=f"senior {senior_id} has no coordinates: fill in lat and lon, "
            "or give a travel.csv",
        ),
    )


def _seconds(
    rules: TravelRules, places: Places, profiles: Sequence[Profile]
) -> NDArray[np.int32]:
    """Return whole seconds, shape (profiles, places, places), row = from."""
    metres = places.metres()
    near = metres <= rules.same_building_metres
    one_building = near & (places.building[:, None] == places.building)
    one_unit = one_building & (places.unit[:, None] == places.unit)
    at_a_base = places.is_base[:, None] | places.is_base
    on_the_way = ~(one_building | (near & at_a_base))
    fixed = _floor_seconds(rules, places, one_unit)
    fixed += rules.between_units_seconds * (one_building & ~one_unit)
    network = (rules.detour_factor * metres + rules.detour_metres) * on_the_way
    stops = on_the_way & ~places.is_base
    table = np.empty((len(profiles), *metres.shape), dtype=np.int32)
    for layer, (mode, speed) in zip(table, profiles, strict=True):
        seconds = fixed + network / speed + stops * rules.stop_seconds(mode)
        layer[:] = np.ceil(seconds - FLOAT_NOISE)
        np.fill_diagonal(layer, 0)
    return table


def _floor_seconds(
    rules: TravelRules, places: Places, one_unit: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the seconds spent inside the two buildings, shape (places, places)."""
    level, lift = places.level, places.lift
    ground = np.zeros_like(level)
    out = _climb(rules, level, ground, lift)
    into = _climb(rules, ground, level, lift)
    lift_for_both = lift[:, None] & lift
    inside = _climb(rules, level[:, None], level, lift_for_both)
    inside[level[:, None] == level] = rules.corridor_seconds
    seconds: NDArray[np.float64] = np.where(one_unit, inside, out[:, None] + into)
    return seconds


def _climb(
    rules: TravelRules,
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    lift: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Return the seconds from one level to another by lift or stairs, 0 for none."""
    floors = end - start
    up, down = np.maximum(floors, 0), np.maximum(-floors, 0)
    stairs = rules.stairs_up_seconds * up + rules.stairs_down_seconds * down
    ride = rules.lift_floor_seconds * (up + down)
    ride += rules.lift_wait_seconds + rules.lift_door_seconds
    seconds: NDArray[np.float64] = np.where(lift & (floors != 0), ride, stairs)
    return seconds
