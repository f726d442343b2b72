"""What is to be done after visits, until a person has done it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import ConflictError, NotFoundError
from api.schemas.follow_ups import FollowUp, FollowUpDone, FollowUps, NewFollowUp
from api.services.audit import note
from api.services.callers import Caller
from api.services.pages import page
from api.services.service import Service
from api.store.tables import FollowUpRow
from scheduler.errors import Text


def new_follow_up(
    now: datetime,
    caller: Caller,
    senior_id: str,
    visit_id: int,
    follow_up: NewFollowUp,
) -> FollowUpRow:
    """Return the row of a follow-up that came up at a visit."""
    return FollowUpRow(
        senior_id=senior_id,
        visit_id=visit_id,
        what=follow_up.what,
        owner=follow_up.owner,
        deadline=follow_up.deadline,
        opened_at=now,
        opened_by=caller.user_id,
    )


def open_follow_ups(
    session: Session, service: Service, caller: Caller, after: str | None, limit: int
) -> FollowUps:
    """Return the open follow-ups in the caller's scope, the most urgent first."""
    scope = service.scope(session, caller)
    wanted = select(FollowUpRow).where(FollowUpRow.done_at.is_(None))
    if scope.senior_ids is not None:
        wanted = wanted.where(FollowUpRow.senior_id.in_(scope.senior_ids))
    wanted = wanted.order_by(FollowUpRow.deadline, FollowUpRow.follow_up_id)
    rows, following = page(session, wanted, FollowUpRow.follow_up_id, after, limit)
    now, zone = service.clock.now(), service.timezone(session)
    service.reads.note(now, caller.user_id, "follow_ups.read", "follow-ups")
    return FollowUps(
        items=[follow_up_answer(row, now, zone) for row in rows], next=following
    )


def end_follow_up(
    session: Session,
    service: Service,
    caller: Caller,
    follow_up_id: int,
    done: FollowUpDone,
) -> FollowUp:
    """Return a follow-up after a person has done it; asked again, as it is.

    Raises
    ------
    NotFoundError
        If there is none in the caller's scope.
    ConflictError
        If it is done already, by somebody else or otherwise.
    """
    row = session.get(FollowUpRow, follow_up_id)
    scope = service.scope(session, caller)
    if row is None or not scope.has_senior(row.senior_id):
        says = f"没有编号为 {follow_up_id} 的跟进事项"
        raise NotFoundError(Text(says, f"there is no follow-up {follow_up_id}"))
    now, zone = service.clock.now(), service.timezone(session)
    if row.done_at is None:
        row.done_at, row.done_by, row.done_note = now, done.by, done.note
        subject = f"follow-up {follow_up_id}"
        note(
            session,
            now,
            caller.user_id,
            "follow_up.done",
            subject,
            senior=row.senior_id,
        )
    elif (row.done_by, row.done_note) != (done.by, done.note):
        says = f"跟进事项 {follow_up_id} 已经办结"
        raise ConflictError(Text(says, f"follow-up {follow_up_id} is done already"))
    return follow_up_answer(row, now, zone)


def follow_up_answer(row: FollowUpRow, now: datetime, zone: ZoneInfo) -> FollowUp:
    """Return a follow-up as it is answered, times local."""
    return FollowUp(
        follow_up_id=row.follow_up_id,
        senior_id=row.senior_id,
        visit_id=row.visit_id,
        what=row.what,
        owner=row.owner,
        deadline=row.deadline.astimezone(zone),
        late=row.done_at is None and row.deadline < now,
        opened_at=row.opened_at.astimezone(zone),
        opened_by=row.opened_by,
        done_at=row.done_at and row.done_at.astimezone(zone),
        done_by=row.done_by,
        done_note=row.done_note,
    )
