"""What people do about cases: steps, owners, and the end that one of them writes."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import ConflictError, InvalidError, NotFoundError, Wrong
from api.schemas.cases import CaseKind, CaseStep, NewEnding, NewOwner, NewStep
from api.services.audit import note
from api.services.callers import Caller
from api.services.cases_clock import owed
from api.services.service import Service
from api.store.tables import CaseRow, CaseStepRow, SeniorRow
from scheduler.domain.words import Tag
from scheduler.errors import Text

AT_THE_DOOR = (CaseStep.KNOCK, CaseStep.NEIGHBOUR)
"""Steps by which somebody is on site."""

BEFORE = timedelta(days=1)
"""A step may have been taken so long before its case was reported."""


def case_row(
    session: Session, service: Service, caller: Caller, case_id: str
) -> CaseRow:
    """Return a case in the caller's scope.

    Raises
    ------
    NotFoundError
        If there is none, or none that the caller may see.
    """
    row = session.get(CaseRow, case_id)
    scope = service.scope(session, caller)
    if row is None or not scope.has_senior(row.senior_id):
        raise NotFoundError(Text(f"没有个案 {case_id}", f"there is no case {case_id}"))
    return row


def take_step(
    session: Session, service: Service, caller: Caller, case: CaseRow, step: NewStep
) -> None:
    """Write down a step; from it follow what is owed next and until when.

    Raises
    ------
    ConflictError
        If the case has ended.
    InvalidError
        If a time lies ahead, or long before the case.
    """
    _refuse_ended(case)
    now = service.clock.now()
    _refuse_strange_times(case, step, now)
    at = step.at or now
    row = CaseStepRow(
        case_id=case.case_id,
        step=step.step.value,
        at=at,
        by=step.by,
        result=step.result,
    )
    session.add(row)
    session.flush()
    if step.step is not CaseStep.NOTE:
        case.dispatched_at = case.dispatched_at or max(at, case.reported_at)
    if step.step in AT_THE_DOOR:
        case.on_site_at = case.on_site_at or max(at, case.reported_at)
    case.dispatched_at = step.dispatched_at or case.dispatched_at
    case.on_site_at = step.on_site_at or case.on_site_at
    case.deadline = owed(
        CaseKind(case.kind),
        Tag(session.get_one(SeniorRow, case.senior_id).tag),
        case.reported_at,
        steps_taken(session, case),
        service.timezone(session),
    ).deadline
    _note(session, service, caller, case, "case.step", step=step.step.value)


def steps_taken(session: Session, case: CaseRow) -> set[CaseStep]:
    """Return the kinds of steps taken so far."""
    taken = select(CaseStepRow.step).where(CaseStepRow.case_id == case.case_id)
    return {CaseStep(step) for step in session.scalars(taken)}


def take_over(
    session: Session, service: Service, caller: Caller, case: CaseRow, owner: NewOwner
) -> None:
    """Write down who sees to a case; the first one is sent by it.

    Raises
    ------
    ConflictError
        If the case has ended.
    """
    _refuse_ended(case)
    if case.owner == owner.owner:
        return
    case.owner = owner.owner
    case.dispatched_at = case.dispatched_at or service.clock.now()
    _note(session, service, caller, case, "case.owner")


def end_case(
    session: Session, service: Service, caller: Caller, case: CaseRow, ending: NewEnding
) -> None:
    """Write the end of a case; written again, it stays as it is.

    Raises
    ------
    ConflictError
        If it has ended otherwise.
    """
    written = (ending.ending.value, ending.confirmed_by, ending.note)
    if case.resolved_at is not None:
        if (case.ending, case.confirmed_by, case.ending_note) != written:
            _refuse_ended(case)
        return
    case.resolved_at, case.closed_by = service.clock.now(), caller.user_id
    case.ending, case.confirmed_by, case.ending_note = written
    _note(session, service, caller, case, "case.close", ending=case.ending)


def _refuse_ended(case: CaseRow) -> None:
    if case.resolved_at is not None:
        raise ConflictError(
            Text(f"个案 {case.case_id} 已经结束", f"case {case.case_id} has ended"),
            error="case_ended",
        )


def _refuse_strange_times(case: CaseRow, step: NewStep, now: datetime) -> None:
    earliest = {
        "at": case.reported_at - BEFORE,
        "dispatched_at": case.reported_at,
        "on_site_at": case.reported_at,
    }
    says = Text(
        "时间应在个案报告之后、现在之前",
        "the time should lie between the case's report and now",
    )
    wrong = [
        Wrong(f"/{name}", says, getattr(step, name).isoformat())
        for name, first in earliest.items()
        if getattr(step, name) and not first <= getattr(step, name) <= now
    ]
    if wrong:
        raise InvalidError.of(wrong)


def _note(
    session: Session,
    service: Service,
    caller: Caller,
    case: CaseRow,
    action: str,
    **detail: str,
) -> None:
    note(
        session,
        service.clock.now(),
        caller.user_id,
        action,
        f"case {case.case_id}",
        senior=case.senior_id,
        kind=case.kind,
        **detail,
    )
