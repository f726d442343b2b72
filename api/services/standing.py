"""How many jobs and cases there are, of every kind, zeros too."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.schemas.cases import CaseKind
from api.store.tables import CaseRow, JobRow

JOB_STATUSES = ("queued", "running", "done", "failed")


def jobs_by_status(session: Session) -> Mapping[str, int]:
    """Return how many jobs there are of each status."""
    found = session.execute(select(JobRow.status, func.count()).group_by(JobRow.status))
    return _counts(JOB_STATUSES, found)


def open_cases_by_kind(session: Session) -> Mapping[str, int]:
    """Return how many cases of each kind are open."""
    found = session.execute(
        select(CaseRow.kind, func.count())
        .where(CaseRow.resolved_at.is_(None))
        .group_by(CaseRow.kind)
    )
    return _counts([kind.value for kind in CaseKind], found)


def _counts(words: Iterable[str], found: Iterable[Any]) -> dict[str, int]:
    return dict.fromkeys(words, 0) | {word: count for word, count in found}  # noqa: C416 rows have keys
