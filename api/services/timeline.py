"""One senior through time, from what is recorded and what is planned."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.schemas.timeline import Face, OpenCase, PastVisit, RecordChange, Timeline
from api.services.callers import Caller
from api.services.due_dates import due_dates
from api.services.names import Names
from api.services.next_visit import Explained, unserved_says
from api.services.people import read_senior
from api.services.service import Service
from api.store.community import policy_of
from api.store.tables import AuditRow, CaseRow, VisitRow
from scheduler.check.faces import MEMORY
from scheduler.domain.clock import days_late, last_visit
from scheduler.domain.words import Outcome
from scheduler.errors import Language

MOST_VISITS, MOST_CHANGES = 100, 50


class _Visit(NamedTuple):
    """A recorded visit, as far as it is shown."""

    visit_id: int
    date: date
    carer_id: str
    outcome: str
    minutes: int | None


def timeline(
    desk: Service,
    session: Session,
    caller: Caller,
    senior_id: str,
    language: Language,
) -> Timeline:
    """Return a senior's timeline.

    Raises
    ------
    NotFoundError
        If there is no such senior in the caller's scope.
    """
    senior = read_senior(desk, session, caller, senior_id)
    policy, names = policy_of(session), Names(session)
    zone, today = desk.timezone(session), desk.today(session)
    visits = _visits(session, senior_id)
    due = due_dates(session, policy, [senior], today).get(senior_id)
    valid = [one.date for one in visits if Outcome(one.outcome).is_valid]
    faces = _faces(visits, today, names)
    return Timeline(
        senior_id=senior_id,
        name=senior.name,
        tag=senior.tag,
        status=senior.status,
        status_until=senior.status_until,
        interval_days=policy.tags[senior.tag].interval_days,
        last_valid_visit=last_visit(senior, max(valid, default=None)),
        due=due,
        days_late=days_late(due, today) if due else 0,
        next=Explained(desk, session, senior, policy, names, faces).next(language),
        unserved=unserved_says(desk, session, senior_id),
        faces=faces,
        visits=[
            PastVisit(carer_name=names.carer(one.carer_id), **one._asdict())
            for one in visits[:MOST_VISITS]
        ],
        changes=_changes(session, senior_id, zone),
        cases=_cases(session, senior_id, zone),
    )


def _visits(session: Session, senior_id: str) -> list[_Visit]:
    """Return the recorded visits, the newest first: those shown, or more."""
    rows = session.execute(
        select(
            VisitRow.visit_id,
            VisitRow.date,
            VisitRow.carer_id,
            VisitRow.outcome,
            VisitRow.minutes,
        )
        .where(VisitRow.senior_id == senior_id)
        .order_by(VisitRow.date.desc(), VisitRow.visit_id.desc())
    )
    return [_Visit(*row) for row in rows]


def _faces(visits: Sequence[_Visit], today: date, names: Names) -> list[Face]:
    met: dict[str, list[date]] = defaultdict(list)
    for visit in visits:
        if Outcome(visit.outcome).is_valid and visit.date >= today - MEMORY:
            met[visit.carer_id].append(visit.date)
    faces = [
        Face(
            carer_id=carer_id,
            name=names.carer(carer_id),
            visits=len(days),
            last=max(days),
        )
        for carer_id, days in met.items()
    ]
    return sorted(faces, key=lambda one: (-one.visits, -one.last.toordinal()))


def _changes(session: Session, senior_id: str, zone: ZoneInfo) -> list[RecordChange]:
    rows = session.scalars(
        select(AuditRow)
        .where(
            AuditRow.subject == f"senior {senior_id}",
            AuditRow.action.in_(("senior.add", "senior.change")),
        )
        .order_by(AuditRow.audit_id.desc())
        .limit(MOST_CHANGES)
    )
    return [_change(row, zone) for row in rows]


def _change(row: AuditRow, zone: ZoneInfo) -> RecordChange:
    fields = row.detail.get("fields", [])
    return RecordChange(
        at=row.at.astimezone(zone),
        action=row.action,
        by=row.actor,
        fields=fields,
        values={name: row.detail[name] for name in fields if name in row.detail},
    )


def _cases(session: Session, senior_id: str, zone: ZoneInfo) -> list[OpenCase]:
    rows = session.scalars(
        select(CaseRow)
        .where(CaseRow.senior_id == senior_id, CaseRow.resolved_at.is_(None))
        .order_by(CaseRow.reported_at)
    )

    def local(instant: datetime) -> datetime:
        return instant.astimezone(zone)

    return [
        OpenCase(
            case_id=row.case_id,
            kind=row.kind,
            reported_at=local(row.reported_at),
            deadline=local(row.deadline),
        )
        for row in rows
    ]
