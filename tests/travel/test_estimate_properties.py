"""What holds of every estimate, whatever the community."""

from typing import Any

import numpy as np
from builders import carer, senior
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from scheduler.domain.people import Senior
from scheduler.domain.policy import Policy
from scheduler.travel.estimate import estimate

MODES = ["walk", "ebike", "bike", "car"]
TEAM = [
    *(carer(f"C{i}", mode=mode) for i, mode in enumerate(MODES)),
    carer("C8", role="volunteer"),
    carer("C9", lat=31.992, lon=118.772),
]


def homes() -> st.SearchStrategy[list[Senior]]:
    """Return seniors in up to four houses, each with one entrance, lift or none."""
    lift = st.booleans()
    place = st.tuples(st.floats(31.98, 32.0), st.floats(118.76, 118.78), lift)
    houses = st.lists(place, min_size=1, max_size=4)
    flats = st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from("12"), st.integers(-1, 33)),
        min_size=2,
        max_size=7,
    )
    return st.builds(_settle, houses, flats)


def _settle(
    houses: list[tuple[float, float, bool]], flats: list[tuple[int, str, int]]
) -> list[Senior]:
    return [
        _at(f"S{i}", houses[house % len(houses)], house % len(houses), unit, floor)
        for i, (house, unit, floor) in enumerate(flats)
    ]


def _at(
    senior_id: str, place: tuple[float, float, bool], house: int, unit: str, floor: int
) -> Senior:
    lat, lon, lift = place
    where = {"lat": lat, "lon": lon, "lift": lift, "building": str(house)}
    return senior(senior_id, unit=unit, floor=floor, **where)


def table(seniors: list[Senior], *, of: str) -> NDArray[np.int64]:
    """Return the seconds between the homes for one of the team."""
    travel = estimate(Policy(), seniors, TEAM)
    n = len(seniors)
    return travel.seconds[travel.carer_profile[of], :n, :n].astype(np.int64)


@given(homes())
@settings(max_examples=60)
def test_no_way_is_shorter_than_nothing(seniors: list[Senior]) -> None:
    """All seconds are at least 0, and 0 on the diagonal."""
    seconds = estimate(Policy(), seniors, TEAM).seconds
    assert (seconds >= 0).all()
    assert (np.diagonal(seconds, axis1=1, axis2=2) == 0).all()


@given(homes())
@settings(max_examples=60)
def test_there_is_as_far_as_back_where_lifts_carry(seniors: list[Senior]) -> None:
    """Only stairs tell up from down: 3 s a floor."""
    seconds = table(seniors, of="C0")
    stairs = max((abs(s.floor) for s in seniors if not s.lift), default=0)
    assert np.abs(seconds - seconds.T).max() <= 3 * stairs


@given(homes())
@settings(max_examples=60)
def test_volunteers_are_never_quicker(seniors: list[Senior]) -> None:
    """On foot, the volunteers' pace takes at least as long as the staff's."""
    assert (table(seniors, of="C8") >= table(seniors, of="C0")).all()


@given(homes())
@settings(max_examples=60)
def test_no_detour_over_another_home_saves_time(seniors: list[Senior]) -> None:
    """The triangle inequality holds for every mode, within a second of rounding."""
    for of in ("C0", "C1", "C3", "C8"):
        seconds = table(seniors, of=of)
        over = (seconds[:, :, None] + seconds[None, :, :]).min(axis=1)
        assert (seconds <= over + 1).all()


@given(st.lists(st.floats(0, 3000), min_size=2, max_size=8).map(sorted))
@settings(max_examples=60)
def test_farther_is_never_sooner(metres: list[float]) -> None:
    """The way out grows with the straight line."""
    houses = [_north(i, far) for i, far in enumerate(metres)]
    assert np.all(np.diff(_ways_out(houses)) >= 0)


@given(st.lists(st.integers(1, 33), min_size=2, max_size=8).map(sorted), st.booleans())
@settings(max_examples=60)
def test_higher_is_never_sooner(floors: list[int], lift: bool) -> None:
    """The way out grows with the floor, by stairs as by lift."""
    flats = [_north(i, 100, floor=f, lift=lift) for i, f in enumerate(floors)]
    assert np.all(np.diff(_ways_out(flats)) >= 0)


def _north(number: int, metres: float, **fields: Any) -> Senior:
    place = {"lat": 31.99 + metres / 111_195.0802, "lon": 118.77}
    defaults = {"building": str(number), "lift": False}
    return senior(f"S{number}", **(defaults | place | fields))


def _ways_out(seniors: list[Senior]) -> NDArray[np.int32]:
    travel = estimate(Policy(), seniors, [carer(mode="ebike")])
    return travel.seconds[0, len(seniors), : len(seniors)]
