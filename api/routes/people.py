"""Seniors and carers: their records, and who works when."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.errors import answers
from api.handlers import Speech
from api.schemas.pages import After, Limit
from api.schemas.people import (
    CARER_EXAMPLE,
    SENIOR_EXAMPLE,
    CarerBody,
    CarerSaved,
    CarersPage,
    Roster,
    RosterBody,
    SeniorBody,
    SeniorSaved,
    SeniorsPage,
)
from api.schemas.shown import shown
from api.schemas.texts import PersonId
from api.schemas.timeline import Timeline
from api.security import Coordinator, Desk, Manager, Reading, Writing
from api.services import people, rosters
from api.services.timeline import timeline
from scheduler.domain.people import Carer, Senior

router = APIRouter(tags=["people"])

SeniorId = Annotated[PersonId, Path(description="Id of a senior", examples=["S017"])]
CarerId = Annotated[PersonId, Path(description="Id of a carer", examples=["C03"])]


@router.get("/seniors", operation_id="list_seniors", summary="The seniors, by id")
def list_seniors(
    caller: Manager,
    desk: Desk,
    reading: Reading,
    after: After = None,
    limit: Limit = 100,
) -> SeniorsPage:
    """Return a page of seniors' records.

    The coordinator gets all of them, an organisation those whom its carers visited in
    the last 28 days or are to visit. The trail has one entry for each page read.
    """
    items, following = people.seniors_page(desk, reading, caller, after, limit)
    return SeniorsPage(items=items, next=following)


@router.get(
    "/seniors/{senior_id}",
    operation_id="get_senior",
    summary="A senior's record",
    responses=answers(HTTPStatus.NOT_FOUND) | shown(SENIOR_EXAMPLE),
)
def get_senior(
    senior_id: SeniorId, caller: Manager, desk: Desk, reading: Reading
) -> Senior:
    """Return the fields of the contract's table of seniors."""
    return people.read_senior(desk, reading, caller, senior_id)


@router.put(
    "/seniors/{senior_id}",
    operation_id="put_senior",
    summary="Add a senior, or change a record",
    responses={
        HTTPStatus.CREATED: {"model": SeniorSaved, "description": "The senior is new"}
    },
)
def put_senior(
    senior_id: SeniorId,
    body: SeniorBody,
    caller: Coordinator,
    desk: Desk,
    writing: Writing,
    speech: Speech,
    response: Response,
) -> SeniorSaved:
    """Put a whole record in place of the one there is, or add the senior.

    It is checked as the rows of seniors.csv are: unknown carers to avoid, half a place,
    a last visit in the future and the like are refused, all at once; what only looks
    odd (nobody has the skill, a wish for an unknown carer, a home far from the others)
    is saved and told. The next plan counts with the record as it is then; whom the day
    concerns (a pause, another tag) is better reported to `POST /events`, which changes
    today's routes too.
    """
    people.refuse_other_id("senior_id", body.senior_id, senior_id)
    senior = Senior(**dict(body) | {"senior_id": senior_id})
    saved, warnings, is_new = people.put_senior(desk, writing, caller, senior)
    response.status_code = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return SeniorSaved(senior=saved, warnings=[one.to(speech) for one in warnings])


@router.get(
    "/seniors/{senior_id}/timeline",
    operation_id="get_timeline",
    summary="A senior through time",
    responses=answers(HTTPStatus.NOT_FOUND),
)
def get_timeline(
    senior_id: SeniorId, caller: Manager, desk: Desk, reading: Reading, speech: Speech
) -> Timeline:
    """Return past visits and faces, changes, open cases, and the next visit explained.

    Why the next visit is then, and by whom, is told from facts: the due date, the
    interval, who came lately, whom the senior wishes for, what a person has fixed.
    """
    return timeline(desk, reading, caller, senior_id, speech)


@router.get("/carers", operation_id="list_carers", summary="The carers, by id")
def list_carers(
    caller: Manager,
    desk: Desk,
    reading: Reading,
    after: After = None,
    limit: Limit = 100,
) -> CarersPage:
    """Return a page of carers' records; an organisation gets its own."""
    items, following = people.carers_page(desk, reading, caller, after, limit)
    return CarersPage(items=items, next=following)


@router.get(
    "/carers/{carer_id}",
    operation_id="get_carer",
    summary="A carer's record",
    responses=answers(HTTPStatus.NOT_FOUND) | shown(CARER_EXAMPLE),
)
def get_carer(
    carer_id: CarerId, caller: Manager, desk: Desk, reading: Reading
) -> Carer:
    """Return the fields of the contract's table of carers."""
    return people.read_carer(desk, reading, caller, carer_id)


@router.put(
    "/carers/{carer_id}",
    operation_id="put_carer",
    summary="Add a carer, or change a record",
    responses={
        HTTPStatus.CREATED: {"model": CarerSaved, "description": "The carer is new"}
    },
)
def put_carer(
    carer_id: CarerId,
    body: CarerBody,
    caller: Coordinator,
    desk: Desk,
    writing: Writing,
    speech: Speech,
    response: Response,
) -> CarerSaved:
    """Put a whole record in place of the one there is, or add the carer.

    It is checked as the rows of carers.csv are. Whom the change leaves without anybody
    to visit them is told among the warnings.
    """
    people.refuse_other_id("carer_id", body.carer_id, carer_id)
    carer = Carer(**dict(body) | {"carer_id": carer_id})
    saved, warnings, is_new = people.put_carer(desk, writing, caller, carer)
    response.status_code = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return CarerSaved(carer=saved, warnings=[one.to(speech) for one in warnings])


@router.get(
    "/carers/{carer_id}/roster",
    operation_id="get_roster",
    summary="When a carer works",
    responses=answers(HTTPStatus.NOT_FOUND),
)
def get_roster(
    carer_id: CarerId, caller: Manager, desk: Desk, reading: Reading
) -> Roster:
    """Return the carer's rows of the contract's table of shifts."""
    rows = rosters.read_roster(desk, reading, caller, carer_id)
    return Roster(carer_id=carer_id, rows=list(rows))


@router.put(
    "/carers/{carer_id}/roster",
    operation_id="put_roster",
    summary="Change when a carer works",
    responses=answers(HTTPStatus.NOT_FOUND),
)
def put_roster(
    carer_id: CarerId,
    body: RosterBody,
    caller: Coordinator,
    desk: Desk,
    writing: Writing,
    speech: Speech,
) -> Roster:
    """Put all rows of a carer in place of those there are.

    Rows of work on a date replace the weekday's rows on that date; rows of leave are
    cut out of the result. Who calls in sick today is better reported to `POST /events`.
    """
    rows, warnings = rosters.put_roster(desk, writing, caller, carer_id, body.rows)
    told = [one.to(speech) for one in warnings]
    return Roster(carer_id=carer_id, rows=list(rows), warnings=told)
