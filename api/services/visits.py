"""Results of visits are recorded: once each, all of a request or none."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import ConflictError, InvalidError, Wrong
from api.schemas.cases import CaseKind
from api.schemas.visits import Recorded, VisitEntry
from api.services.audit import note
from api.services.callers import Caller
from api.services.cases_open import open_cases_of
from api.services.follow_ups import new_follow_up
from api.services.service import Service
from api.services.visits_check import (
    Entry,
    Key,
    Recordable,
    checklist_of,
    is_same,
    recorded_for,
    recorded_otherwise,
    repeated,
)
from api.store.tables import CaseRow, VisitRow
from scheduler.domain.records import VisitRecord
from scheduler.domain.words import Outcome
from scheduler.errors import Text

OTHERWISE = "recorded_otherwise"


def record_visits(
    session: Session, service: Service, caller: Caller, entries: Sequence[Entry]
) -> Recorded:
    """Return what became of results: which are new, which were there already.

    Raises
    ------
    InvalidError
        If anybody is unknown or out of the caller's scope, or a day cannot be
        recorded; carries all problems.
    ConflictError
        If something else is recorded of the same try.
    """
    known = _refuse_wrong(session, service, caller, entries)
    now = service.clock.now()
    rows = {
        entry.key: known.get(entry.key) or _row(now, caller, entry.visit)
        for entry in entries
    }
    new = [entry for entry in entries if entry.key not in known]
    session.add_all(rows[entry.key] for entry in new)
    session.flush()
    for entry in new:
        _add_follow_ups(session, now, caller, rows[entry.key], entry.visit)
        note(
            session,
            now,
            caller.user_id,
            "visit.record",
            f"visit {rows[entry.key].visit_id}",
            senior=entry.visit.senior_id,
            outcome=entry.visit.outcome.value,
        )
    session.flush()
    urgent = {entry.visit.senior_id for entry in new if _may_open_case(entry.visit)}
    return Recorded(
        recorded=len(new),
        already=len(entries) - len(new),
        visit_ids=[rows[entry.key].visit_id for entry in entries],
        case_ids=open_cases_of(session, service, now, urgent),
    )


def record_closed_door(
    service: Service, session: Session, caller: Caller, record: VisitRecord
) -> str | None:
    """Return the open case of a senior who did not answer, after it went on record.

    A carer's closed door that is the last word of the day is not recorded twice; after
    another outcome it is a further try.
    """
    last = session.scalars(
        select(VisitRow)
        .where(
            VisitRow.senior_id == record.senior_id,
            VisitRow.date == record.date,
            VisitRow.carer_id == record.carer_id,
        )
        .order_by(VisitRow.attempt.desc())
        .limit(1)
    ).one_or_none()
    if last is None or last.outcome != record.outcome:
        fields = record.model_dump() | {"attempt": last.attempt + 1 if last else 1}
        entry = Entry("", VisitEntry.model_validate(fields))
        record_visits(session, service, caller, [entry])
    return session.scalar(
        select(CaseRow.case_id).where(
            CaseRow.senior_id == record.senior_id,
            CaseRow.kind == CaseKind.NO_ANSWER.value,
            CaseRow.resolved_at.is_(None),
        )
    )


def _refuse_wrong(
    session: Session, service: Service, caller: Caller, entries: Sequence[Entry]
) -> dict[Key, VisitRow]:
    """Return what is recorded already, word for word; refuse all else that is wrong."""
    visits = [entry.visit for entry in entries]
    may = Recordable.of(session, service, caller, visits)
    wrong: list[Wrong] = [*repeated(entries)]
    for entry in entries:
        wrong += may.wrong(entry.visit, entry.place)
    if wrong:
        raise InvalidError.of(wrong)
    known = dict(recorded_for(session, (entry.key for entry in entries)))
    conflicts = [
        recorded_otherwise(known[entry.key], entry.place)
        for entry in entries
        if entry.key in known and not is_same(session, known[entry.key], entry.visit)
    ]
    if conflicts:
        raise otherwise(conflicts)
    return known


def otherwise(conflicts: Sequence[Wrong]) -> ConflictError:
    """Return the error that results are recorded already, but otherwise."""
    count = len(conflicts)
    says = Text(
        f"{count} 条结果已有不同的记录，一条也没有存",
        f"{count} results are recorded otherwise; nothing was stored",
    )
    return ConflictError(says, conflicts, error=OTHERWISE)


def _row(now: datetime, caller: Caller, visit: VisitEntry) -> VisitRow:
    return VisitRow(
        senior_id=visit.senior_id,
        date=visit.date,
        carer_id=visit.carer_id,
        attempt=visit.attempt,
        outcome=visit.outcome.value,
        minutes=visit.minutes,
        checklist=checklist_of(visit),
        note=visit.note,
        recorded_at=now,
        recorded_by=caller.user_id,
    )


def _add_follow_ups(
    session: Session, now: datetime, caller: Caller, row: VisitRow, visit: VisitEntry
) -> None:
    session.add_all(
        new_follow_up(now, caller, row.senior_id, row.visit_id, one)
        for one in visit.follow_ups
    )


def _may_open_case(visit: VisitEntry) -> bool:
    return visit.outcome is Outcome.NO_ANSWER or bool(visit.follow_ups)
