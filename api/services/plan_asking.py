"""A plan is asked for, and called off."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from api.clock import seconds_of_day
from api.errors import InvalidError, Wrong
from api.schemas.plans import PlanWish
from api.services.audit import note
from api.services.callers import Caller
from api.services.plans import discard, plan_row
from api.services.plans_in_force import newest_published
from api.services.service import Service
from api.store.community import roster_of
from api.store.tables import JobRow, PlanRow
from api.store.tables.base import new_id
from scheduler.domain.roster import shifts_between
from scheduler.errors import Text

FARTHEST_DAYS = 366
"""How many days ahead a plan may begin."""


def ask(desk: Service, session: Session, caller: Caller, wish: PlanWish) -> str:
    """Return the id of a plan that waits to be made.

    Raises
    ------
    InvalidError
        If its first day is past, or too far ahead.
    """
    now, today = desk.clock.now(), desk.today(session)
    first_day = wish.first_day or next_open_day(desk, session)
    last_day = first_day + timedelta(days=wish.days - 1)
    _refuse_days(first_day, today)
    plan_id = new_id("P", first_day)
    session.add(
        PlanRow(
            plan_id=plan_id,
            status="pending",
            first_day=first_day,
            last_day=last_day,
            base_plan_id=newest_published(session, first_day, last_day),
            reason=wish.reason,
            created_at=now,
            created_by=caller.user_id,
        )
    )
    session.flush()
    session.add(
        JobRow(
            plan_id=plan_id,
            status="queued",
            seed=wish.seed,
            keep=wish.keep,
            time_limit=wish.time_limit or desk.settings.solve_seconds,
            queued_at=now,
        )
    )
    note(session, now, caller.user_id, "plan.ask", f"plan {plan_id}")
    session.flush()
    return plan_id


def next_open_day(desk: Service, session: Session) -> date:
    """Return the first day that can be planned as a whole.

    Today as long as no shift of today has begun; then, or if there is none, tomorrow.
    """
    local = desk.local_now(session)
    shifts = shifts_between(roster_of(session), local.date(), 1)
    starts = [shift.span.start for shift in shifts]
    whole = bool(starts) and seconds_of_day(local) < min(starts)
    return local.date() if whole else local.date() + timedelta(days=1)


def _refuse_days(first_day: date, today: date) -> None:
    farthest = today + timedelta(days=FARTHEST_DAYS)
    if not today <= first_day <= farthest:
        says = Text(
            f"首日应在 {today} 至 {farthest} 之间",
            f"the first day should be from {today} to {farthest}",
        )
        raise InvalidError.of([Wrong("/first_day", says, str(first_day))])


def call_off(desk: Service, session: Session, caller: Caller, plan_id: str) -> bool:
    """Return whether the plan is still being made, and stops with the best so far.

    Else it is gone: it waited, was a draft, or had failed.

    Raises
    ------
    NotFoundError
        If there is none of this id.
    ConflictError
        If it is published, or the proposal for an event.
    """
    row = plan_row(session, plan_id)
    job = session.get(JobRow, plan_id, with_for_update=True)
    stops = job is not None and job.status == "running"
    if job is not None and stops:
        job.stop_requested = True
    else:
        discard(session, row.plan_id)
    action = "plan.stop" if stops else "plan.discard"
    note(session, desk.clock.now(), caller.user_id, action, f"plan {plan_id}")
    return stops
