"""The planner: values in, values out; no web, no database.

Four public names: a `Problem` goes in, `make_plan` makes a `Plan` of it, and with
`check_plan` a referee who has never met the solver judges it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scheduler.domain.plan import Plan
    from scheduler.domain.problem import Problem
    from scheduler.planning import check_plan, make_plan

__all__ = ["Plan", "Problem", "check_plan", "make_plan"]

_HOMES = {
    "Plan": "scheduler.domain.plan",
    "Problem": "scheduler.domain.problem",
    "check_plan": "scheduler.planning",
    "make_plan": "scheduler.planning",
}


def __getattr__(name: str) -> Any:
    """Return a public name on first use, so that the import alone costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
