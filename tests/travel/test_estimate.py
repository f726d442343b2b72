"""The built-in estimate, sentence by sentence of the contract, by hand."""

from typing import Any

import numpy as np
import pytest
from builders import carer, senior

from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy, TravelRules
from scheduler.domain.travel import TravelTimes
from scheduler.errors import InputError
from scheduler.travel.estimate import estimate

OFFICE_LAT = 31.99
DEGREES_A_METRE = 1 / 111_195.0802
"""Of latitude, on a sphere of 6,371,008.8 m."""


def home(senior_id: str, north: float = 0, **fields: Any) -> Senior:
    """Return a senior so many metres north of the office, in a building of their own.

    On the ground floor of a house without a lift, unless told otherwise.
    """
    defaults = {"building": senior_id, "lift": False}
    place = {"lat": OFFICE_LAT + north * DEGREES_A_METRE, "lon": 118.77}
    return senior(senior_id, **(defaults | place | fields))


def times(*people: Senior | Carer, policy: Policy | None = None) -> TravelTimes:
    """Return the estimate for these people; a social worker walks if no carer does."""
    seniors = [person for person in people if isinstance(person, Senior)]
    carers = [person for person in people if isinstance(person, Carer)] or [carer()]
    return estimate(policy or Policy(), seniors, carers)


def leg(*people: Senior | Carer) -> int:
    """Return the seconds from the first to the second senior."""
    return int(times(*people).seconds[0, 0, 1])


WAYS = [
    # 99.9 m straight are 1.26 x 99.9 + 21 = 146.87 m of streets
    ({"mode": "walk"}, 123),  # 146.87 / 1.2 = 122.4
    ({"mode": "walk", "role": "volunteer"}, 147),  # 146.87 / 1.0
    ({"mode": "walk", "role": "police"}, 123),
    ({"mode": "bike"}, 105),  # 146.87 / (12 / 3.6) + 60 = 104.1
    ({"mode": "ebike"}, 105),
    ({"mode": "ebike", "role": "volunteer"}, 105),
    ({"mode": "car"}, 207),  # 146.87 / (20 / 3.6) + 180 = 206.4
]


@pytest.mark.parametrize(("fields", "seconds"), WAYS)
def test_each_way_of_travelling_has_its_speed_and_stop(
    fields: dict[str, str], seconds: int
) -> None:
    """99.9 m between two ground floors take what the contract's speeds say."""
    assert leg(home("S1"), home("S2", 99.9), carer(**fields)) == seconds


def test_the_same_home_is_no_way_at_all() -> None:
    """From a home to itself it takes nothing, not even the corridor."""
    table = times(home("S1", floor=9), home("S2", 100), carer(mode="car")).seconds
    assert (np.diagonal(table[0]) == 0).all()


@pytest.mark.parametrize(("metres", "seconds"), [(0, 0), (24.9, 0), (25.1, 44)])
def test_near_entrances_of_one_building_are_one_place(
    metres: float, seconds: int
) -> None:
    """Up to 25 m there is no way between them, nor the 21 m; beyond it all counts."""
    # one floor of one unit would be 10 s, so the second lives in another unit: 30 s;
    # 25.1 m: (1.26 x 25.1 + 21) / 1.2 = 43.86
    expected = 30 + seconds if seconds == 0 else seconds
    one, two = home("S1", building="8", unit="1"), home("S2", metres, building="8")
    assert leg(one, two.replace(unit="2")) == expected


def test_near_entrances_of_two_buildings_are_two_places() -> None:
    """The 21 m are owed between two buildings, however near."""
    assert leg(home("S1"), home("S2")) == 18  # 21 / 1.2 = 17.5


def test_a_far_building_of_the_same_name_is_another_building() -> None:
    """Building 8 a kilometre off is reached by e-bike, with parking."""
    # (1260 + 21) / (12 / 3.6) + 60 = 444.3
    pair = home("S1", building="8"), home("S2", 1000, building="8")
    assert leg(*pair, carer(mode="ebike")) == 445


def test_no_parking_within_one_building() -> None:
    """An e-bike rider walks from one unit to another of the same building."""
    pair = home("S1", building="8", unit="1"), home("S2", building="8", unit="2")
    assert leg(*pair, carer(mode="ebike")) == 30


FLOORS = [
    # lift, floor left, floor entered, in another building 21 m (17.5 s) off
    (False, 1, 1, 18),
    (False, 1, 3, 44),  # 17.5 + 2 x 13
    (False, 3, 1, 38),  # 17.5 + 2 x 10
    (False, 4, 3, 74),  # 17.5 + 3 x 10 + 2 x 13
    (True, 1, 1, 18),
    (True, 1, 11, 93),  # 17.5 + 55 + 10 x 2
    (True, 11, 1, 93),
    (True, 11, 2, 150),  # 17.5 + 55 + 10 x 2 + 55 + 2
    (False, 1, -1, 28),  # a basement: one floor down, 10
    (False, -1, 1, 31),  # and 13 up
]


@pytest.mark.parametrize(("lift", "left", "entered", "seconds"), FLOORS)
def test_down_from_the_floor_left_and_up_to_the_floor_entered(
    lift: bool, left: int, entered: int, seconds: int
) -> None:
    """Between buildings both staircases or lifts count, the ground floor is free."""
    one, two = home("S1", floor=left, lift=lift), home("S2", floor=entered, lift=lift)
    assert leg(one, two) == seconds


