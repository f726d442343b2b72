"""All communities of a city added up."""

from collections.abc import Mapping, Sequence

from scheduler.city.outcome import EXIT_CODES, Ending, Figures, Row
from scheduler.domain.frozen import Frozen
from scheduler.domain.words import Tag


class RollUp(Frozen):
    """What a city's communities come to together.

    Attributes
    ----------
    by_status
        How many communities ended in which way.
    figures
        Sums over those that have a plan.
    seconds
        That workers spent on communities planned or refused in this run.
    memory_mb
        The most that any worker has held; None if unknown.
    """

    communities: int
    by_status: Mapping[Ending, int]
    figures: Figures
    seconds: float
    memory_mb: int | None


def rolled_up(rows: Sequence[Row]) -> RollUp:
    """Return the sums of the rows."""
    fresh = [row for row in rows if row.status is not Ending.SKIPPED]
    return RollUp(
        communities=len(rows),
        by_status={
            status: sum(row.status is status for row in rows) for status in Ending
        },
        figures=_sum([row.figures for row in rows if row.figures is not None]),
        seconds=round(sum(row.seconds for row in fresh), 1),
        memory_mb=max((row.memory_mb or 0 for row in fresh), default=0) or None,
    )


def exit_code(rows: Sequence[Row]) -> int:
    """Return the gravest: 1 if the program failed, else 2, else 3, else 0."""
    endings = {row.status for row in rows}
    return next((code for ending, code in EXIT_CODES.items() if ending in endings), 0)


def _sum(plans: Sequence[Figures]) -> Figures:
    return Figures(
        seniors=sum(plan.seniors for plan in plans),
        carers=sum(plan.carers for plan in plans),
        visits=sum(plan.visits for plan in plans),
        late_days={tag: sum(plan.late_days[tag] for plan in plans) for tag in Tag},
        unserved=sum(plan.unserved for plan in plans),
        travel_minutes=round(sum(plan.travel_minutes for plan in plans), 1),
        service_minutes=round(sum(plan.service_minutes for plan in plans), 1),
    )
