"""Weeks lived, as `qixiu bench horizon --json` tells them."""

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

TAGS = ("red", "orange", "green")
OURS = "rolling"
FILLING_UP = "due + 1, pyvrp"
WAYS = {
    OURS: "qixiu",
    "due, pyvrp": "due first",
    FILLING_UP: "due first, filled up with tomorrow's",
}

Lives = Sequence[Mapping[str, Any]]


def of(lives: Lives, community: str, way: str) -> Lives:
    """Return the lives of one community in one way."""
    return [one for one in lives if (one["community"], one["way"]) == (community, way)]


def median(lives: Lives, name: str) -> float:
    """Return the median over seeds of a figure."""
    return float(statistics.median(one[name] for one in lives))


def arising(lives: Lives) -> list[float]:
    """Return by tag the median of the days late that are not inherited."""
    return [
        float(
            statistics.median(
                one[f"late_{tag}"] - one[f"inherited_{tag}"] for one in lives
            )
        )
        for tag in TAGS
    ]
