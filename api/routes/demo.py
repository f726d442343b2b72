"""The bundled community, to try the service with."""

from http import HTTPStatus

from fastapi import APIRouter

from api.errors import answers
from api.schemas.demo import DemoLoaded
from api.security import Coordinator, Desk
from api.services.demo import load_demo

router = APIRouter(tags=["demo"])


@router.post(
    "/demo",
    operation_id="load_demo",
    summary="Load the bundled community into an empty database",
    status_code=HTTPStatus.CREATED,
    responses=answers(HTTPStatus.CONFLICT),
)
def post_demo(caller: Coordinator, desk: Desk) -> DemoLoaded:
    """Load 686 invented seniors, their carers, rosters and six weeks of visits.

    Their planning begins today. A database with anything in it is left as it is.
    """
    return load_demo(desk, caller)
