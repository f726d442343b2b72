"""What goes wrong on a day: reported, answered by a proposal, accepted or declined."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request

from api.errors import answers
from api.handlers import Speech
from api.jobs.proposer import Proposer
from api.schemas.events import EXAMPLES, Decision, EventAnswer, EventList, Report
from api.security import Coordinator, Desk, Reading, Writing
from api.services import event_answers, events

router = APIRouter(prefix="/events", tags=["events"])


def proposer_of(request: Request) -> Proposer:
    """Return the process that makes proposals."""
    proposer: Proposer = request.app.state.proposer
    return proposer


Proposals = Annotated[Proposer, Depends(proposer_of)]


@router.post(
    "",
    operation_id="report_event",
    summary="Report what has gone wrong, and get a proposal",
    status_code=HTTPStatus.CREATED,
    responses=answers(HTTPStatus.CONFLICT),
)
def report_event(
    report: Annotated[Report, Body(openapi_examples=EXAMPLES)],
    caller: Coordinator,
    desk: Desk,
    proposer: Proposals,
    speech: Speech,
) -> EventAnswer:
    """Propose new routes for the rest of the day, and what follows on later days.

    Stops that have begun stay as they are, published ones stay unless moving them saves
    a red. Nothing changes until the proposal is accepted, but what is told as a fact: a
    closed door goes on record and opens a case. The proposal's plan is a draft that can
    be looked at, compared and changed like any other; it is printed once accepted.
    """
    event_id = events.report(
        desk, caller, report.happening, report.by, proposer.propose
    )
    with desk.database.reading() as session:
        return event_answers.answer(desk, session, event_id, speech)


@router.get("", operation_id="list_events", summary="The events of the last days")
def list_events(caller: Coordinator, desk: Desk, reading: Reading) -> EventList:
    """Return the events of today and the six days before, the newest first."""
    return event_answers.listed(desk, reading)


@router.get(
    "/{event_id}",
    operation_id="get_event",
    summary="An event and its proposal",
    responses=answers(HTTPStatus.NOT_FOUND),
)
def get_event(
    event_id: str, caller: Coordinator, desk: Desk, reading: Reading, speech: Speech
) -> EventAnswer:
    """Return what was reported, what was proposed, and what was decided."""
    return event_answers.answer(desk, reading, event_id, speech)


@router.post(
    "/{event_id}/accept",
    operation_id="accept_event",
    summary="Accept a proposal: the data change, its plan is published",
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def accept_event(
    event_id: str, caller: Coordinator, desk: Desk, writing: Writing
) -> Decision:
    """Write what has happened into the data and publish the proposal's plan.

    Refused if another plan was published meanwhile, or if the day has gone on so far
    that the proposal comes too late; report it again then.
    """
    return events.accept(desk, writing, caller, event_id)


@router.post(
    "/{event_id}/decline",
    operation_id="decline_event",
    summary="Decline a proposal: nothing changes",
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def decline_event(
    event_id: str, caller: Coordinator, desk: Desk, writing: Writing
) -> Decision:
    """Put the proposal away; the published plan goes on holding."""
    return events.decline(desk, writing, caller, event_id)
