"""Visits that people have fixed."""

from datetime import date
from http import HTTPStatus

from fastapi import APIRouter

from api.errors import answers
from api.routes.parameters import Id
from api.schemas.plans import PinList
from api.security import Coordinator, Desk, Reading, Writing
from api.services import plan_answers, plan_moving

router = APIRouter(prefix="/pins", tags=["plans"])


@router.get("", operation_id="list_pins", summary="The visits fixed by hand")
def list_pins(_caller: Coordinator, desk: Desk, reading: Reading) -> PinList:
    """Return which visits later plans keep before all else, from today on."""
    return plan_answers.pins(desk, reading)


@router.delete(
    "/{senior_id}/{day}",
    operation_id="delete_pin",
    summary="Let a visit be planned freely again",
    status_code=HTTPStatus.NO_CONTENT,
    responses=answers(HTTPStatus.NOT_FOUND),
)
def delete_pin(
    senior_id: Id, day: date, caller: Coordinator, desk: Desk, writing: Writing
) -> None:
    """Forget that a visit was fixed; the plans that have it stay as they are."""
    plan_moving.unpin(desk, writing, caller, senior_id, day)
