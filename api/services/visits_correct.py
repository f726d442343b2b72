"""Corrections of recorded visits; what the record said first stays in the trail."""

from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import InvalidError, Wrong
from api.schemas.visits import Corrected, Correction, VisitEntry
from api.services.audit import WORDS, note
from api.services.callers import Caller
from api.services.cases_open import open_cases_of
from api.services.service import Service
from api.services.visits import otherwise
from api.services.visits_check import Recordable, recorded_for, recorded_otherwise
from api.store.tables import AuditRow, FollowUpRow, VisitRow
from scheduler.domain.words import Outcome
from scheduler.errors import Text

CORRECT = "visit.correct"
FIELDS = (
    "senior_id",
    "date",
    "carer_id",
    "attempt",
    "outcome",
    "minutes",
    "checklist",
    "note",
)


def correct_visit(
    session: Session,
    service: Service,
    caller: Caller,
    row: VisitRow,
    correction: Correction,
) -> None:
    """Write what was wrong as it is right; the same correction again changes nothing.

    The trail keeps the fields as they were, free words of them under ``words``.

    Raises
    ------
    InvalidError
        If the visit could not be recorded as it is now said to have been.
    ConflictError
        If the right place is taken by another record.
    """
    before = _plain(row)
    after = before | correction.changes
    changed = [name for name in FIELDS if before[name] != after[name]]
    if not changed:
        return
    entry = _entry(after)
    _refuse_wrong(session, service, caller, entry, changed)
    _refuse_taken(session, row, entry)
    now = service.clock.now()
    for name in changed:
        setattr(row, name, getattr(entry, name) if name == "date" else after[name])
    row.recorded_at, row.recorded_by = now, caller.user_id
    _move_follow_ups(session, row)
    session.flush()
    _keep_first(session, service, caller, row, before, changed, correction.why)
    if entry.outcome is Outcome.NO_ANSWER:
        open_cases_of(session, service, now, {entry.senior_id})


def corrections_of(session: Session, visit_id: int, zone: ZoneInfo) -> list[Corrected]:
    """Return what a visit's record said before each of its corrections."""
    rows = session.scalars(
        select(AuditRow)
        .where(AuditRow.subject == f"visit {visit_id}", AuditRow.action == CORRECT)
        .order_by(AuditRow.audit_id)
    )
    return [
        Corrected(
            at=row.at.astimezone(zone),
            by=row.actor,
            why=row.detail[WORDS]["why"],
            before=row.detail["before"] | row.detail[WORDS]["before"],
        )
        for row in rows
    ]


def _plain(row: VisitRow) -> dict[str, Any]:
    """Return a record's fields as JSON holds them."""
    values = {name: getattr(row, name) for name in FIELDS}
    return values | {"date": str(row.date)}


def _entry(fields: dict[str, Any]) -> VisitEntry:
    try:
        return VisitEntry.model_validate(fields)
    except ValidationError as error:
        raise InvalidError.of(
            Wrong("", Text(one["msg"], one["msg"])) for one in error.errors()
        ) from None


def _refuse_wrong(
    session: Session,
    service: Service,
    caller: Caller,
    entry: VisitEntry,
    changed: list[str],
) -> None:
    """Refuse unknown people and days; what was recorded long ago may stay there."""
    may = Recordable.of(session, service, caller, [entry])
    wrong = [one for one in may.wrong(entry, "") if one.pointer[1:] in changed]
    if wrong:
        raise InvalidError.of(wrong)


def _refuse_taken(session: Session, row: VisitRow, entry: VisitEntry) -> None:
    key = (entry.senior_id, entry.date, entry.carer_id, entry.attempt)
    other = recorded_for(session, [key]).get(key)
    if other is not None and other.visit_id != row.visit_id:
        raise otherwise([recorded_otherwise(other, "")])


def _move_follow_ups(session: Session, row: VisitRow) -> None:
    """Let the visit's follow-ups speak of the senior whom it is now known to be of."""
    for follow_up in session.scalars(
        select(FollowUpRow).where(FollowUpRow.visit_id == row.visit_id)
    ):
        follow_up.senior_id = row.senior_id


def _keep_first(
    session: Session,
    service: Service,
    caller: Caller,
    row: VisitRow,
    before: dict[str, Any],
    changed: list[str],
    why: str,
) -> None:
    words = ("checklist", "note")
    note(
        session,
        service.clock.now(),
        caller.user_id,
        CORRECT,
        f"visit {row.visit_id}",
        senior=row.senior_id,
        changed=changed,
        before={name: before[name] for name in changed if name not in words},
        **{
            WORDS: {
                "why": why,
                "before": {name: before[name] for name in changed if name in words},
            }
        },
    )
