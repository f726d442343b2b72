"""Whether the service lives and is ready, and who is calling."""

from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.errors import answers
from api.security import Anybody, Desk
from api.services.callers import UserRole
from api.store.form import must_be_current

router = APIRouter(tags=["system"])


class Health(BaseModel):
    """The service answers."""

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


@router.get("/healthz", operation_id="get_health", summary="The service lives")
def get_health() -> Health:
    """Answer as long as the process lives."""
    return Health()


@router.get(
    "/readyz",
    operation_id="get_readiness",
    summary="The service is ready",
    responses=answers(HTTPStatus.SERVICE_UNAVAILABLE),
)
def get_readiness(desk: Desk) -> Health:
    """Answer once the database can be read and has the newest form."""
    must_be_current(desk.database)
    return Health()


@router.get("/me", operation_id="get_me", summary="Who is calling")
def get_me(caller: Anybody, desk: Desk) -> Me:
    """Return what the service knows of the token's user."""
    return Me(
        user_id=caller.user_id,
        role=caller.role,
        organisation=caller.organisation,
        carer_id=caller.carer_id,
    )
