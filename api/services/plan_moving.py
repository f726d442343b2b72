"""One visit moved by hand, and fixed from then on."""

from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from api.errors import ConflictError, InvalidError, NotFoundError, Wrong
from api.schemas.plan_changes import CostAnswer, MoveAnswer, MoveWish, ViolationAnswer
from api.schemas.plans import PinAnswer
from api.services.answers import remembered
from api.services.audit import note
from api.services.callers import Caller
from api.services.names import Names
from api.services.once import once
from api.services.pins import Pin, pinned_from, pins_of, remove_pin
from api.services.plan_answers import find
from api.services.plan_changes import change_answers
from api.services.plans import broken, content_of, fill, new_draft, plan_row
from api.services.service import Service
from scheduler.changes.move import Moved, move
from scheduler.changes.remainder import remainder
from scheduler.changes.requests import UnfitMoveError
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.errors import Language, Text


class _Work(NamedTuple):
    """What a move is tried on.

    Attributes
    ----------
    base_plan_id
        The newest published plan, if a new draft is to be made from what holds; None:
        the draft itself changes.
    """

    plan_id: str
    plan: Plan
    problem: Problem
    pinned: frozenset[VisitKey]
    base_plan_id: str | None


def move_visit(
    desk: Service,
    caller: Caller,
    name: str,
    wish: MoveWish,
    key: str | None,
    language: Language,
) -> MoveAnswer:
    """Return what came of moving a visit of a draft, or of the published plan.

    Parameters
    ----------
    key
        The request's ``Idempotency-Key``.

    Raises
    ------
    NotFoundError
        If there is no such plan.
    ConflictError
        If the plan is neither draft nor holds from today on, if the move breaks a rule,
        or if somebody else has changed the draft meanwhile.
    InvalidError
        If the move names who or what is not there.
    """
    operation = f"move_visit {name}"
    with desk.database.reading() as session:
        before = remembered(session, caller, key, operation, wish)
        if before is not None:
            return MoveAnswer.model_validate(before.body)
        work = _work(desk, session, name)
    moved = _moved(work, wish)
    with desk.database.writing() as session:
        return once(
            session,
            desk,
            caller,
            key,
            operation,
            wish,
            MoveAnswer,
            lambda: _saved(desk, session, caller, work, moved, language),
        )


def _moved(work: _Work, wish: MoveWish) -> Moved:
    try:
        moved = move(work.problem, work.plan, wish.move, pinned=work.pinned)
    except UnfitMoveError as error:
        wrong = (Wrong(f.column or "", f.says, f.value) for f in error.findings)
        raise InvalidError.of(wrong) from error
    if moved.plan is None:
        raise broken(moved.violations, _BREAKS)
    return moved


_BREAKS = Text("这样改会违反规则", "this move would break rules")


def _work(desk: Service, session: Session, name: str) -> _Work:
    plan_id = find(desk, session, name).plan_id
    row = plan_row(session, plan_id)
    if row.status == "draft":
        plan = content_of(session, plan_id)
        problem = desk.problem(session, plan.first_day, plan.days)
        own = frozenset(Pin.model_validate(pin).key for pin in row.pins)
        pinned = pinned_from(session, plan.first_day) | own
        return _Work(plan_id, plan, problem, pinned, None)
    if row.status != "published" and desk.plans.id_on(session, desk.today(session)) != (
        plan_id
    ):
        raise ConflictError(
            Text(
                f"计划 {plan_id} 既不是草稿，也不是现行计划",
                f"plan {plan_id} is neither a draft nor does it hold now",
            ),
            error="not_movable",
        )
    return _on_what_holds(desk, session, plan_id)


def _on_what_holds(desk: Service, session: Session, plan_id: str) -> _Work:
    """Return a draft to be: all that holds from today on."""
    today = desk.today(session)
    row = plan_row(session, plan_id)
    first = max(today, row.first_day)
    found = desk.plans.from_day(session, first)
    if found is None:
        raise ConflictError(
            Text(f"计划 {plan_id} 已经过去", f"plan {plan_id} is past"), error="past"
        )
    newest, held = found
    days = (held.last_day - first).days + 1
    problem = desk.problem(session, first, days)
    plan = remainder(problem, held)
    return _Work(plan_id, plan, problem, pinned_from(session, first), newest)


def _saved(
    desk: Service,
    session: Session,
    caller: Caller,
    work: _Work,
    moved: Moved,
    language: Language,
) -> MoveAnswer:
    assert moved.plan is not None
    assert moved.cost is not None
    now = desk.clock.now()
    plan_id = _written(desk, session, caller, work, moved)
    senior_id = moved.pin.visit.senior_id if moved.pin else ""
    note(session, now, caller.user_id, "plan.move", f"plan {plan_id}", senior=senior_id)
    return MoveAnswer(
        plan_id=plan_id,
        new_draft=work.base_plan_id is not None,
        cost=CostAnswer(
            travel_minutes=moved.cost.travel_minutes,
            new_faces=moved.cost.new_faces,
            late_days=moved.cost.late_days,
            visits=moved.cost.visits,
            fairness_minutes=moved.cost.fairness_minutes,
            wished_minutes=moved.cost.wished_minutes,
            total=moved.cost.total,
            says=moved.cost.says.to(language),
        ),
        changes=change_answers(Names(session), moved.changes, language),
        pin=_pin_answer(moved),
        still_broken=[
            ViolationAnswer.of(violation, language) for violation in moved.still_broken
        ],
    )


def _written(
    desk: Service, session: Session, caller: Caller, work: _Work, moved: Moved
) -> str:
    """Return the id of the draft that now has the move."""
    assert moved.plan is not None
    pins = pins_of(moved.plan, moved.pins)
    if work.base_plan_id is not None:
        return new_draft(
            session,
            desk.clock.now(),
            caller.user_id,
            moved.plan,
            reason="手工调整",
            base_plan_id=work.base_plan_id,
            pins=pins,
        )
    row = plan_row(session, work.plan_id)
    if row.status != "draft" or content_of(session, work.plan_id) != work.plan:
        raise ConflictError(
            Text(
                "这份草稿刚刚被别人改过，请再看一次",
                "somebody else has just changed this draft; please look again",
            ),
            error="changed_meanwhile",
        )
    fill(row, moved.plan, pins)
    return work.plan_id


def _pin_answer(moved: Moved) -> PinAnswer | None:
    if moved.pin is None:
        return None
    return PinAnswer(
        senior_id=moved.pin.visit.senior_id,
        date=moved.pin.visit.date,
        carer_ids=list(moved.pin.carer_ids),
    )


def unpin(
    desk: Service, session: Session, caller: Caller, senior_id: str, day: date
) -> None:
    """Let a visit be planned freely again.

    Raises
    ------
    NotFoundError
        If it was not fixed.
    """
    if not remove_pin(session, VisitKey(senior_id, day)):
        raise NotFoundError(
            Text(
                f"{senior_id} 在 {day} 的走访没有固定",
                f"the visit to {senior_id} on {day} is not fixed",
            )
        )
    note(
        session,
        desk.clock.now(),
        caller.user_id,
        "pin.remove",
        f"senior {senior_id}",
        date=day.isoformat(),
    )
