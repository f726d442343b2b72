"""Cuts: of three seniors, at most one route visits two or more."""

import numpy as np
import pytest

from scheduler.solver.pricing.cuts import (
    Cut,
    broken,
    cut_bits,
    fines_by_byte,
    times,
)

ALONE = np.ones(4, bool)

PAIRS = [(0, 1), (2, 1), (0, 3, 2), (3,)]
"""Three routes that visit two each of the first three seniors, and one beside them."""

HALVES = np.array([0.5, 0.5, 0.5, 0.5])


def test_three_halves_are_cut():
    """Half of each pair visits everybody once, and no plan does so.

    Who is visited in between is remembered, or the cut would not count that route.
    """
    assert broken(PAIRS, HALVES, ALONE, 9) == [Cut((0, 1, 2), frozenset({0, 1, 2, 3}))]


def test_whole_routes_break_nothing():
    """A plan keeps every cut."""
    assert broken(PAIRS, np.array([1.0, 0.0, 0.0, 1.0]), ALONE, 9) == []


def test_two_carers_may_meet_at_a_door():
    """Of those whom two carers visit, two routes may see two."""
    alone = np.array([False, True, True, True])
    assert broken(PAIRS, HALVES, alone, 9) == []


@pytest.mark.parametrize(
    ("stops", "expected"),
    [
        ((0,), 0),
        ((0, 1), 1),
        ((0, 3, 1), 1),
        ((0, 4, 1), 0),
        ((0, 4, 1, 2), 1),
        ((0, 1, 4, 2), 1),
        ((0, 1, 2, 0), 2),
    ],
)
def test_every_second_visit_counts_unless_forgotten(stops, expected):
    """Senior 4 is none of those at whom the cut's are remembered; 3 is one."""
    assert times(stops, Cut((0, 1, 2), frozenset({0, 1, 2, 3}))) == expected


def test_a_plan_counts_at_most_once():
    """Whatever the memory, routes that visit everybody once keep the cut."""
    for memory in ({0, 1, 2}, {0, 1, 2, 3}, {0, 1, 2, 3, 4}):
        cut = Cut((0, 1, 2), frozenset(memory))
        for plan in ([(0, 3, 1), (4, 2)], [(2, 4, 1, 3, 0)], [(0,), (1,), (2, 4, 3)]):
            assert sum(times(stops, cut) for stops in plan) <= 1


def test_bits_tell_cuts_apart():
    """A senior in the first and the second cut has both their bits."""
    assert cut_bits([(0, 1, 2), (1, 2, 3)], 4).tolist() == [
        [1, 0],
        [3, 0],
        [3, 0],
        [2, 0],
    ]


def test_bits_go_on_in_the_next_word():
    """The 65th cut has the first bit of the second word."""
    assert cut_bits([()] * 64 + [(1,)], 2).tolist() == [[0, 0], [0, 1]]


def test_fines_of_eight_cuts_are_added_up():
    """Of the ninth to the sixteenth cut, the first and the third cost 2 and 5."""
    fines = np.zeros(16)
    fines[[8, 10]] = 2.0, 5.0
    assert fines_by_byte(fines)[1, [0b000, 0b001, 0b100, 0b111]].tolist() == [
        0.0,
        2.0,
        5.0,
        7.0,
    ]
