"""The state of the day."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.handlers import Speech
from api.schemas.board import Board
from api.schemas.gaps import Gaps
from api.security import Coordinator, Desk, Reading, allow
from api.services.board import board
from api.services.callers import Caller, UserRole
from api.services.gaps import data_gaps

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


@router.get(
    "/gaps",
    operation_id="list_gaps",
    summary="What is missing in the data, and hurts",
)
def list_gaps(
    caller: Coordinator, desk: Desk, reading: Reading, speech: Speech
) -> Gaps:
    """Return what no plan can make up for: nobody with the skill, no shift, no phone.

    It is what reading the same data from files would warn of, and what is missed when a
    door stays closed.
    """
    return data_gaps(desk, reading, caller, speech)
