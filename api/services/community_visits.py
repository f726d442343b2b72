"""Visits from files, told apart from those recorded already."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store.bulk import add_records
from api.store.tables import VisitRow
from scheduler.domain.records import VisitRecord

Key = tuple[str, date, str]
"""Senior, date and carer: the tries that one carer made there on one day."""

What = tuple[str, int | None]
"""Outcome and minutes."""


class Added(NamedTuple):
    """How many visits of the files were new, known, or recorded otherwise."""

    new: int
    known: int
    otherwise: int


class _Tries(NamedTuple):
    """The tries already recorded under one key."""

    last_attempt: int
    found: Counter[What]


def add_missing_visits(
    session: Session, now: datetime, records: Sequence[VisitRecord]
) -> Added:
    """Return how many visits were added, were there, or are recorded otherwise.

    Where the files hold more tries of a carer at a senior's on a day than are
    recorded, those beyond are new; where they hold other ones, what is recorded stands.
    """
    recorded = _recorded(session, records)
    new: list[tuple[VisitRecord, int]] = []
    known = 0
    for key, tries in _by_key(records).items():
        before = recorded.get(key, _Tries(0, Counter()))
        unmatched = list(_unmatched(tries, before.found))
        known += len(tries) - len(unmatched)
        room = before.found.total() - (len(tries) - len(unmatched))
        beyond = unmatched[room:]
        new += zip(beyond, range(before.last_attempt + 1, 10**6), strict=False)
    add_records(session, now, new)
    return Added(len(new), known, len(records) - len(new) - known)


def _recorded(session: Session, records: Sequence[VisitRecord]) -> dict[Key, _Tries]:
    if not records:
        return {}
    days = [record.date for record in records]
    rows = session.execute(
        select(
            VisitRow.senior_id,
            VisitRow.date,
            VisitRow.carer_id,
            VisitRow.attempt,
            VisitRow.outcome,
            VisitRow.minutes,
        ).where(VisitRow.date.between(min(days), max(days)))
    )
    tries: dict[Key, _Tries] = {}
    for senior_id, day, carer_id, attempt, outcome, minutes in rows:
        key = (senior_id, day, carer_id)
        last, found = tries.get(key, (0, Counter[What]()))
        found[outcome, minutes] += 1
        tries[key] = _Tries(max(last, attempt), found)
    return tries


def _by_key(records: Iterable[VisitRecord]) -> dict[Key, list[VisitRecord]]:
    grouped = defaultdict(list)
    for record in records:
        grouped[record.senior_id, record.date, record.carer_id].append(record)
    return grouped


def _unmatched(
    tries: Iterable[VisitRecord], recorded: Counter[What]
) -> Iterator[VisitRecord]:
    """Return the tries for which no equal one is recorded."""
    left = recorded.copy()
    for record in tries:
        what = (record.outcome.value, record.minutes)
        if left[what] > 0:
            left[what] -= 1
        else:
            yield record
