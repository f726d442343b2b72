"""Recorded visits, read within a caller's scope."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import NotFoundError
from api.schemas.visits import Checklist, Visit, Visits, VisitWhole
from api.services.callers import Caller, UserRole
from api.services.follow_ups import follow_up_answer
from api.services.pages import page
from api.services.service import Service
from api.services.visits_correct import corrections_of
from api.store.tables import FollowUpRow, VisitRow
from scheduler.errors import Text


def visits_on(
    session: Session,
    service: Service,
    caller: Caller,
    day: date,
    after: str | None,
    limit: int,
) -> Visits:
    """Return the results of a day in the caller's scope, as they were recorded."""
    scope = service.scope(session, caller)
    wanted = select(VisitRow).where(VisitRow.date == day)
    if scope.carer_ids is not None and scope.senior_ids is not None:
        wanted = wanted.where(
            VisitRow.carer_id.in_(scope.carer_ids),
            VisitRow.senior_id.in_(scope.senior_ids),
        )
    wanted = wanted.order_by(VisitRow.visit_id)
    rows, following = page(session, wanted, VisitRow.visit_id, after, limit)
    zone = service.timezone(session)
    service.reads.note(service.clock.now(), caller.user_id, "visits.read", f"day {day}")
    return Visits(items=[Visit(**_answer(row, zone)) for row in rows], next=following)


def visit_row(
    session: Session, service: Service, caller: Caller, visit_id: int
) -> VisitRow:
    """Return a visit in the caller's scope; a carer's is that of today.

    Raises
    ------
    NotFoundError
        If there is none, or none that the caller may see.
    """
    row = session.get(VisitRow, visit_id)
    scope = service.scope(session, caller)
    if (
        row is None
        or not (scope.has_carer(row.carer_id) and scope.has_senior(row.senior_id))
        or (caller.role is UserRole.CARER and row.date != service.today(session))
    ):
        says = f"没有编号为 {visit_id} 的走访记录"
        raise NotFoundError(Text(says, f"there is no visit {visit_id}"))
    return row


def read_visit(
    session: Session, service: Service, caller: Caller, visit_id: int
) -> VisitWhole:
    """Return a visit in the caller's scope as a whole; the trail has that it was read.

    Raises
    ------
    NotFoundError
        If there is none, or none that the caller may see.
    """
    row = visit_row(session, service, caller, visit_id)
    now, subject = service.clock.now(), f"visit {visit_id}"
    service.reads.note(now, caller.user_id, "visit.read", subject, senior=row.senior_id)
    return whole_visit(session, service, row)


def whole_visit(session: Session, service: Service, row: VisitRow) -> VisitWhole:
    """Return a visit with its follow-ups and corrections."""
    now, zone = service.clock.now(), service.timezone(session)
    follow_ups = session.scalars(
        select(FollowUpRow)
        .where(FollowUpRow.visit_id == row.visit_id)
        .order_by(FollowUpRow.follow_up_id)
    )
    return VisitWhole(
        **_answer(row, zone),
        follow_ups=[follow_up_answer(one, now, zone) for one in follow_ups],
        corrections=corrections_of(session, row.visit_id, zone),
    )


def _answer(row: VisitRow, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "visit_id": row.visit_id,
        "senior_id": row.senior_id,
        "date": row.date,
        "carer_id": row.carer_id,
        "attempt": row.attempt,
        "outcome": row.outcome,
        "minutes": row.minutes,
        "checklist": Checklist.model_validate(row.checklist),
        "note": row.note,
        "recorded_at": row.recorded_at.astimezone(zone),
        "recorded_by": row.recorded_by,
    }
