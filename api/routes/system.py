"""Whether the service lives and is ready, in numbers, and who is calling."""

from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.errors import answers
from api.security import Anybody, Desk, Overseer, Reading
from api.services.callers import UserRole
from api.services.standing import jobs_by_status, open_cases_by_kind
from api.shell.metrics import CONTENT_TYPE, Metrics
from api.store.form import must_be_current

open_router = APIRouter(tags=["system"])
"""What needs no token."""

router = APIRouter(tags=["system"])


class Health(BaseModel):
    """The service answers."""

    model_config = ConfigDict(json_schema_extra={"example": {"status": "ok"}})

    status: Literal["ok"] = "ok"


class Me(BaseModel):
    """Who is calling."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "user_id": "U1a2b3c4d",
                "role": "coordinator",
                "organisation": "",
                "carer_id": "",
            }
        }
    )

    user_id: str
    role: UserRole
    organisation: str = Field(description="Of a user of that role; else empty")
    carer_id: str = Field(description="Of a user of the role carer; else empty")


@open_router.get("/healthz", operation_id="get_health", summary="The service lives")
def get_health() -> Health:
    """Answer as long as the process lives."""
    return Health()


@open_router.get(
    "/readyz",
    operation_id="get_readiness",
    summary="The service is ready",
    responses=answers(HTTPStatus.SERVICE_UNAVAILABLE),
)
def get_readiness(desk: Desk) -> Health:
    """Answer once the database can be read and has the form of this program.

    Otherwise the sentence says what to do: upgrade the database, or the program.
    """
    must_be_current(desk.database)
    return Health()


@router.get("/me", operation_id="get_me", summary="Who is calling")
def get_me(caller: Anybody) -> Me:
    """Return what the service knows of the token's user."""
    return Me(
        user_id=caller.user_id,
        role=caller.role,
        organisation=caller.organisation,
        carer_id=caller.carer_id,
    )


@router.get(
    "/metrics",
    operation_id="get_metrics",
    summary="The service in numbers, for Prometheus",
    response_class=Response,
    responses={
        HTTPStatus.OK: {
            "description": "Prometheus' text form",
            "content": {
                "text/plain": {
                    "schema": {"type": "string"},
                    "example": 'qixiu_open_cases{kind="no_answer"} 1.0\n',
                }
            },
        }
    },
)
def get_metrics(caller: Overseer, reading: Reading, request: Request) -> Response:
    """Return requests by route and status, their times, jobs, and open cases.

    No person is in it, but when a community is busy is nobody's business either: let
    Prometheus send the token of an auditor (``authorization: credentials_file``).
    """
    metrics: Metrics = request.app.state.metrics
    text = metrics.text(jobs_by_status(reading), open_cases_by_kind(reading))
    return Response(text, media_type=CONTENT_TYPE)
