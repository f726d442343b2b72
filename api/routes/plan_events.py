"""The making of a plan, told as it goes on."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.errors import NotFoundError, answers
from api.handlers import Speech
from api.routes.plans import PlanId
from api.schemas.plans import PlanHead
from api.security import Desk, Overseer
from api.services import plan_answers
from api.services.callers import Caller
from api.services.service import Service
from scheduler.errors import Language

router = APIRouter(prefix="/plans", tags=["plans"])

LOOK_SECONDS = 0.5
RETRY_MILLISECONDS = 1_000
EXAMPLE = """event: progress
data: {"plan_id": "P261123-5e6f708192", "status": "pending", "job": {…}, …}

event: done
data: {"plan_id": "P261123-5e6f708192", "status": "draft", "kpis": {…}, …}
"""


@router.get(
    "/{plan_id}/events",
    operation_id="watch_plan",
    summary="How far the making of a plan is, as server-sent events",
    response_class=EventSourceResponse,
    responses=answers(HTTPStatus.NOT_FOUND)
    | {
        HTTPStatus.OK: {
            "description": "A stream that ends by itself",
            "content": {"text/event-stream": {"example": EXAMPLE}},
        }
    },
)
def watch_plan(
    plan_id: PlanId, caller: Overseer, desk: Desk, speech: Speech
) -> EventSourceResponse:
    """Tell how far a plan is whenever that changes, at most twice a second.

    Each event's data is the plan as `GET /plans` lists it, its `job` with phase, best
    so far and seconds left. The last event is `done`, `failed`, or `removed` if the
    plan was called off while it waited; then the stream ends and should not be opened
    again. Opened anew before that, it begins with how things stand.
    """
    first = _head(desk, caller, plan_id, speech)
    return EventSourceResponse(_told(desk, caller, first, speech))


def _head(desk: Service, caller: Caller, plan_id: str, language: Language) -> PlanHead:
    with desk.database.reading() as session:
        return plan_answers.head(desk, session, caller, plan_id, language)


async def _told(
    desk: Service, caller: Caller, head: PlanHead, language: Language
) -> AsyncIterator[ServerSentEvent]:
    told = None
    while head.status == "pending":
        if head != told:
            yield _event("progress", head)
        told = head
        await asyncio.sleep(LOOK_SECONDS)
        try:
            head = await run_in_threadpool(_head, desk, caller, head.plan_id, language)
        except NotFoundError:
            yield _event("removed", head)
            return
    yield _event("failed" if head.status == "failed" else "done", head)


def _event(name: str, head: PlanHead) -> ServerSentEvent:
    return ServerSentEvent(
        event=name, data=head.model_dump_json(), retry=RETRY_MILLISECONDS
    )
