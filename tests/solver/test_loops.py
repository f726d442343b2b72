"""Loops: what routes must remember so that they do not come back to a senior."""

import numpy as np

from scheduler.solver.pricing.loops import MOST_REMEMBERED, is_run, longer

ONESELF = np.eye(4, dtype=bool)


def test_whoever_is_remembered_nowhere_else_may_be_visited_again():
    """At each senior only they are remembered: one stop in between is enough."""
    assert is_run((0, 1, 0), ONESELF)
    assert not is_run((0, 0), ONESELF)


def test_a_loop_is_remembered_all_along():
    """From then on the loop cannot be run, nor the one over fewer of its stops."""
    remembers = longer(ONESELF, [(0, 1, 2, 0, 3)])
    assert remembers[1, 0]
    assert remembers[2, 0]
    assert not is_run((0, 1, 2, 0, 3), remembers)
    assert not is_run((0, 2, 0), remembers)
    assert is_run((0, 3, 0), remembers)


def test_a_route_without_a_loop_changes_nothing():
    """And such a route can be run, whatever is remembered."""
    assert (longer(ONESELF, [(0, 1, 2, 3)]) == ONESELF).all()
    assert is_run((0, 1, 2, 3), np.ones((4, 4), bool))


def test_only_so_many_are_remembered_at_one():
    """Bits to remember them run out: the loop stays."""
    size = MOST_REMEMBERED + 3
    remembers = np.eye(size, dtype=bool)
    remembers[1, : MOST_REMEMBERED + 1] = True
    remembers[1, 0] = False
    assert (longer(remembers, [(0, 1, 0)]) == remembers).all()
