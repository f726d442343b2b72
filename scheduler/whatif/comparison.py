"""A community as it is and under scenarios, side by side."""

from collections.abc import Callable, Mapping
from datetime import date
from statistics import median
from typing import NamedTuple

from scheduler.domain.frozen import Frozen
from scheduler.domain.times import PlannedDay
from scheduler.whatif.figures import Figures


class Variant(Frozen):
    """The community as it is, or under one scenario.

    Attributes
    ----------
    mark
        A letter; empty for the community as it is.
    file
        The scenario's; empty for the community as it is.
    text
        What stands in that file.
    stages
        First days of the stages it is planned in, see `scheduler.whatif.stages`.
    runs
        One for each seed, in the order of the seeds.
    """

    mark: str
    name: str
    file: str
    text: str
    stages: tuple[date, ...]
    runs: tuple[Figures, ...]


class Comparison(Frozen):
    """Everything that was compared, all with the same seeds and the same budget.

    Attributes
    ----------
    time_limit
        Seconds of search a plan.
    variants
        The community as it is comes first.
    names
        Of seniors and carers by id; empty where they are not to be told.
    """

    community: str
    first_day: PlannedDay
    days: int
    seeds: tuple[int, ...]
    time_limit: float
    variants: tuple[Variant, ...]
    names: Mapping[str, str] = {}

    @property
    def base(self) -> Variant:
        """The community as it is."""
        return self.variants[0]

    @property
    def scenarios(self) -> tuple[Variant, ...]:
        """The others."""
        return self.variants[1:]


class Cell(NamedTuple):
    """One measure of one variant.

    Attributes
    ----------
    value
        Median over the seeds.
    low, high
        Least and most over the seeds.
    change
        Median over the seeds of what the scenario differs by from the community as it
        is; None for that itself.
    is_noise
        Whether some seed says more and another says less: no difference is shown.
    """

    value: float
    low: float
    high: float
    change: float | None
    is_noise: bool


def cell_of(
    comparison: Comparison,
    variant: Variant,
    measure: Callable[[Figures], float | None],
) -> Cell | None:
    """Return what a measure comes to in a variant, beside the community as it is.

    None if some run has no such value.
    """
    values = _values(variant, measure)
    if values is None:
        return None
    found = Cell(median(values), min(values), max(values), None, False)
    before = _values(comparison.base, measure)
    if variant is comparison.base or before is None:
        return found
    changes = [now - then for now, then in zip(values, before, strict=True)]
    return found._replace(
        change=median(changes), is_noise=min(changes) < 0 < max(changes)
    )


def _values(
    variant: Variant, measure: Callable[[Figures], float | None]
) -> list[float] | None:
    values = [measure(run) for run in variant.runs]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None
