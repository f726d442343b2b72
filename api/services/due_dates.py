"""When each senior is due, by what is recorded until now."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.store.community import VALID
from api.store.tables import AuditRow, PlanRow, SeniorRow, VisitRow
from scheduler.domain.clock import first_turn, last_visit
from scheduler.domain.people import Senior
from scheduler.domain.policy import Policy
from scheduler.domain.words import Status


def due_dates(
    session: Session,
    policy: Policy,
    seniors: Collection[Senior],
    today: date,
    visited_before: date = date.max,
) -> Mapping[str, date]:
    """Return the due date of each senior who has one; it may be long past.

    A senior who was never visited is due on the first day of the first plan; one who
    was added later, on the day of that; before any plan, today.

    Parameters
    ----------
    visited_before
        Visits from this day on do not count; default all do.
    """
    senior_ids = [senior.senior_id for senior in seniors]
    recorded = last_valid_visits(session, senior_ids, visited_before)
    dues = {}
    unseen = []
    for senior in seniors:
        last = last_visit(senior, recorded.get(senior.senior_id))
        turn = first_turn(senior, policy.tags[senior.tag], last, today)
        if turn is not None:
            dues[senior.senior_id] = turn.due
            if last is None and senior.status is Status.ACTIVE:
                unseen.append(senior.senior_id)
    zone = ZoneInfo(policy.community.timezone)
    return dues | _first_dues(session, unseen, zone)


def last_valid_visits(
    session: Session, senior_ids: Collection[str], before: date = date.max
) -> Mapping[str, date]:
    """Return the date of the last valid visit before a day, of each who has one."""
    last = (
        select(VisitRow.date)
        .where(
            VisitRow.senior_id == SeniorRow.senior_id,
            VisitRow.outcome.in_(VALID),
            VisitRow.date < before,
        )
        .order_by(VisitRow.date.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = session.execute(
        select(SeniorRow.senior_id, last).where(SeniorRow.senior_id.in_(senior_ids))
    )
    return {senior_id: day for senior_id, day in found if day is not None}


def _first_dues(
    session: Session, senior_ids: Iterable[str], zone: ZoneInfo
) -> dict[str, date]:
    """Return since when those who were never visited are due, as far as known."""
    subjects = {f"senior {senior_id}": senior_id for senior_id in senior_ids}
    first_plan = session.scalar(
        select(func.min(PlanRow.first_day)).where(PlanRow.version.is_not(None))
    )
    if first_plan is None or not subjects:
        return {}
    changed = session.execute(
        select(AuditRow.subject, func.min(AuditRow.at))
        .where(AuditRow.subject.in_(subjects), AuditRow.action != "senior.read")
        .group_by(AuditRow.subject)
    )
    known = {subjects[subject]: at.astimezone(zone).date() for subject, at in changed}
    return {
        senior_id: max(first_plan, known.get(senior_id, first_plan))
        for senior_id in subjects.values()
    }
