"""The trail, read by those who oversee."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import InvalidError, Wrong
from api.schemas.audit import AuditEntry, AuditTrail
from api.services.audit import WORDS
from api.services.callers import Caller, UserRole
from api.services.service import Service
from api.store.tables import AuditRow
from scheduler.errors import Text


def audit_trail(
    desk: Service,
    session: Session,
    caller: Caller,
    *,
    actor: str | None,
    action: str | None,
    subject: str | None,
    since: datetime | None,
    after: str | None,
    limit: int,
) -> AuditTrail:
    """Return a page of the trail's entries, the newest first.

    Parameters
    ----------
    action
        A whole action, or the part before its point: all that was done to such records.
    after
        Id of the last entry of the page before.

    Raises
    ------
    InvalidError
        If that is no id.
    """
    wanted = select(AuditRow).order_by(AuditRow.audit_id.desc()).limit(limit + 1)
    for column, value in ((AuditRow.actor, actor), (AuditRow.subject, subject)):
        if value is not None:
            wanted = wanted.where(column == value)
    if action is not None:
        whole, part = (
            AuditRow.action == action,
            AuditRow.action.startswith(f"{action}."),
        )
        wanted = wanted.where(whole | part)
    if since is not None:
        wanted = wanted.where(AuditRow.at >= since)
    if after is not None:
        wanted = wanted.where(AuditRow.audit_id < _number(after))
    rows = list(session.scalars(wanted))
    zone = desk.timezone(session)
    desk.reads.note(desk.clock.now(), caller.user_id, "audit.read", "audit")
    return AuditTrail(
        items=[
            AuditEntry(
                audit_id=row.audit_id,
                at=row.at.astimezone(zone),
                actor=row.actor,
                action=row.action,
                subject=row.subject,
                detail=_shown(caller, row.detail),
            )
            for row in rows[:limit]
        ],
        next=str(rows[limit - 1].audit_id) if len(rows) > limit else None,
    )


def _shown(caller: Caller, detail: dict[str, Any]) -> dict[str, Any]:
    """Return an entry's detail, for auditors without what somebody wrote freely."""
    free = caller.role is not UserRole.AUDITOR
    return {key: value for key, value in detail.items() if free or key != WORDS}


def _number(after: str) -> int:
    if not (after.isascii() and after.isdigit() and len(after) < 16):
        says = Text("应为上一页的 next", "should be `next` of the page before")
        raise InvalidError.of([Wrong("/query/after", says, after)])
    return int(after)
