"""Visits already made, as keyed in from the sheets."""

from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import Field

from scheduler.domain.frozen import Frozen
from scheduler.domain.words import Outcome


class VisitRecord(Frozen):
    """One carer at one senior's home on one day; a two-person visit is two records.

    Attributes
    ----------
    minutes
        Time spent; None where it was not noted.
    """

    senior_id: str
    date: date
    carer_id: str
    outcome: Outcome
    minutes: int | None = Field(default=None, ge=0, le=1440)


def last_valid_dates(records: Iterable[VisitRecord]) -> Mapping[str, date]:
    """Return the date of the last valid visit of every senior who has one."""
    latest: dict[str, date] = {}
    for record in records:
        if record.outcome.is_valid:
            known = latest.get(record.senior_id)
            if known is None or record.date > known:
                latest[record.senior_id] = record.date
    return latest
