"""Days routed side by side: medians over seeds, and ours against the best rival."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

OURS = "qixiu"

PUBLISHED = {"day-estate": 20288.0, "day-town": 34030.0, "day-district": 47904.0}
"""Seconds of travel of the best rival's 60 s, PyVRP's, as published with the days."""

Runs = Sequence[Mapping[str, Any]]
"""As `qixiu bench day --json` prints them."""


def instances(runs: Runs) -> list[str]:
    """Return the days' names in their order."""
    return list(dict.fromkeys(run["instance"] for run in runs))


def rivals(runs: Runs) -> list[str]:
    """Return who else has taken part."""
    return [who for who in dict.fromkeys(r["solver"] for r in runs) if who != OURS]


def travel(runs: Runs, instance: str, who: str, seconds: float) -> float | None:
    """Return the median over seeds of the seconds of travel.

    None if there is no run, or one of them breaks a rule or leaves out more than others
    do on that day.
    """
    least = min((_left(r) for r in runs if r["instance"] == instance), default=0)
    own = [
        run
        for run in runs
        if (run["instance"], run["solver"]) == (instance, who)
        and run["seconds"] == seconds
    ]
    if not own or any(run["rules_broken"] or _left(run) > least for run in own):
        return None
    return float(statistics.median(run["travel_seconds"] for run in own))


def _left(run: Mapping[str, Any]) -> int:
    return sum(int(run[f"unserved_{tag}"]) for tag in ("red", "orange", "green"))


def best_rival(runs: Runs, instance: str, seconds: float) -> float | None:
    """Return the least median travel of the others; None if none has any."""
    found = (travel(runs, instance, who, seconds) for who in rivals(runs))
    return min((one for one in found if one is not None), default=None)


def mean_ratio(pairs: Iterable[tuple[float | None, float | None]]) -> float | None:
    """Return the mean of ours over theirs; None if any of them is missing."""
    ratios = [ours / theirs if ours and theirs else None for ours, theirs in pairs]
    known = [ratio for ratio in ratios if ratio is not None]
    return statistics.mean(known) if known and len(known) == len(ratios) else None
