"""Cuts: of three seniors, at most one route visits two or more."""

import numpy as np

from scheduler.solver.pricing.cuts import broken, cut_bits

ALONE = np.ones(4, bool)

PAIRS = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [1, 0, 1, 0], [0, 0, 0, 1]])
"""Three routes that visit two each of the first three seniors, and one beside them."""


def test_three_halves_are_cut():
    """Half of each pair visits everybody once, and no plan does so."""
    assert broken(PAIRS, np.array([0.5, 0.5, 0.5, 1.0]), ALONE, 9) == [(0, 1, 2)]


def test_whole_routes_break_nothing():
    """A plan keeps every cut."""
    assert broken(PAIRS, np.array([1.0, 0.0, 0.0, 1.0]), ALONE, 9) == []


def test_two_carers_may_meet_at_a_door():
    """Of those whom two carers visit, two routes may see two."""
    alone = np.array([False, True, True, True])
    assert broken(PAIRS, np.array([0.5, 0.5, 0.5, 1.0]), alone, 9) == []


def test_bits_tell_cuts_apart():
    """A senior in the first and the second cut has both their bits."""
    assert cut_bits([(0, 1, 2), (1, 2, 3)], 4).tolist() == [1, 3, 3, 2]
