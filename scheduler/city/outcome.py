"""What becomes of one community in a city's night."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.frozen import Frozen
from scheduler.domain.plan import Plan
from scheduler.domain.times import PlannedDay
from scheduler.domain.words import Tag
from scheduler.errors import Finding, InputError, SchedulerError, TravelError


class Ending(StrEnum):
    """How it ended for a community."""

    PLANNED = "planned"
    SKIPPED = "skipped"
    INPUT_WRONG = "input_wrong"
    TRAVEL_MISSING = "travel_missing"
    FAILED = "failed"


EXIT_CODES: Mapping[Ending, int] = {
    Ending.FAILED: SchedulerError.exit_code,
    Ending.INPUT_WRONG: InputError.exit_code,
    Ending.TRAVEL_MISSING: TravelError.exit_code,
    Ending.PLANNED: 0,
    Ending.SKIPPED: 0,
}
"""Of each ending, the gravest first."""


class Wanted(Frozen):
    """How all communities are planned.

    Attributes
    ----------
    time_limit
        Seconds of search, counted as work; None: by size.
    """

    first_day: PlannedDay
    days: int
    seed: int = 0
    time_limit: float | None = None


class Figures(Frozen):
    """What a plan achieves, of the contract's key figures those that add up."""

    seniors: int
    carers: int
    visits: int
    late_days: Mapping[Tag, int]
    unserved: int
    travel_minutes: float
    service_minutes: float


class Row(Frozen):
    """One community's row in the city's table.

    Attributes
    ----------
    figures
        None where there is no plan.
    warnings
        How many findings did not stop the plan.
    seconds
        That a worker spent on it, reading and checking included.
    memory_mb
        The most that the worker's process has held until then; None if unknown.
    error
        What went wrong, in one line; empty if nothing did.
    """

    name: str
    status: Ending
    figures: Figures | None = None
    warnings: int = 0
    seconds: float = 0.0
    memory_mb: int | None = None
    error: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a worker sends back.

    Attributes
    ----------
    plan
        Passed by the referee; None if there is none.
    findings
        Everything noticed in the input.
    """

    row: Row
    plan: Plan | None = None
    findings: tuple[Finding, ...] = ()
