"""The travel table: its shape, its places, and the legs of a route."""

import numpy as np
import pytest

from scheduler.domain.travel import OFFICE, TravelTimes


def table(seconds=None, **changes):
    """Return the table of two homes and the office, seconds 10 x from + to."""
    places = np.arange(3)
    default = (10 * places[:, None] + places)[None].astype(np.int32)
    fields = {
        "senior_ids": ("S1", "S2"),
        "base_ids": (OFFICE,),
        "seconds": default if seconds is None else seconds,
        "carer_profile": {"C1": 0},
        "carer_base": {"C1": OFFICE},
    }
    return TravelTimes(**(fields | changes))


def test_legs_go_out_between_and_back():
    """Office (2) to S1 (0) to S2 (1) to the office: 20, 1, 12. Row = from."""
    assert table().legs("C1", ["S1", "S2"]) == [20, 1, 12]


def test_an_empty_route_has_no_legs():
    """Who visits nobody travels nowhere."""
    assert table().legs("C1", []) == []


def test_each_carer_travels_by_their_own_profile():
    """The second profile's seconds are read for its carer."""
    seconds = np.stack([np.full((3, 3), 5), np.full((3, 3), 7)]).astype(np.int32)
    both = table(
        seconds,
        carer_profile={"C1": 0, "C2": 1},
        carer_base={"C1": OFFICE, "C2": OFFICE},
    )
    assert both.legs("C1", ["S1"]) == [5, 5]
    assert both.legs("C2", ["S1"]) == [7, 7]


@pytest.mark.parametrize("shape", [(3, 3), (1, 2, 3), (1, 3, 2), (1, 4, 4), (1, 2, 2)])
def test_a_table_of_another_shape_is_refused(shape):
    """The refusal names the shape found and the one needed."""
    with pytest.raises(ValueError, match=r"not \(profiles, 3, 3\)"):
        table(np.zeros(shape, dtype=np.int32))


def test_seconds_below_zero_are_refused():
    """No way takes less than no time."""
    with pytest.raises(ValueError, match="below zero"):
        table(np.full((1, 3, 3), -1, dtype=np.int32))


def test_seconds_that_are_not_int32_are_refused():
    """The fingerprint and the solver read the bytes."""
    with pytest.raises(ValueError, match="float64, not int32"):
        table(np.zeros((1, 3, 3)))


@pytest.mark.parametrize("profile", [-1, 1])
def test_a_profile_that_is_not_in_the_table_is_refused(profile):
    """The refusal names the carer."""
    with pytest.raises(ValueError, match=f"carer C1 .* profile {profile}"):
        table(carer_profile={"C1": profile})


def test_a_base_that_is_not_a_place_is_refused():
    """The refusal names the carer and the place."""
    with pytest.raises(ValueError, match=r"carer C1 .* 'home'"):
        table(carer_base={"C1": "home"})


def test_the_table_cannot_be_written_to():
    """Values are frozen, arrays too."""
    with pytest.raises(ValueError, match="read-only"):
        table().seconds[0, 0, 0] = 1


def test_a_carer_is_known_with_both_profile_and_base():
    """One of the two is not enough to travel."""
    assert table().knows("C1")
    assert not table().knows("C2")
    assert not table(carer_base={}).knows("C1")


def test_a_table_without_anybody_is_a_table():
    """No seniors, no carers: only the office."""
    empty = table(
        np.zeros((1, 1, 1), dtype=np.int32),
        senior_ids=(),
        carer_profile={},
        carer_base={},
    )
    assert empty.base_ids == (OFFICE,)
