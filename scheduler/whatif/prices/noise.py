"""Whether two ways of planning differ by more than chance does.

A search that draws lots ends elsewhere with each seed. Once a rule is changed, runs of
one seed have no more in common than others, so every run with the rule is compared
with every run without it. The middle one of these differences is what is told
(Hodges and Lehmann, 1963), and between two of them lies what the rule really does
(Moses' interval, from the exact distribution of Mann and Whitney's count; see
Hollander, Wolfe and Chicken, *Nonparametric Statistical Methods*, 3rd ed., 2014,
chapter 4). Nothing is assumed of how the runs scatter. If nought lies within, no
difference is told. With five seeds that means: the ranges do not even touch, which two
ways that are really alike would do once in 126 times.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from math import comb
from statistics import median
from typing import NamedTuple

MOST_DOUBT = 0.01
"""How often, at most, a difference may be told where there is none."""

DECIMALS = 9
"""Sums of the same minutes in another order differ behind these."""


class Shift(NamedTuple):
    """By how much runs are above others.

    Attributes
    ----------
    low, high
        Between which it really lies, but for the `doubt`.
    """

    change: float
    low: float
    high: float

    @property
    def is_noise(self) -> bool:
        """Whether it may as well be nothing."""
        return self.low <= 0 <= self.high

    @property
    def noise(self) -> float:
        """Half the width of what it really may be."""
        return (self.high - self.low) / 2

    def turned(self) -> "Shift":
        """Return by how much the others are above these."""
        return Shift(0.0 - self.change, 0.0 - self.high, 0.0 - self.low)


def shift(before: Sequence[float], after: Sequence[float]) -> Shift:
    """Return by how much some runs are above others, as many as they."""
    differences = sorted(round(b - a, DECIMALS) + 0.0 for a in before for b in after)
    left_out = _left_out(len(before))
    low, high = differences[left_out], differences[-1 - left_out]
    return Shift(median(differences), low, high)


def doubt(runs: int) -> float:
    """Return how likely a difference is told, of so many runs each, where is none.

    At most `MOST_DOUBT` from five runs on; fewer cannot be as sure.
    """
    told = sum(_orders(runs)[: _left_out(runs) + 1])
    return 2 * told / comb(2 * runs, runs)


@cache
def _left_out(runs: int) -> int:
    """Return how many differences at either end may lie beyond the interval."""
    allowed = MOST_DOUBT / 2 * comb(2 * runs, runs)
    return max(0, bisect_right(list(accumulate(_orders(runs))), allowed) - 1)


def _orders(runs: int) -> list[int]:
    """Return in how many orders of all runs 0, 1, 2 … differences are below nought.

    The coefficients of the Gaussian binomial of twice as many over so many.
    """
    ways = [1] + [0] * runs**2
    for step in range(1, runs + 1):
        for count in reversed(range(runs + step, len(ways))):
            ways[count] -= ways[count - runs - step]
        for count in range(step, len(ways)):
            ways[count] += ways[count - step]
    return ways
