"""Events as they were reported, with what was proposed."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import NotFoundError
from api.services import plans
from api.store.tables import EventRow
from scheduler.changes.proposal import Proposal
from scheduler.errors import Text


def event_of(session: Session, event_id: str) -> EventRow:
    """Return an event.

    Raises
    ------
    NotFoundError
        If there is none of this id.
    """
    row = session.get(EventRow, event_id)
    if row is None:
        raise NotFoundError(
            Text(f"没有编号为 {event_id} 的事件", f"there is no event {event_id}")
        )
    return row


def events_since(session: Session, since: date) -> list[EventRow]:
    """Return the events reported from a day on, the newest first."""
    rows = session.scalars(
        select(EventRow)
        .where(EventRow.reported_at >= datetime.combine(since, time(), UTC))
        .order_by(EventRow.reported_at.desc())
        .limit(200)
    )
    return list(rows)


def proposal_of(session: Session, row: EventRow) -> Proposal:
    """Return what was proposed for an event; its plan as it stands by now."""
    content = {k: v for k, v in (row.proposal or {}).items() if k != "case_id"}
    plan: Any = plans.content_of(session, row.plan_id or row.base_plan_id or "")
    return Proposal.model_validate(content | {"plan": plan, "happening": row.happening})
