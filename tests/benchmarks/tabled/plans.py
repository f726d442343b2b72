"""Plans of 14 days, as `qixiu plan --json` tells them and its messages time them."""

from typing import Any

from tabled.kept import Kept
from tabled.markdown import NONE, seconds, slashed, table
from tabled.steps import Measured

STANDS = "days late"
"""In the first message after there is a plan."""


def first_plan(step: Measured) -> float | None:
    """Return after how many seconds the first plan stood; None if it was never told."""
    return next((when for when, line in step.said if STANDS in line), None)


def plans_table(row: Kept) -> str:
    """Return a line for each community."""
    headings = (
        "community",
        "late days",
        "inherited",
        "proved unavoidable",
        "visits",
        "proved fewest",
        "new faces",
        "first plan",
        "in all",
        "memory",
    )
    return table(headings, [_line(name, step) for name, step in row.steps.items()])


def _line(name: str, step: Measured) -> list[str]:
    kpis, summary = step.result["kpis"], step.result
    bound = summary["late_bound"]
    return [
        name,
        _by_tag(kpis["late_days"]),
        _by_tag(summary["late_inherited"]),
        _by_tag(bound) if bound else NONE,
        str(kpis["visits"]),
        str(summary["visits_bound"] or NONE),
        str(kpis["new_faces"]),
        seconds(first_plan(step)),
        seconds(step.seconds),
        f"{step.memory_mb} MB",
    ]


def _by_tag(days: dict[str, Any]) -> str:
    return slashed(days.values())
