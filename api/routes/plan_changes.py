"""Plans compared, checked, and changed by hand."""

from http import HTTPStatus

from fastapi import APIRouter

from api.errors import answers
from api.handlers import Speech
from api.routes.parameters import IdempotencyKey
from api.routes.plans import PlanName
from api.schemas.plan_changes import (
    HandMadePlan,
    MoveAnswer,
    MoveWish,
    PlanDiff,
    Verdict,
)
from api.security import Coordinator, Desk, Reading
from api.services import plan_changes, plan_moving

router = APIRouter(prefix="/plans", tags=["plans"])


@router.post("/check", operation_id="check_plan", summary="Score a hand-made plan")
def check_plan(
    plan: HandMadePlan,
    _caller: Coordinator,
    desk: Desk,
    reading: Reading,
    speech: Speech,
) -> Verdict:
    """Return every rule that a plan breaks, and what it achieves; nothing is kept.

    The body is plan.json, from anyone; its figures are not believed but counted.
    """
    return plan_changes.check(desk, reading, plan, speech)


@router.get(
    "/{plan_id}/diff/{other}",
    operation_id="compare_plans",
    summary="How two plans differ, in words",
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def compare_plans(
    plan_id: PlanName,
    other: PlanName,
    caller: Coordinator,
    desk: Desk,
    reading: Reading,
    speech: Speech,
) -> PlanDiff:
    """Return who gets another person, another day or another time.

    Only the days that both plans have count; `other` is the later one.
    """
    return plan_changes.diff(desk, reading, caller, plan_id, other, speech)


@router.post(
    "/{plan_id}/move",
    operation_id="move_visit",
    summary="Move one visit by hand",
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def move_visit(
    plan_id: PlanName,
    wish: MoveWish,
    caller: Coordinator,
    desk: Desk,
    speech: Speech,
    key: IdempotencyKey = None,
) -> MoveAnswer:
    """Move a visit to another person, day or time, add one, or leave one out.

    Everything else stays with its carer on its day. The outcome is checked and priced.
    A draft is changed; a published plan never is: a new draft is made from all that
    holds from today on, to be published. The visit is fixed from then on, and later
    plans keep it. A move that breaks a rule is refused with the rules (409).
    """
    return plan_moving.move_visit(desk, caller, plan_id, wish, key, speech)
