"""The board: the state of the day in one answer, remembered until something changes."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.schemas.board import (
    Board,
    CasesOfKind,
    OpenProposal,
    PlanInForce,
)
from api.schemas.cases import CaseKind
from api.services.board_capacity import capacity
from api.services.board_carers import CarersToday
from api.services.board_day import BoardDay
from api.services.board_seniors import tag_counts, unserved_now
from api.services.callers import Caller, UserRole
from api.services.scope import Scope
from api.services.service import Service
from api.store.tables import CaseRow, CommunityRow, EventRow, PlanRow

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def board(desk: Service, session: Session, caller: Caller) -> bytes:
    """Return the board as a caller may see it, as JSON.

    It is computed once for each minute and each state of the database; whatever
    changes is seen by the next who asks.
    """
    revision = session.scalars(select(CommunityRow.revision)).one()
    minute = f"{desk.clock.now():%Y%m%d%H%M}"
    key = (revision, minute, caller.role, caller.organisation)
    answer = desk.boards.once(key, lambda: _counted(desk, session, caller))
    if caller.role is not UserRole.AUDITOR:
        desk.reads.note(desk.clock.now(), caller.user_id, "board.read", "board")
    return answer


def _counted(desk: Service, session: Session, caller: Caller) -> bytes:
    is_auditor = caller.role is UserRole.AUDITOR
    scope = Scope() if is_auditor else desk.scope(session, caller)
    day = BoardDay(desk, session, scope, shows_people=not is_auditor)
    proposals = _proposals(day) if scope.senior_ids is None else []
    carers = CarersToday(day)
    waiting = carers.without_outcome()
    answer = Board(
        day=day.today,
        as_of=day.now,
        tags=tag_counts(day),
        plan=_plan(day),
        unserved=unserved_now(day),
        cases=_cases(day),
        stops=len(day.stops),
        stops_done=carers.done,
        carers_out=len(carers.stops),
        sheets_out=sum(carers.sheets_out.values()),
        carers=None if is_auditor else carers.listed(),
        without_outcome=len(waiting),
        without_outcome_seniors=None if is_auditor else waiting,
        capacity=capacity(day),
        open_proposals=len(proposals),
        proposals=proposals if caller.role is UserRole.COORDINATOR else None,
    )
    return answer.model_dump_json().encode()


def _plan(day: BoardDay) -> PlanInForce | None:
    held = next((one for one in day.days_held if one.day == day.today), None)
    if held is None:
        return None
    version = day.session.scalars(
        select(PlanRow.version).where(PlanRow.plan_id == held.plan.plan_id)
    ).one()
    return PlanInForce(
        plan_id=held.plan.plan_id,
        version=version or 0,
        published_at=held.plan.published_at.astimezone(day.zone),
        first_day=held.plan.first_day,
        last_day=held.plan.last_day,
    )


def _cases(day: BoardDay) -> list[CasesOfKind]:
    """Return the open cases in scope by kind and age."""
    found = day.session.execute(
        select(
            CaseRow.kind, CaseRow.senior_id, CaseRow.reported_at, CaseRow.deadline
        ).where(CaseRow.resolved_at.is_(None))
    ).all()
    return [
        _of_kind(
            day,
            kind,
            [
                (reported, deadline)
                for one, who, reported, deadline in found
                if one == kind and day.scope.has_senior(who)
            ],
        )
        for kind in CaseKind
    ]


def _of_kind(
    day: BoardDay, kind: CaseKind, cases: list[tuple[datetime, datetime]]
) -> CasesOfKind:
    now = day.desk.clock.now()
    ages = Counter(_age(now - reported) for reported, _ in cases)
    oldest = min((reported for reported, _ in cases), default=None)
    return CasesOfKind(
        kind=kind,
        open=len(cases),
        late=sum(deadline < now for _, deadline in cases),
        within_an_hour=ages[HOUR],
        within_a_day=ages[DAY],
        older=ages[timedelta.max],
        oldest=oldest and oldest.astimezone(day.zone),
    )


def _age(age: timedelta) -> timedelta:
    return next((limit for limit in (HOUR, DAY) if age <= limit), timedelta.max)


def _proposals(day: BoardDay) -> list[OpenProposal]:
    rows = day.session.execute(
        select(EventRow.event_id, EventRow.kind, EventRow.reported_at)
        .where(EventRow.status == "proposed")
        .order_by(EventRow.reported_at)
    )
    return [
        OpenProposal(
            event_id=event_id, kind=kind, reported_at=reported.astimezone(day.zone)
        )
        for event_id, kind, reported in rows
    ]
