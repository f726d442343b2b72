"""Draws from a generator that is handed in; one seed, one outcome."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")


def chance(rng: np.random.Generator, probability: float) -> bool:
    """Return true with the given probability."""
    return bool(rng.random() < probability)


def pick(rng: np.random.Generator, items: Sequence[Item]) -> Item:
    """Return one of the items, each as likely as the other."""
    return items[int(rng.integers(len(items)))]


def pick_weighted(rng: np.random.Generator, weights: Mapping[Item, float]) -> Item:
    """Return one of the keys, in proportion to its weight."""
    bounds = np.cumsum(list(weights.values()))
    point = rng.random() * bounds[-1]
    return list(weights)[int(np.searchsorted(bounds, point, side="right"))]


def shuffled(rng: np.random.Generator, items: Sequence[Item]) -> list[Item]:
    """Return the items in a drawn order."""
    return [items[place] for place in rng.permutation(len(items))]


def whole(rng: np.random.Generator, low: int, high: int) -> int:
    """Return a whole number, both ends possible."""
    return int(rng.integers(low, high + 1))
