"""Cases, read within a caller's scope, with the senior's name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from api.schemas.cases import (
    Case,
    CaseKind,
    Cases,
    CaseState,
    CaseStep,
    CaseWhole,
    TakenStep,
    VisitSince,
)
from api.services.callers import Caller
from api.services.cases import case_row
from api.services.cases_clock import owed
from api.services.cases_rules import RULES
from api.services.pages import page
from api.services.service import Service
from api.store.tables import CaseRow, CaseStepRow, SeniorRow, VisitRow
from scheduler.domain.words import Outcome, Tag
from scheduler.errors import Language


def list_cases(
    session: Session,
    service: Service,
    caller: Caller,
    state: CaseState | None,
    language: Language,
    after: str | None,
    limit: int,
) -> Cases:
    """Return the cases in the caller's scope: open ones first, by deadline."""
    scope = service.scope(session, caller)
    wanted = select(CaseRow)
    if state is not None:
        wanted = wanted.where(_is_in(state))
    if scope.senior_ids is not None:
        wanted = wanted.where(CaseRow.senior_id.in_(scope.senior_ids))
    order = (
        CaseRow.resolved_at.desc().nulls_first(),
        CaseRow.deadline,
        CaseRow.case_id,
    )
    wanted = wanted.order_by(*order)
    rows, following = page(session, wanted, CaseRow.case_id, after, limit)
    answers = _answers(session, service, rows, language)
    _note_read(service, caller, "cases")
    return Cases(items=[Case(**answer) for answer in answers], next=following)


def read_case(
    session: Session, service: Service, caller: Caller, case_id: str, language: Language
) -> CaseWhole:
    """Return a case in the caller's scope as a whole; the trail has that it was read.

    Raises
    ------
    NotFoundError
        If there is none, or none that the caller may see.
    """
    case = case_row(session, service, caller, case_id)
    _note_read(service, caller, f"case {case_id}", senior=case.senior_id)
    return whole_case(session, service, case, language)


def whole_case(
    session: Session, service: Service, case: CaseRow, language: Language
) -> CaseWhole:
    """Return a case with its steps, the visits since, and how to reach the senior."""
    zone = service.timezone(session)
    [answer] = _answers(session, service, [case], language)
    steps = session.scalars(
        select(CaseStepRow)
        .where(CaseStepRow.case_id == case.case_id)
        .order_by(CaseStepRow.at, CaseStepRow.step_id)
    )
    return CaseWhole(
        **answer,
        senior_phone=session.get_one(SeniorRow, case.senior_id).phone,
        steps=[
            TakenStep(
                step=CaseStep(row.step),
                by=row.by,
                at=row.at.astimezone(zone),
                result=row.result,
            )
            for row in steps
        ],
        visits_since=_visits_since(session, case),
    )


def _is_in(state: CaseState) -> ColumnElement[bool]:
    ended = CaseRow.resolved_at
    return ended.is_(None) if state is CaseState.OPEN else ended.is_not(None)


def _answers(
    session: Session, service: Service, rows: Sequence[CaseRow], language: Language
) -> list[dict[str, Any]]:
    """Return what is answered of cases, all read at once."""
    wanted = {row.senior_id for row in rows}
    seniors = {
        row.senior_id: row
        for row in session.scalars(
            select(SeniorRow).where(SeniorRow.senior_id.in_(wanted))
        )
    }
    taken = _taken(session, [row.case_id for row in rows])
    now, zone = service.clock.now(), service.timezone(session)
    return [
        _answer(row, seniors[row.senior_id], taken[row.case_id], now, zone, language)
        for row in rows
    ]


def _taken(session: Session, case_ids: list[str]) -> dict[str, set[CaseStep]]:
    taken: dict[str, set[CaseStep]] = {case_id: set() for case_id in case_ids}
    for case_id, step in session.execute(
        select(CaseStepRow.case_id, CaseStepRow.step).where(
            CaseStepRow.case_id.in_(case_ids)
        )
    ):
        taken[case_id].add(CaseStep(step))
    return taken


def _answer(
    row: CaseRow,
    senior: SeniorRow,
    taken: set[CaseStep],
    now: datetime,
    zone: ZoneInfo,
    language: Language,
) -> dict[str, Any]:
    kind, tag = CaseKind(row.kind), Tag(senior.tag)
    is_open = row.resolved_at is None
    step = owed(kind, tag, row.reported_at, taken, zone).step if is_open else None
    times = ("deadline", "reported_at", "dispatched_at", "on_site_at", "resolved_at")
    return {
        "case_id": row.case_id,
        "kind": kind,
        "says": RULES[kind].says.to(language),
        "about": row.about,
        "state": CaseState.OPEN if is_open else CaseState.CLOSED,
        "senior_id": row.senior_id,
        "senior_name": senior.name,
        "tag": tag,
        "owner": row.owner,
        "late": is_open and row.deadline < now,
        "next_step": step,
        "ending": row.ending,
        "ending_note": row.ending_note,
        "confirmed_by": row.confirmed_by,
        "closed_by": row.closed_by,
    } | {name: _local(getattr(row, name), zone) for name in times}


def _local(instant: datetime | None, zone: ZoneInfo) -> datetime | None:
    return instant and instant.astimezone(zone)


def _visits_since(session: Session, case: CaseRow) -> list[VisitSince]:
    rows = session.scalars(
        select(VisitRow)
        .where(
            VisitRow.senior_id == case.senior_id,
            VisitRow.recorded_at > case.reported_at,
        )
        .order_by(VisitRow.visit_id)
    )
    return [
        VisitSince(
            visit_id=row.visit_id,
            date=row.date,
            carer_id=row.carer_id,
            outcome=Outcome(row.outcome),
        )
        for row in rows
    ]


def _note_read(service: Service, caller: Caller, subject: str, **detail: str) -> None:
    now = service.clock.now()
    service.reads.note(now, caller.user_id, "case.read", subject, **detail)
