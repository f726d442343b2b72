"""The tables behind the asks: every day, community, size and instance measured."""

import math
import statistics
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from tabled import days, lives
from tabled.good import Rows, results
from tabled.kept import Kept
from tabled.markdown import NONE, percent, ratio, seconds, slashed, table, whole

CITY = 1300
"""Communities of a city."""


def days_table(rows: Rows) -> str:
    """Return the days of usual size: a line each for ours and the rivals."""
    keys = ("day", "rivals", "long")
    return _travel([run for key in keys for run in results(rows.get(key))])


def large_table(rows: Rows) -> str:
    """Return the large days likewise."""
    return _travel(results(rows.get("large")))


def _travel(runs: Sequence[dict[str, Any]]) -> str:
    limits = sorted({run["seconds"] for run in runs})
    names = days.instances(runs)
    solvers = dict.fromkeys(run["solver"] for run in runs)
    lines = [
        [name if first else "", who, *cells]
        for name in names
        for first, who in zip([True, *[False] * len(solvers)], solvers, strict=False)
        for cells in [[whole(days.travel(runs, name, who, at)) for at in limits]]
    ]
    return table(("day", "solver", *(f"{at:g} s" for at in limits)), lines)


def bound_table(rows: Rows) -> str:
    """Return a line for each day: travel, what is proved, how far apart."""
    lines = [
        [run["instance"], str(run["travel_seconds"]), percent(run["gap_proved"])]
        for run in results(rows.get("bound"))
    ]
    return table(("day", "travel", "at most from the best"), lines)


def horizon_table(rows: Rows) -> str:
    """Return a line for each community and way of planning."""
    lived = results(rows.get("horizon"))
    headings = (
        "community",
        "way",
        "late days arising",
        "inherited",
        "visits (over the fewest)",
        "travel a visit",
        "new faces",
        "carers a senior",
        "spread of work",
    )
    names = dict.fromkeys(one["community"] for one in lived)
    lines = [
        _lived(name, way, lives.of(lived, name, way))
        for name in names
        for way in lives.WAYS
        if lives.of(lived, name, way)
    ]
    return table(headings, lines)


def _lived(community: str, way: str, own: lives.Lives) -> list[str]:
    visits, fewest = lives.median(own, "visits"), lives.median(own, "fewest")
    inherited = (lives.median(own, f"inherited_{tag}") for tag in lives.TAGS)
    return [
        community,
        lives.WAYS[way],
        slashed(lives.arising(own)),
        slashed(inherited),
        f"{visits:.0f} ({visits / fewest:.3f})",
        f"{lives.median(own, 'travel_minutes') / visits:.2f} min",
        whole(lives.median(own, "new_faces")),
        f"{lives.median(own, 'carers_a_senior'):.2f}",
        ratio(lives.median(own, "spread")),
    ]


def hhcrsp_table(rows: Rows) -> str:
    """Return a line for each size of instance."""
    by_size: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in results(rows.get("hhcrsp")):
        by_size[one["patients"]].append(one)
    lines = [
        [
            str(patients),
            ", ".join(one["instance"].removesuffix(".json") for one in found),
            percent(statistics.mean(one["gap"] for one in found), 2),
            percent(max(one["gap"] for one in found), 2),
        ]
        for patients, found in sorted(by_size.items())
    ]
    return table(("patients", "instances", "mean gap", "largest"), lines)


GROWING = {
    "first_seconds": "first plan",
    "seconds": "in all",
    "memory_mb": "memory",
}


def growth_table(rows: Rows) -> str:
    """Return a line for each size, and the power of the size that fits each column."""
    runs = sorted(results(rows.get("growth")), key=lambda run: int(run["seniors"]))
    headings = ("seniors", *GROWING.values(), "late days arising", "visits")
    lines = [
        [
            run["seniors"],
            seconds(float(run["first_seconds"])),
            seconds(float(run["seconds"])),
            f"{run['memory_mb']} MB",
            run["arising"],
            run["visits"],
        ]
        for run in runs
    ]
    powers = [f"^{value:.2f}" for value in (_power(runs, name) for name in GROWING)]
    return table(headings, [*lines, ["seniors to the power of", *powers, "", ""]])


def _power(runs: Sequence[dict[str, Any]], name: str) -> float:
    """Return the exponent with which a figure grows, fitted to the logarithms."""
    if len(runs) < 2:
        return math.nan
    sizes = [math.log(float(run["seniors"])) for run in runs]
    values = [math.log(max(0.01, float(run[name]))) for run in runs]
    return statistics.linear_regression(sizes, values).slope


def city_says(row: Kept | None) -> str:
    """Return what a city's night comes to."""
    if row is None or not row.steps:
        return NONE
    (step,) = row.steps.values()
    total = step.result["total"]
    count, taken = total["communities"], total["seconds"]
    seniors = total["figures"]["seniors"]
    hours = taken / count * CITY / 3600
    return (
        f"{count} communities of {seniors // count} seniors on two workers: "
        f"{step.seconds:.0f} s, {taken / count:.1f} worker seconds each, at most "
        f"{total['memory_mb']} MB a worker; {CITY:,} of them need {hours:.1f} worker "
        f"hours, a night of {hours / 2:.1f} h on two cores."
    )
