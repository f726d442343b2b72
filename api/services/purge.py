"""What is older than a day is removed, save what is still needed."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Select,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from api.services.audit import note
from api.store.community import MEMORY_DAYS, VALID, policy_of
from api.store.tables import (
    AnswerRow,
    AuditRow,
    CaseRow,
    EventRow,
    FollowUpRow,
    PinRow,
    PlanRow,
    Row,
    SeniorRow,
    VisitRow,
)
from scheduler.domain.words import Status
from scheduler.errors import Finding, InputError, Text

AUDIT_DAYS = 1_098
"""The trail stays for three years (PIPL, article 56), leap days counted generously."""


def purge(
    session: Session, now: datetime, actor: str, before: date
) -> Mapping[str, int]:
    """Return how many rows of each kind were removed: those older than a day.

    Removed are visits, plans that end and pins that lie before the day, and events,
    closed cases, follow-ups done, answers and audit entries from before it.

    What is needed stays: each senior's last valid visit, which the clock runs from,
    without its checklist and note; visits with an open follow-up; open cases; the
    newest published plan; audit entries younger than three years. Of a senior who has
    ended no visit need stay, and when nothing recent is recorded of one, the senior
    goes too.

    Parameters
    ----------
    actor
        Who purges, for the audit trail.
    before
        At least `MEMORY_DAYS` ago: what is younger counts in plans.

    Raises
    ------
    scheduler.errors.InputError
        If the day is not long enough ago.
    """
    timezone = ZoneInfo(policy_of(session).community.timezone)
    latest = now.astimezone(timezone).date() - timedelta(days=MEMORY_DAYS)
    if before > latest:
        raise InputError([Finding("--before", _too_late(latest), value=str(before))])
    start = datetime.combine(before, time(), timezone)
    oldest = min(start, now - timedelta(days=AUDIT_DAYS))
    removed = {
        "follow_ups": _remove(session, FollowUpRow, FollowUpRow.done_at < start),
        "cases": _remove(session, CaseRow, CaseRow.resolved_at < start),
        "visits": _remove_visits(session, before),
        "pins": _remove(session, PinRow, PinRow.date < before),
        "events": _remove(session, EventRow, EventRow.reported_at < start),
        "plans": _remove_plans(session, before),
        "answers": _remove(session, AnswerRow, AnswerRow.at < start),
        "audit": _remove(session, AuditRow, AuditRow.at < oldest),
        "seniors": _remove(session, SeniorRow, *_forgotten(start)),
    }
    session.expire_all()
    about = {"before": str(before), **removed}
    note(session, now, actor, "community.purge", "community", **about)
    return removed


def _too_late(latest: date) -> Text:
    return Text(
        f"最近 {MEMORY_DAYS} 天的记录还要用来排计划；最晚可到 {latest}",
        f"the last {MEMORY_DAYS} days still count in plans; {latest} at the latest",
    )


def _remove(session: Session, table: type[Row], *which: ColumnElement[bool]) -> int:
    statement = delete(table).where(*which)
    done = session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], done).rowcount


def _remove_visits(session: Session, before: date) -> int:
    """Remove old visits; the last valid ones stay bare, followed ones as they are."""
    followed = select(FollowUpRow.visit_id).where(
        FollowUpRow.done_at.is_(None), FollowUpRow.visit_id.is_not(None)
    )
    old = (VisitRow.date < before, VisitRow.visit_id.not_in(followed))
    last = VisitRow.visit_id.in_(_last_visits())
    session.execute(
        update(VisitRow).where(*old, last).values(checklist={}, note=""),
        execution_options={"synchronize_session": False},
    )
    return _remove(session, VisitRow, *old, ~last)


def _last_visits() -> Select[Any]:
    """Return the ids of the last valid visits of every senior in the programme."""
    valid = VisitRow.outcome.in_(VALID)
    last = (
        select(VisitRow.senior_id, func.max(VisitRow.date).label("date"))
        .join(SeniorRow, SeniorRow.senior_id == VisitRow.senior_id)
        .where(valid, SeniorRow.status != Status.ENDED)
        .group_by(VisitRow.senior_id)
        .subquery()
    )
    is_last = (VisitRow.senior_id == last.c.senior_id) & (VisitRow.date == last.c.date)
    return select(VisitRow.visit_id).join(last, is_last).where(valid)


def _remove_plans(session: Session, before: date) -> int:
    """Remove old plans; the newest published one stays, which counts the versions."""
    newest = select(func.max(PlanRow.version)).scalar_subquery()
    old = (
        PlanRow.last_day < before,
        PlanRow.status != "pending",
        or_(PlanRow.version.is_(None), PlanRow.version < newest),
    )
    ids = session.scalars(select(PlanRow.plan_id).where(*old)).all()
    for column in (PlanRow.base_plan_id, EventRow.base_plan_id, EventRow.plan_id):
        session.execute(
            update(column.class_).where(column.in_(ids)).values({column: None}),
            execution_options={"synchronize_session": False},
        )
    return _remove(session, PlanRow, PlanRow.plan_id.in_(ids))


def _forgotten(start: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return what holds for seniors who have ended and of whom nothing is left."""
    tables = (VisitRow, CaseRow, FollowUpRow)
    about = "senior " + SeniorRow.senior_id
    recent = exists().where(AuditRow.subject == about, AuditRow.at >= start)
    return (
        SeniorRow.status == Status.ENDED,
        *(~exists().where(t.senior_id == SeniorRow.senior_id) for t in tables),
        ~recent,
    )
