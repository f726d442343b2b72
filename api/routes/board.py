"""The state of the day."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.schemas.board import Board
from api.security import Desk, Reading, allow
from api.services.board import board
from api.services.callers import Caller, UserRole

router = APIRouter(tags=["board"])

Onlooker = Annotated[
    Caller,
    Depends(allow(UserRole.COORDINATOR, UserRole.ORGANISATION, UserRole.AUDITOR)),
]
"""The coordinator, an organisation within its own, an auditor without people."""


@router.get(
    "/board",
    operation_id="get_board",
    summary="The state of the day in one answer",
    response_model=Board,
)
def get_board(caller: Onlooker, desk: Desk, reading: Reading) -> Response:
    """Return who is due, seen and late, what is open, who is out, and what is short.

    An organisation sees its own carers and the seniors they visit; an auditor the
    numbers of everybody, without ids or names. The answer is computed once a minute and
    anew after every change.
    """
    return Response(board(desk, reading, caller), media_type="application/json")
