"""Draws from a generator that is handed in."""

from collections import Counter

import numpy as np
import pytest

from scheduler.simulate.draw import chance, pick, pick_weighted, shuffled, whole


@pytest.fixture
def rng() -> np.random.Generator:
    """Return a generator that always starts the same."""
    return np.random.default_rng(7)


def test_chance_knows_never_and_always(rng: np.random.Generator) -> None:
    """Probability 0 is never, 1 is always."""
    assert not any(chance(rng, 0) for _ in range(50))
    assert all(chance(rng, 1) for _ in range(50))


def test_every_item_can_be_picked(rng: np.random.Generator) -> None:
    """Neither end of the items is left out."""
    assert {pick(rng, "abc") for _ in range(50)} == set("abc")


def test_weights_are_proportions(rng: np.random.Generator) -> None:
    """Three to one is three quarters; a weight of 0 is never."""
    drawn = Counter(pick_weighted(rng, {"a": 3, "b": 1, "c": 0}) for _ in range(4000))
    assert drawn["a"] / 4000 == pytest.approx(0.75, abs=0.03)
    assert drawn["c"] == 0


def test_shuffling_loses_nothing(rng: np.random.Generator) -> None:
    """The same items in another order."""
    assert sorted(shuffled(rng, range(30))) == list(range(30))
    assert shuffled(rng, range(30)) != list(range(30))


def test_both_ends_of_whole_numbers_are_possible(rng: np.random.Generator) -> None:
    """From 2 to 4 means 2, 3 and 4."""
    assert {whole(rng, 2, 4) for _ in range(50)} == {2, 3, 4}
