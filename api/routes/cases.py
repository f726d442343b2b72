"""Cases: listed, worked on, ended by a person, summed up."""

import datetime as dt
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query

from api.errors import answers
from api.handlers import Speech
from api.routes.parameters import Id, IdempotencyKey
from api.schemas.cases import (
    Cases,
    CasesSummary,
    CaseState,
    CaseWhole,
    NewEnding,
    NewOwner,
    NewStep,
)
from api.schemas.pages import After, Limit
from api.security import Desk, Manager, Overseer, Reading, Worker
from api.services.cases import case_row, end_case, take_over, take_step
from api.services.cases_read import list_cases, read_case, whole_case
from api.services.cases_summary import cases_summary
from api.services.once import once

router = APIRouter(prefix="/cases", tags=["cases"])


@router.get("", operation_id="list_cases", summary="Open cases, then those that ended")
def get_cases(
    caller: Manager,
    desk: Desk,
    reading: Reading,
    speech: Speech,
    state: Annotated[CaseState | None, Query(description="Default both")] = None,
    after: After = None,
    limit: Limit = 200,
) -> Cases:
    """Return the cases: open ones first, the one whose deadline is nearest at the top.

    An organisation gets the cases of its own carers' seniors.
    """
    return list_cases(reading, desk, caller, state, speech, after, limit)


@router.get(
    "/summary", operation_id="get_cases_summary", summary="All cases in numbers"
)
def get_summary(
    caller: Overseer,
    desk: Desk,
    reading: Reading,
    since: Annotated[
        dt.date | None, Query(description="First day; default 30 days ago")
    ] = None,
) -> CasesSummary:
    """Return how many cases of each kind were reported, and how long each leg took.

    From the report until somebody was sent, was on site, and wrote the end: the median
    and the time that nine in ten kept to.
    """
    return cases_summary(reading, desk, since)


@router.get(
    "/{case_id}",
    operation_id="get_case",
    summary="A case with everything that was done",
    responses=answers(HTTPStatus.NOT_FOUND),
)
def get_case(
    case_id: Id, caller: Manager, desk: Desk, reading: Reading, speech: Speech
) -> CaseWhole:
    """Return a case, its steps, and the visits recorded since."""
    return read_case(reading, desk, caller, case_id, speech)


@router.post(
    "/{case_id}/steps",
    operation_id="take_case_step",
    summary="A step was taken",
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def take(
    case_id: Id,
    body: NewStep,
    caller: Worker,
    desk: Desk,
    speech: Speech,
    key: IdempotencyKey = None,
) -> CaseWhole:
    """Write down what was done and what came of it; the next deadline follows.

    A carer may do so for the own stops of today.
    """
    with desk.database.writing() as session:
        case = case_row(session, desk, caller, case_id)

        def work() -> CaseWhole:
            take_step(session, desk, caller, case, body)
            return whole_case(session, desk, case, speech)

        return once(
            session,
            desk,
            caller,
            key,
            f"take_case_step {case_id}",
            body,
            CaseWhole,
            work,
        )


@router.post(
    "/{case_id}/owner",
    operation_id="own_case",
    summary="Say who sees to a case",
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def own(
    case_id: Id, body: NewOwner, caller: Manager, desk: Desk, speech: Speech
) -> CaseWhole:
    """Write down who sees to the case from now on."""
    with desk.database.writing() as session:
        case = case_row(session, desk, caller, case_id)
        take_over(session, desk, caller, case, body)
        return whole_case(session, desk, case, speech)


@router.post(
    "/{case_id}/close",
    operation_id="close_case",
    summary="End a case: seen, spoken to, or whereabouts confirmed",
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def close(
    case_id: Id, body: NewEnding, caller: Manager, desk: Desk, speech: Speech
) -> CaseWhole:
    """Write the end of a case, which a named person vouches for.

    Nothing else ever ends a case. Sent again it stays as it is.
    """
    with desk.database.writing() as session:
        case = case_row(session, desk, caller, case_id)
        end_case(session, desk, caller, case, body)
        return whole_case(session, desk, case, speech)
