"""What came of visits: recorded, corrected, read."""

import datetime as dt
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query

from api.errors import answers
from api.routes.parameters import IdempotencyKey, Number
from api.schemas.pages import After, Limit
from api.schemas.visits import Correction, Recorded, VisitEntries, Visits, VisitWhole
from api.security import Desk, Reading, Worker
from api.services.once import once
from api.services.visits import record_visits
from api.services.visits_check import Entry
from api.services.visits_correct import correct_visit
from api.services.visits_read import read_visit, visit_row, visits_on, whole_visit

router = APIRouter(prefix="/visits", tags=["visits"])


@router.post(
    "",
    operation_id="record_visits",
    summary="Record what came of visits, one or many",
    responses=answers(HTTPStatus.CONFLICT),
)
def record(
    body: VisitEntries, caller: Worker, desk: Desk, key: IdempotencyKey = None
) -> Recorded:
    """Record all results of the request, or none.

    A result is known by senior, date, carer and attempt: sent again word for word it
    is there already, sent with other words it is a conflict, and to be corrected. The
    senior's clock moves at once. An unanswered door opens a case. An organisation
    records for its own carers, a carer the own stops of today.
    """
    entries = [
        Entry(f"/visits/{place}", visit) for place, visit in enumerate(body.visits)
    ]
    with desk.database.writing() as session:
        return once(
            session,
            desk,
            caller,
            key,
            "record_visits",
            body,
            Recorded,
            lambda: record_visits(session, desk, caller, entries),
        )


@router.get("", operation_id="list_visits", summary="The results of a day")
def list_visits(
    caller: Worker,
    desk: Desk,
    reading: Reading,
    date: Annotated[dt.date | None, Query(description="Default today")] = None,
    after: After = None,
    limit: Limit = 200,
) -> Visits:
    """Return a day's results in the order in which they were recorded.

    An organisation gets those of its own carers, a carer the own ones of today.
    """
    day = date or desk.today(reading)
    return visits_on(reading, desk, caller, day, after, limit)


@router.get(
    "/{visit_id}",
    operation_id="get_visit",
    summary="One result, with its follow-ups and corrections",
    responses=answers(HTTPStatus.NOT_FOUND),
)
def get_visit(
    visit_id: Number, caller: Worker, desk: Desk, reading: Reading
) -> VisitWhole:
    """Return what is recorded of a visit, and what the record said before."""
    return read_visit(reading, desk, caller, visit_id)


@router.post(
    "/{visit_id}/corrections",
    operation_id="correct_visit",
    summary="Correct a recorded result",
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def correct(
    visit_id: Number, body: Correction, caller: Worker, desk: Desk
) -> VisitWhole:
    """Write the fields that were wrong as they are right; the others stay.

    What the record said first stays in the audit trail. The same correction sent again
    changes nothing.
    """
    with desk.database.writing() as session:
        row = visit_row(session, desk, caller, visit_id)
        correct_visit(session, desk, caller, row, body)
        return whole_visit(session, desk, row)
