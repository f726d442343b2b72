"""Route sheets for the printer."""

from datetime import date
from functools import partial
from http import HTTPStatus

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response

from api.errors import answers
from api.handlers import Speech
from api.routes.parameters import Id
from api.routes.plans import PlanName
from api.security import Desk, Manager
from api.services.callers import Caller
from api.services.papers import route_sheets
from api.services.service import Service
from scheduler.errors import Language

PDF = "application/pdf"

router = APIRouter(
    prefix="/plans/{plan_id}/sheets",
    tags=["plans"],
    default_response_class=Response,
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)
    | {
        HTTPStatus.OK: {
            "description": "To be printed on both sides",
            "content": {PDF: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)


@router.get("/{day}.pdf", operation_id="print_day", summary="All route sheets of a day")
async def print_day(
    request: Request,
    plan_id: PlanName,
    day: date,
    caller: Manager,
    desk: Desk,
    speech: Speech,
) -> Response:
    """Return one PDF, sorted by carer; an organisation gets its own carers' sheets.

    Only of the plan that holds on that day. Printing is on the trail.
    """
    return await _printed(request, desk, caller, plan_id, day, None, speech)


@router.get(
    "/{day}/{carer_id}.pdf",
    operation_id="print_route",
    summary="One carer's route sheet of a day",
)
async def print_route(
    request: Request,
    plan_id: PlanName,
    day: date,
    carer_id: Id,
    caller: Manager,
    desk: Desk,
    speech: Speech,
) -> Response:
    """Return one carer's sheet; see `print_day`."""
    return await _printed(request, desk, caller, plan_id, day, carer_id, speech)


async def _printed(
    request: Request,
    desk: Service,
    caller: Caller,
    plan_id: str,
    day: date,
    carer_id: str | None,
    language: Language,
) -> Response:
    """Return the paper, drawn beside the web; one at a time, the others wait."""
    limiter: CapacityLimiter = request.app.state.printer
    draw = partial(route_sheets, desk, caller, plan_id, day, carer_id, language)
    pdf = await to_thread.run_sync(draw, limiter=limiter)
    return Response(pdf, media_type=PDF)
