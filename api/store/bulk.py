"""Many rows at once: whole tables of people, rosters and visits."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from api.store.community import columns_of, roster_columns_of
from api.store.tables import CarerRow, RosterRowRow, SeniorRow, VisitRow
from scheduler.domain.people import Carer, Senior
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import RosterRow


def put_seniors(session: Session, seniors: Iterable[Senior]) -> None:
    """Write seniors, new and known."""
    known = set(session.scalars(select(SeniorRow.senior_id)))
    _put(session, SeniorRow, [columns_of(s) for s in seniors], "senior_id", known)


def put_carers(session: Session, carers: Iterable[Carer]) -> None:
    """Write carers, new and known."""
    known = set(session.scalars(select(CarerRow.carer_id)))
    _put(session, CarerRow, [columns_of(c) for c in carers], "carer_id", known)


def put_roster(session: Session, rows: Iterable[RosterRow]) -> None:
    """Write the whole roster in place of the old one."""
    session.execute(delete(RosterRowRow))
    _insert(session, RosterRowRow, [roster_columns_of(row) for row in rows])


def add_records(
    session: Session, now: datetime, records: Iterable[tuple[VisitRecord, int]]
) -> None:
    """Add records, each with the number of its attempt."""
    common = {"checklist": {}, "note": "", "recorded_at": now, "recorded_by": ""}
    rows = [columns_of(one) | common | {"attempt": n} for one, n in records]
    _insert(session, VisitRow, rows)


def _put(
    session: Session,
    table: Any,
    rows: Iterable[dict[str, Any]],
    key: str,
    known: Collection[str],
) -> None:
    new: list[Mapping[str, Any]] = []
    old: list[Mapping[str, Any]] = []
    for row in rows:
        (old if row[key] in known else new).append(row)
    _insert(session, table, new)
    if old:
        session.execute(update(table), old)


def _insert(session: Session, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)
