"""Plans in the database: drafts, the one published, and those it took the place of."""

from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from api.errors import ConflictError, NotFoundError, Wrong
from api.services.audit import note
from api.services.callers import Caller
from api.services.pins import Pin, save_pins, settle_pins
from api.services.plans_in_force import newest_published
from api.services.service import Service
from api.store.tables import EventRow, PlanRow
from api.store.tables.base import new_id
from scheduler.check.violation import Violation
from scheduler.domain.plan import Plan
from scheduler.errors import Text
from scheduler.planning import check_plan


def plan_row(session: Session, plan_id: str) -> PlanRow:
    """Return a plan as it is stored.

    Raises
    ------
    NotFoundError
        If there is none of this id.
    """
    row = session.get(PlanRow, plan_id)
    if row is None:
        raise unknown_plan(plan_id)
    return row


def unknown_plan(plan_id: str) -> NotFoundError:
    """Return the error that there is no such plan."""
    return NotFoundError(Text(f"没有计划 {plan_id}", f"there is no plan {plan_id}"))


def content_of(session: Session, plan_id: str) -> Plan:
    """Return what a plan says.

    Raises
    ------
    NotFoundError
        If there is none of this id.
    ConflictError
        If it is not made yet, or could not be made.
    """
    row = plan_row(session, plan_id)
    if row.content is None:
        raise ConflictError(
            Text(f"计划 {plan_id} 还没有排出来", f"plan {plan_id} is not made yet"),
            error="not_made",
        )
    return Plan.model_validate(row.content)


def new_draft(
    session: Session,
    now: datetime,
    user_id: str,
    plan: Plan,
    *,
    reason: str,
    base_plan_id: str | None,
    pins: tuple[Pin, ...] = (),
) -> str:
    """Return the id of a new draft; the plan in it goes by this id.

    Parameters
    ----------
    base_plan_id
        The newest published plan that it was made from.
    pins
        Visits that are fixed once it is published.
    """
    plan_id = new_id("P", plan.first_day)
    row = PlanRow(
        plan_id=plan_id,
        status="pending",
        first_day=plan.first_day,
        last_day=plan.last_day,
        base_plan_id=base_plan_id,
        reason=reason,
        created_at=now,
        created_by=user_id,
    )
    fill(row, plan, pins)
    session.add(row)
    session.flush()
    return plan_id


def fill(row: PlanRow, plan: Plan, pins: tuple[Pin, ...] = ()) -> None:
    """Make a plan's row a draft of this content, in place of what it had."""
    row.content = plan_json(plan.replace(plan_id=row.plan_id, status="draft"))
    row.pins = [pin.model_dump(mode="json") for pin in pins]
    row.status = "draft"


def plan_json(plan: Plan) -> dict[str, object]:
    """Return plan.json of the contract."""
    content: dict[str, object] = plan.model_dump(mode="json", by_alias=True)
    return content


def discard(session: Session, plan_id: str) -> None:
    """Remove a draft.

    Raises
    ------
    NotFoundError
        If there is none of this id.
    ConflictError
        If it is published, or the proposal for an event.
    """
    row = plan_row(session, plan_id)
    if row.version is not None:
        raise ConflictError(
            Text(
                f"计划 {plan_id} 已发布，不能删除",
                f"plan {plan_id} is published and stays",
            ),
            error="published",
        )
    event_id = session.scalar(
        select(EventRow.event_id).where(EventRow.plan_id == plan_id)
    )
    if event_id is not None:
        raise ConflictError(
            Text(
                f"计划 {plan_id} 是事件 {event_id} 的方案，请对事件作出决定",
                f"plan {plan_id} is proposed for event {event_id}; decide on that",
            ),
            error="proposed",
        )
    session.delete(row)
    session.flush()


def publish(
    desk: Service, session: Session, caller: Caller, plan_id: str
) -> tuple[Pin, ...]:
    """Return the fixed visits that the plan, published by now, could not keep.

    It is checked against the data as they are. It holds from its first day on; older
    plans are superseded, proposals for events made on them outdated.

    Raises
    ------
    NotFoundError
        If there is none of this id.
    ConflictError
        If it is no draft, begins before today, was made from a plan that is not the
        newest by now, or breaks a rule.
    """
    row = plan_row(session, plan_id)
    today, now = desk.today(session), desk.clock.now()
    _refuse_unless_draft(row)
    _refuse_past(row, today)
    _refuse_overtaken(session, row)
    plan = _checked(desk, session, row)
    row.content = plan_json(plan.replace(status="published"))
    row.status, row.version = "published", _next_version(session)
    row.published_at, row.published_by = now, caller.user_id
    _supersede_others(session, row)
    pins = tuple(Pin.model_validate(pin) for pin in row.pins)
    save_pins(session, now, caller.user_id, plan, (pin.key for pin in pins))
    session.flush()
    lost = settle_pins(session, plan, today)
    note(
        session,
        now,
        caller.user_id,
        "plan.publish",
        f"plan {plan_id}",
        version=row.version,
    )
    return lost


def _refuse_unless_draft(row: PlanRow) -> None:
    if row.status != "draft":
        raise ConflictError(
            Text(
                f"计划 {row.plan_id} 不是草稿（{row.status}）",
                f"plan {row.plan_id} is no draft but {row.status}",
            ),
            error="no_draft",
        )


def _refuse_past(row: PlanRow, today: date) -> None:
    if row.first_day < today:
        raise ConflictError(
            Text(
                f"计划从 {row.first_day} 开始，已经过去；只能改动 {today} 起的日子",
                f"the plan begins on {row.first_day}, which is past; only days from "
                f"{today} on may change",
            ),
            error="past",
        )


def _refuse_overtaken(session: Session, row: PlanRow) -> None:
    newest = newest_published(session, row.first_day, row.last_day)
    if newest != row.base_plan_id:
        raise ConflictError(
            Text(
                f"排这份计划以后，计划 {newest} 已经发布，请重新排",
                f"since this was asked for, plan {newest} was published; plan anew",
            ),
            error="overtaken",
        )


def _checked(desk: Service, session: Session, row: PlanRow) -> Plan:
    plan = Plan.model_validate(row.content)
    report = check_plan(desk.problem(session, plan.first_day, plan.days), plan)
    if report.violations:
        count = len(report.violations)
        raise broken(
            report.violations,
            Text(
                f"按现在的资料，计划有 {count} 处违反规则，请重新排",
                f"by the data as they are now the plan breaks {count} rules; plan anew",
            ),
        )
    return plan.replace(kpis=report.kpis) if report.stale else plan


def broken(violations: tuple[Violation, ...], says: Text) -> ConflictError:
    """Return the error that rules are broken, each with its sentence."""
    return ConflictError(
        says,
        [Wrong("", violation.says, violation.rule) for violation in violations],
        error="breaks_rules",
    )


def _next_version(session: Session) -> int:
    return (session.scalar(select(func.max(PlanRow.version))) or 0) + 1


def _supersede_others(session: Session, row: PlanRow) -> None:
    session.execute(
        update(PlanRow)
        .where(PlanRow.status == "published", PlanRow.plan_id != row.plan_id)
        .values(status="superseded")
    )
    session.execute(
        update(EventRow)
        .where(
            EventRow.status == "proposed",
            EventRow.plan_id.is_distinct_from(row.plan_id),
        )
        .values(status="outdated")
    )