def test_each_house_has_its_own_lift_or_stairs() -> None:
    """Down the stairs of the one, up the lift of the other."""
    one, two = home("S1", floor=3), home("S2", floor=11, lift=True)
    assert leg(one, two) == 113  # 2 x 10 + 17.5 + 55 + 10 x 2
    assert leg(two.replace(senior_id="S0"), one) == 119  # 75 + 17.5 + 2 x 13


def test_another_unit_is_reached_over_the_ground_floor() -> None:
    """Down, 30 s across, up: 55 + 20 + 30 + 55 + 8."""
    pair = [
        home("S1", building="8", unit="1", floor=11, lift=True),
        home("S2", building="8", unit="2", floor=5, lift=True),
    ]
    assert leg(*pair) == 168


WITHIN = [
    (False, 2, 5, 39),  # 3 x 13
    (False, 5, 2, 30),  # 3 x 10
    (True, 2, 5, 61),  # 55 + 3 x 2: the lift, though the stairs would be quicker
    (True, 20, 3, 89),  # 55 + 17 x 2
    (True, 7, 7, 10),
    (False, 3, 3, 10),
    (False, 1, 1, 10),
]


@pytest.mark.parametrize(("lift", "left", "entered", "seconds"), WITHIN)
def test_within_one_unit_only_the_floors_between_count(
    lift: bool, left: int, entered: int, seconds: int
) -> None:
    """Stairs or lift between the two floors; 10 s along a corridor."""
    one = home("S1", building="8", unit="1", floor=left, lift=lift)
    two = home("S2", building="8", unit="1", floor=entered, lift=lift)
    assert leg(one, two) == seconds


def test_an_unknown_lift_is_judged_from_the_building() -> None:
    """Floor 7 of a neighbour gives the building a lift; floor 6 does not."""
    pair = home("S1"), home("S2", floor=3, building="8", lift=None)
    assert leg(*pair) == 44  # 17.5 + 2 x 13
    assert leg(*pair, home("S3", floor=6, building="8")) == 44
    assert leg(*pair, home("S3", floor=7, building="8")) == 77  # 17.5 + 55 + 2 x 2


def test_a_no_stands_against_the_building() -> None:
    """A lift denied by the senior's row is no lift, whatever the neighbours have."""
    pair = home("S1"), home("S2", floor=3, building="8", lift=False)
    assert leg(*pair, home("S3", floor=7, building="8")) == 44


def test_the_way_out_parks_at_the_home_and_the_way_back_does_not() -> None:
    """A stop is a visit: 60 s when the e-bike reaches a home, none at the office."""
    legs = times(home("S1", 100, floor=3), carer(mode="ebike")).legs("C1", ["S1"])
    assert legs == [131, 65]  # 44.1 + 60 + 26; 20 + 44.1


def test_a_home_beside_the_office_is_no_way_off() -> None:
    """Within 25 m of its base a carer neither walks nor parks, but climbs."""
    legs = times(home("S1", 20, floor=3), carer(mode="ebike")).legs("C1", ["S1"])
    assert legs == [26, 20]


def test_carers_start_at_their_own_place_or_the_office() -> None:
    """One base for the office, one for each carer with coordinates."""
    north = OFFICE_LAT + 200 * DEGREES_A_METRE
    own = carer("C2", lat=north, lon=118.77)
    travel = times(home("S1", 100), carer("C1"), own, carer("C0"))
    assert travel.base_ids == ("office", "C2")
    assert travel.carer_base == {"C0": "office", "C1": "office", "C2": "C2"}
    assert travel.legs("C1", ["S1"]) == travel.legs("C2", ["S1"]) == [123, 123]


def test_only_profiles_in_use_are_computed_and_shared() -> None:
    """Five carers of two paces and one e-bike need three tables."""
    roles = ["social_worker", "helper", "police", "volunteer"]
    walkers = [carer(f"C{i}", role=role) for i, role in enumerate(roles)]
    travel = times(home("S1"), *walkers, carer("C9", mode="ebike"))
    assert travel.seconds.shape[0] == 3
    profile = travel.carer_profile
    assert profile["C0"] == profile["C1"] == profile["C2"] != profile["C3"]


def test_seniors_stand_in_the_order_of_ids() -> None:
    """The order in the file does not matter."""
    assert times(home("S2"), home("S10"), home("S1")).senior_ids == ("S1", "S10", "S2")


def test_the_policy_changes_every_constant() -> None:
    """A community that knows better gets its own numbers."""
    rules = TravelRules(detour_factor=1, detour_metres=0, walk_metres_per_second=2)
    travel = times(home("S1"), home("S2", 99.9), policy=Policy(travel=rules))
    assert travel.seconds[0, 0, 1] == 50  # 49.95


def test_float_noise_does_not_cost_a_second() -> None:
    """Ten floors of 1.1 s are 11 s, not the 12 that 11.000000000000002 rounds to."""
    rules = TravelRules(stairs_up_seconds=1.1)
    pair = home("S1", building="8"), home("S2", building="8", floor=11)
    travel = times(*pair, policy=Policy(travel=rules))
    assert travel.seconds[0, 0, 1] == 11


def test_seniors_without_coordinates_are_all_named() -> None:
    """The estimate refuses, and says for whom."""
    with pytest.raises(InputError) as error:
        times(home("S1"), home("S2", lat=None), home("S3", lon=None))
    assert [finding.says.en.split()[1] for finding in error.value.findings] == [
        "S2",
        "S3",
    ]


def test_an_empty_community_has_bases_only() -> None:
    """Nobody to visit is no error here."""
    assert times().seconds.shape == (1, 1, 1)
