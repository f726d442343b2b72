"""When something was last heard of seniors who are paused without an end."""

from collections.abc import Collection, Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.schemas.cases import CaseKind
from api.store.tables import AuditRow, CaseRow, VisitRow


def last_heard(
    session: Session, senior_ids: Collection[str], zone: ZoneInfo
) -> Mapping[str, datetime]:
    """Return the instant for each senior of whom there is one.

    It is the last visit of whatever outcome, the last change of the senior's status,
    or the end of the last review, whichever is the latest.
    """
    heard: dict[str, datetime] = {}
    for found in (
        _visits(session, senior_ids, zone),
        _changes(session, senior_ids),
        _reviews(session, senior_ids),
    ):
        for senior_id, at in found.items():
            heard[senior_id] = max(at, heard.get(senior_id, at))
    return heard


def _visits(
    session: Session, senior_ids: Collection[str], zone: ZoneInfo
) -> Mapping[str, datetime]:
    rows = session.execute(
        select(VisitRow.senior_id, func.max(VisitRow.date))
        .where(VisitRow.senior_id.in_(senior_ids))
        .group_by(VisitRow.senior_id)
    )
    return {who: datetime.combine(day, time.min, zone) for who, day in rows}


def _changes(session: Session, senior_ids: Collection[str]) -> Mapping[str, datetime]:
    subjects = {f"senior {senior_id}": senior_id for senior_id in senior_ids}
    rows = session.execute(
        select(AuditRow.subject, AuditRow.at, AuditRow.detail)
        .where(AuditRow.subject.in_(subjects), AuditRow.action != "senior.read")
        .order_by(AuditRow.at)
    )
    return {subjects[who]: at for who, at, detail in rows if "status" in detail}


def _reviews(session: Session, senior_ids: Collection[str]) -> Mapping[str, datetime]:
    rows = session.execute(
        select(CaseRow.senior_id, func.max(CaseRow.resolved_at))
        .where(
            CaseRow.senior_id.in_(senior_ids),
            CaseRow.kind == CaseKind.PAUSE_EXPIRED.value,
            CaseRow.resolved_at.is_not(None),
        )
        .group_by(CaseRow.senior_id)
    )
    return {senior_id: at for senior_id, at in rows if at is not None}
