"""Who is affected by a scenario: seniors who wait longer or less, carers' hours."""

from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from scheduler.domain.words import Role, Tag
from scheduler.whatif.comparison import Comparison, Variant

LEAST_HOURS = 1.0
"""Changes of a carer's work below this are not told."""


class SeniorChange(NamedTuple):
    """A senior who is late on more days than as it is, or on fewer if below zero.

    Attributes
    ----------
    days
        Median over the seeds.
    """

    senior_id: str
    tag: Tag
    days: float


class CarerChange(NamedTuple):
    """A carer who works more hours than as it is, or less if below zero.

    Attributes
    ----------
    hours
        Median over the seeds.
    """

    carer_id: str
    role: Role
    hours: float


class Affected(NamedTuple):
    """Everybody affected; most urgent tags first, then the largest changes."""

    later: tuple[SeniorChange, ...]
    sooner: tuple[SeniorChange, ...]
    carers: tuple[CarerChange, ...]


def tags_of(comparison: Comparison) -> dict[str, Tag]:
    """Return the tag of every senior who is late anywhere, as it is if they are."""
    return {
        key: tag
        for variant in reversed(comparison.variants)
        for run in variant.runs
        for key, tag in run.late_tags.items()
    }


def affected(
    comparison: Comparison, variant: Variant, tags: dict[str, Tag]
) -> Affected:
    """Return who is affected in more than half of the seeds.

    Parameters
    ----------
    tags
        See `tags_of`.
    """
    changes = sorted(_seniors(comparison, variant, tags), key=_urgency)
    return Affected(
        later=tuple(change for change in changes if change.days > 0),
        sooner=tuple(change for change in changes if change.days < 0),
        carers=tuple(_carers(comparison, variant)),
    )


def _urgency(change: SeniorChange) -> tuple[int, float, str]:
    return list(Tag).index(change.tag), -abs(change.days), change.senior_id


def _seniors(
    comparison: Comparison, variant: Variant, tags: dict[str, Tag]
) -> Iterator[SeniorChange]:
    pairs = list(zip(comparison.base.runs, variant.runs, strict=True))
    late = {key for pair in pairs for run in pair for key in run.late_seniors}
    for senior_id in late:
        days = median(
            now.late_seniors.get(senior_id, 0) - then.late_seniors.get(senior_id, 0)
            for then, now in pairs
        )
        yield SeniorChange(senior_id, tags[senior_id], days)


def _carers(comparison: Comparison, variant: Variant) -> Iterator[CarerChange]:
    before = [{c.carer_id: c.used for c in run.carers} for run in comparison.base.runs]
    after = [{c.carer_id: c.used for c in run.carers} for run in variant.runs]
    runs = (*comparison.base.runs, *variant.runs)
    roles = {c.carer_id: c.role for run in runs for c in run.carers}
    changes = [
        CarerChange(
            carer_id,
            role,
            median(
                (now.get(carer_id, 0.0) - then.get(carer_id, 0.0)) / 60
                for then, now in zip(before, after, strict=True)
            ),
        )
        for carer_id, role in roles.items()
    ]
    told = [change for change in changes if abs(change.hours) >= LEAST_HOURS]
    yield from sorted(told, key=lambda change: (-abs(change.hours), change.carer_id))
