"""A coordinator publishes a draft: it may change what is to come, not what was."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.clock import seconds_of_day
from api.errors import ConflictError, Wrong
from api.schemas.plans import Published
from api.services.callers import Caller
from api.services.plan_answers import published
from api.services.plans import content_of, publish
from api.services.plans_in_force import routes_of_day
from api.services.service import Service
from api.store.community import records_of
from api.store.tables import EventRow
from scheduler.domain.plan import Plan, Route
from scheduler.domain.records import VisitRecord
from scheduler.domain.times import format_minute
from scheduler.errors import Text


class _Begun(NamedTuple):
    """A visit of today that nobody can plan any more."""

    senior_id: str
    carer_id: str
    start: int


def publish_draft(
    desk: Service, session: Session, caller: Caller, plan_id: str
) -> Published:
    """Return that a draft now holds.

    Raises
    ------
    NotFoundError
        If there is none of this id.
    ConflictError
        If it is no draft, is the proposal for an event, would change what has begun,
        or breaks a rule.
    """
    plan = content_of(session, plan_id)
    _refuse_proposed(session, plan_id)
    _refuse_rewriting(desk, session, plan)
    lost = publish(desk, session, caller, plan_id)
    return published(desk, session, plan_id, lost)


def _refuse_proposed(session: Session, plan_id: str) -> None:
    event_id = session.scalar(
        select(EventRow.event_id).where(
            EventRow.plan_id == plan_id, EventRow.status == "proposed"
        )
    )
    if event_id is not None:
        raise ConflictError(
            Text(
                f"这份计划是事件 {event_id} 的方案：采纳该事件即发布",
                f"the plan is proposed for event {event_id}: accept that to publish it",
            ),
            error="proposed",
        )


def _refuse_rewriting(desk: Service, session: Session, plan: Plan) -> None:
    local = desk.local_now(session)
    today, now = local.date(), seconds_of_day(local)
    held = desk.plans.routes_on(session, today)
    if not held or not plan.first_day <= today <= plan.last_day:
        return
    results = records_of(session, today, today)
    before = set(_begun(held, results, now))
    after = set(_begun(routes_of_day(plan.routes, today), results, now))
    if before != after:
        raise _rewriting(today, before - after, after - before)


def _begun(
    routes: Iterable[Route], results: Iterable[VisitRecord], now: int
) -> Iterator[_Begun]:
    """Return what has begun by the clock or is on record; not where it failed."""
    made = {(r.senior_id, r.carer_id) for r in results if r.outcome.is_valid}
    failed = {r.senior_id for r in results} - {senior_id for senior_id, _ in made}
    for route in routes:
        for stop in route.stops:
            visit = _Begun(stop.senior_id, route.carer_id, stop.start)
            if stop.senior_id in failed:
                continue
            if stop.start <= now or (visit.senior_id, visit.carer_id) in made:
                yield visit


def _rewriting(today: date, gone: set[_Begun], new: set[_Begun]) -> ConflictError:
    problems = [
        *(
            Wrong("", Text(f"{_zh(visit)} 已经开始", f"{_en(visit)} has begun"))
            for visit in sorted(gone)
        ),
        *(
            Wrong("", Text(f"{_zh(visit)} 已经错过", f"{_en(visit)} is too late"))
            for visit in sorted(new)
        ),
    ]
    return ConflictError(
        Text(
            f"{today} 已经开始的走访不能再改；请从明天起排，或报告事件",
            f"visits of {today} that have begun cannot be changed; plan from tomorrow "
            "on, or report an event",
        ),
        problems,
        error="begun",
    )


def _zh(visit: _Begun) -> str:
    return f"{format_minute(visit.start)} {visit.carer_id} 访 {visit.senior_id}"


def _en(visit: _Begun) -> str:
    return f"{format_minute(visit.start)} {visit.carer_id} at {visit.senior_id}"
