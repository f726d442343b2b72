"""Plans as they are answered: as much of them as the caller may see."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, defer

from api.errors import NotFoundError
from api.schemas.plans import (
    PinAnswer,
    PinList,
    PlanAnswer,
    PlanHead,
    PlansPage,
    Published,
)
from api.services.callers import Caller, UserRole
from api.services.job_states import job_state, local
from api.services.pins import Pin, pins_from
from api.services.plans import content_of, unknown_plan
from api.services.plans_in_force import routes_of_day
from api.services.service import Service
from api.store.tables import CommunityRow, PlanRow
from scheduler.domain.plan import Kpis, Plan, Route, Unserved
from scheduler.errors import Language, Text

TODAY = "today"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Asked(NamedTuple):
    """The plan that a name stands for.

    Attributes
    ----------
    day
        The one day that was asked for; None: all of its days.
    """

    plan_id: str
    day: date | None


def find(desk: Service, session: Session, name: str) -> Asked:
    """Return the plan that an id, ``today`` or a date stands for.

    Raises
    ------
    NotFoundError
        If no published plan holds on the day. An id is not looked up.
    """
    day = _day_of(name, desk.today(session))
    if day is None:
        return Asked(name, None)
    plan_id = desk.plans.id_on(session, day)
    if plan_id is None:
        raise NotFoundError(
            Text(f"{day} 没有已发布的计划", f"no published plan holds on {day}")
        )
    return Asked(plan_id, day)


def _day_of(name: str, today: date) -> date | None:
    if name == TODAY:
        return today
    if not _ISO_DATE.fullmatch(name):
        return None
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def answer(
    desk: Service, session: Session, caller: Caller, name: str, language: Language
) -> bytes:
    """Return a plan, or its routes of one day, as far as the caller may see, as JSON.

    What holds on a day is put together once for all who see the same.

    Raises
    ------
    NotFoundError
        If there is no such plan, or none that the caller may see.
    """
    asked = find(desk, session, name)

    def put_together() -> bytes:
        whole = _answer(desk, session, caller, asked, language)
        return whole.model_dump_json(by_alias=True).encode()

    if asked.day is None:
        said = put_together()
    else:
        revision = session.scalars(select(CommunityRow.revision)).one()
        who = (caller.role, caller.organisation, caller.carer_id)
        is_today = asked.day == desk.today(session)
        key = (revision, asked, is_today, who, language)
        said = desk.day_plans.once(key, put_together)
    if caller.role is not UserRole.AUDITOR:
        day = asked.day.isoformat() if asked.day else "all"
        subject = f"plan {asked.plan_id}"
        desk.reads.note(desk.clock.now(), caller.user_id, "plan.read", subject, day=day)
    return said


def _answer(
    desk: Service, session: Session, caller: Caller, asked: Asked, language: Language
) -> PlanAnswer:
    row = _row(desk, session, caller, asked)
    plan = _content(desk, session, row)
    head = _head(desk, session, caller, row, plan.kpis if plan else None, language)
    routes, unserved = _seen(desk, session, caller, plan, asked.day)
    return PlanAnswer(**dict(head), day=asked.day, routes=routes, unserved=unserved)


def _row(desk: Service, session: Session, caller: Caller, asked: Asked) -> PlanRow:
    row = session.get(PlanRow, asked.plan_id, options=[defer(PlanRow.content)])
    if row is None or not _may_see(
        caller, row, is_today=asked.day == desk.today(session)
    ):
        raise unknown_plan(asked.plan_id)
    return row


def _may_see(caller: Caller, row: PlanRow, is_today: bool) -> bool:
    match caller.role:
        case UserRole.COORDINATOR | UserRole.AUDITOR:
            return True
        case UserRole.ORGANISATION:
            return row.version is not None
        case UserRole.CARER:
            return is_today


def _content(desk: Service, session: Session, row: PlanRow) -> Plan | None:
    if row.version is not None:
        return desk.plans.of(session, row.plan_id)
    if row.status == "draft":
        return content_of(session, row.plan_id)
    return None


def _seen(
    desk: Service, session: Session, caller: Caller, plan: Plan | None, day: date | None
) -> tuple[list[Route], list[Unserved]]:
    if plan is None or caller.role is UserRole.AUDITOR:
        return [], []
    scope = desk.scope(session, caller)
    routes = routes_of_day(plan.routes, day) if day else plan.routes
    return (
        [route for route in routes if scope.has_carer(route.carer_id)],
        [entry for entry in plan.unserved if scope.has_senior(entry.senior_id)],
    )


def listed(
    desk: Service,
    session: Session,
    caller: Caller,
    after: str | None,
    limit: int,
    language: Language,
) -> PlansPage:
    """Return plans, the newest first.

    Parameters
    ----------
    after
        The last plan of the page before; None: from the beginning.

    Raises
    ------
    NotFoundError
        If there is no plan ``after``.
    """
    place = tuple_(PlanRow.created_at, PlanRow.plan_id)
    found = select(PlanRow, PlanRow.content["kpis"]).options(defer(PlanRow.content))
    if caller.role is UserRole.ORGANISATION:
        found = found.where(PlanRow.version.is_not(None))
    if after is not None:
        found = found.where(place < _place(session, after))
    order = (PlanRow.created_at.desc(), PlanRow.plan_id.desc())
    rows = session.execute(found.order_by(*order).limit(limit + 1)).all()
    shown = [
        _head(desk, session, caller, row, _kpis(kpis), language)
        for row, kpis in rows[:limit]
    ]
    return PlansPage(items=shown, next=shown[-1].plan_id if len(rows) > limit else None)


def _place(session: Session, plan_id: str) -> Any:
    row = session.get(PlanRow, plan_id, options=[defer(PlanRow.content)])
    if row is None:
        raise unknown_plan(plan_id)
    return tuple_(row.created_at, row.plan_id)


def _kpis(content: Any) -> Kpis | None:
    return None if content is None else Kpis.model_validate(content)


def head(
    desk: Service, session: Session, caller: Caller, plan_id: str, language: Language
) -> PlanHead:
    """Return a plan without its routes.

    Raises
    ------
    NotFoundError
        If there is no such plan, or none that the caller may see.
    """
    row = _row(desk, session, caller, Asked(plan_id, None))
    content = select(PlanRow.content["kpis"]).where(PlanRow.plan_id == plan_id)
    kpis = _kpis(session.scalars(content).one())
    return _head(desk, session, caller, row, kpis, language)


def _head(
    desk: Service,
    session: Session,
    caller: Caller,
    row: PlanRow,
    kpis: Kpis | None,
    language: Language,
) -> PlanHead:
    zone = desk.timezone(session)
    return PlanHead(
        plan_id=row.plan_id,
        status=row.status,
        version=row.version,
        first_day=row.first_day,
        last_day=row.last_day,
        days=(row.last_day - row.first_day).days + 1,
        reason="" if caller.role is UserRole.AUDITOR else row.reason,
        base_plan_id=row.base_plan_id,
        created_at=row.created_at.astimezone(zone),
        created_by=row.created_by,
        published_at=local(row.published_at, zone),
        published_by=row.published_by,
        kpis=kpis,
        late_bound=row.late_bound,
        visits_bound=row.visits_bound,
        job=job_state(session, row.plan_id, zone, language),
    )


def pins(desk: Service, session: Session) -> PinList:
    """Return the visits that people have fixed, from today on."""
    return PinList(pins=_pins(pins_from(session, desk.today(session))))


def _pins(found: Iterable[Pin]) -> list[PinAnswer]:
    return [PinAnswer.model_validate(pin.model_dump()) for pin in found]


def published(
    desk: Service, session: Session, plan_id: str, lost: Iterable[Pin]
) -> Published:
    """Return that a plan now holds.

    Parameters
    ----------
    lost
        The fixed visits that it does not keep.
    """
    row = session.get_one(PlanRow, plan_id)
    assert row.version is not None
    assert row.published_at is not None
    return Published(
        plan_id=plan_id,
        version=row.version,
        published_at=row.published_at.astimezone(desk.timezone(session)),
        lost_pins=_pins(lost),
    )
