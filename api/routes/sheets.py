"""Sheets of paper: keyed in whole when they come back, listed while they are out."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path

from api.errors import answers
from api.routes.parameters import IdempotencyKey
from api.schemas.sheets import SheetRecorded, SheetsOut, TypedSheet
from api.security import Desk, Reading, Worker
from api.services.once import once
from api.services.sheets_back import record_sheet
from api.services.sheets_find import sheets_out

router = APIRouter(prefix="/sheets", tags=["visits"])

Code = Annotated[
    str,
    Path(
        min_length=1,
        max_length=20,
        description="As printed; capitals and hyphens do not matter",
        examples=["K7MQ4RW"],
    ),
]


@router.get(
    "/outstanding",
    operation_id="list_outstanding_sheets",
    summary="Sheets that are still out",
)
def list_outstanding(caller: Worker, desk: Desk, reading: Reading) -> SheetsOut:
    """Return the sheets of the last two weeks of which a line is not recorded."""
    return sheets_out(reading, desk, caller)


@router.post(
    "/{code}/results",
    operation_id="record_sheet",
    summary="Record a whole sheet as one line of text",
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def record(
    code: Code,
    body: TypedSheet,
    caller: Worker,
    desk: Desk,
    key: IdempotencyKey = None,
) -> SheetRecorded:
    """Record every line of a sheet, or none.

    Lines that are recorded already with the same outcome stay as they are. A concern
    becomes a follow-up, an unanswered door a case.
    """
    with desk.database.writing() as session:
        return once(
            session,
            desk,
            caller,
            key,
            f"record_sheet {code}",
            body,
            SheetRecorded,
            lambda: record_sheet(session, desk, caller, code, body),
        )
