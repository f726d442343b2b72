"""Boxes are pushed apart, as little as it takes, and stay on the paper."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.sheets.boxes import GAPS, Box, apart

WIDTH, HEIGHT = 192.0, 126.0

boxes = st.builds(
    Box.about,
    st.floats(-50, 250),
    st.floats(-50, 200),
    st.sampled_from([18.0, 24.0, 38.0]),
    st.sampled_from([9.0, 17.0]),
)


def free(placed):
    """Return whether no two overlap and all lie on the paper."""
    return all(min(a.overlap(b, 0.0)) <= 0 for a, b in combinations(placed, 2)) and all(
        box.inside(WIDTH, HEIGHT) for box in placed
    )


def test_boxes_far_apart_stay_where_they_are():
    """Nothing is moved without need."""
    wanted = [Box.about(40, 40, 20, 10), Box.about(120, 80, 20, 10)]
    assert apart(wanted, WIDTH, HEIGHT) == wanted


def test_two_on_one_spot_move_half_the_way_each():
    """Pushed along the shorter way, to the widest gap there is room for."""
    spot = Box.about(96, 63, 20, 10)
    first, second = apart([spot, spot], WIDTH, HEIGHT)
    assert first.x == second.x == spot.x
    assert abs(second.y - first.y) == pytest.approx(10 + GAPS[0], abs=0.1)


def test_a_box_off_the_paper_is_taken_in():
    """Each corner keeps a millimetre from the edge."""
    (box,) = apart([Box.about(500, -500, 20, 10)], WIDTH, HEIGHT)
    assert box == Box(WIDTH - 21, 1, 20, 10)


@settings(max_examples=60)
@given(st.lists(boxes, max_size=12))
def test_a_dozen_never_overlap(wanted):
    """Wherever they want to be."""
    assert free(apart(wanted, WIDTH, HEIGHT))


def test_a_crowd_on_one_spot_finds_room():
    """Twenty-two buildings and the start, all wanting the same place."""
    crowd = [Box.about(96, 63, 18, 17)] * 22 + [Box.about(96, 63, 30, 9)]
    assert free(apart(crowd, WIDTH, HEIGHT))
