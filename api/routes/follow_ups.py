"""What is to be done after visits."""

from http import HTTPStatus

from fastapi import APIRouter

from api.errors import answers
from api.routes.parameters import Number
from api.schemas.follow_ups import FollowUp, FollowUpDone, FollowUps
from api.schemas.pages import After, Limit
from api.security import Desk, Manager, Reading
from api.services.follow_ups import end_follow_up, open_follow_ups

router = APIRouter(prefix="/follow-ups", tags=["visits"])


@router.get("", operation_id="list_follow_ups", summary="What is still to be done")
def list_follow_ups(
    caller: Manager,
    desk: Desk,
    reading: Reading,
    after: After = None,
    limit: Limit = 200,
) -> FollowUps:
    """Return the open follow-ups, the most urgent first."""
    return open_follow_ups(reading, desk, caller, after, limit)


@router.post(
    "/{follow_up_id}/done",
    operation_id="end_follow_up",
    summary="Somebody has done it",
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def end(
    follow_up_id: Number, body: FollowUpDone, caller: Manager, desk: Desk
) -> FollowUp:
    """Write down who has done it; sent again it stays as it is.

    A case that was opened because it came late stays open until a person ends it.
    """
    with desk.database.writing() as session:
        return end_follow_up(session, desk, caller, follow_up_id, body)
