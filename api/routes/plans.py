"""Plans: asked for, looked at, published, called off."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.errors import answers
from api.handlers import Speech
from api.routes.parameters import IdempotencyKey
from api.schemas.pages import After, Limit
from api.schemas.plans import PlanAnswer, PlanHead, PlansPage, PlanWish, Published
from api.security import Anybody, Coordinator, Desk, Reading, Viewer, Writing
from api.services import plan_answers, plan_asking, plan_publishing
from api.services.once import once

router = APIRouter(prefix="/plans", tags=["plans"])

PlanId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=64,
        pattern=r"^[\w\-]+$",
        description="Id of a plan",
        examples=["P261123-5e6f708192"],
    ),
]
PlanName = Annotated[
    str,
    Path(
        min_length=1,
        max_length=64,
        pattern=r"^[\w\-]+$",
        description="Id of a plan; or `today` or a date: the published plan that "
        "holds on that day",
        examples=["today"],
    ),
]


@router.post(
    "",
    operation_id="create_plan",
    summary="Ask for a plan",
    status_code=HTTPStatus.ACCEPTED,
    responses=answers(HTTPStatus.CONFLICT),
)
def create_plan(
    wish: PlanWish,
    response: Response,
    caller: Coordinator,
    desk: Desk,
    writing: Writing,
    speech: Speech,
    key: IdempotencyKey = None,
) -> PlanHead:
    """Put a plan into the queue and return at once.

    It is made in a process of its own, as many at a time as the service is set to;
    `GET /plans/{plan_id}/events` tells how far it is. Visits planned between now and
    its first day count as made. What comes of it is a draft.
    """

    def asked() -> PlanHead:
        plan_id = plan_asking.ask(desk, writing, caller, wish)
        return plan_answers.head(desk, writing, caller, plan_id, speech)

    head = once(writing, desk, caller, key, "create_plan", wish, PlanHead, asked)
    response.headers["Location"] = f"/plans/{head.plan_id}"
    return head


@router.get(
    "",
    operation_id="list_plans",
    summary="The plans, newest first",
    responses=answers(HTTPStatus.NOT_FOUND),
)
def list_plans(
    caller: Viewer,
    desk: Desk,
    reading: Reading,
    speech: Speech,
    after: After = None,
    limit: Limit = 20,
) -> PlansPage:
    """Return a page of plans without their routes; an organisation gets published ones.

    Not found is a plan `after` that is no more.
    """
    return plan_answers.listed(desk, reading, caller, after, limit, speech)


@router.get(
    "/{plan_id}",
    operation_id="get_plan",
    summary="A plan and its routes",
    response_model=PlanAnswer,
    responses=answers(HTTPStatus.NOT_FOUND),
)
def get_plan(
    plan_id: PlanName, caller: Anybody, desk: Desk, reading: Reading, speech: Speech
) -> Response:
    """Return a plan by its id, or what holds on a day by `today` or the date.

    Of a day only its routes are answered. The coordinator gets everything, an
    organisation its own carers' routes of published plans, a carer the own ones of
    today, an auditor the numbers without routes.
    """
    said = plan_answers.answer(desk, reading, caller, plan_id, speech)
    return Response(said, media_type="application/json")


@router.delete(
    "/{plan_id}",
    operation_id="delete_plan",
    summary="Stop the making of a plan, or put a draft away",
    status_code=HTTPStatus.NO_CONTENT,
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)
    | {
        HTTPStatus.ACCEPTED: {
            "description": "It is being made, and ends with the best plan so far",
        }
    },
)
def delete_plan(
    plan_id: PlanId, caller: Coordinator, desk: Desk, writing: Writing
) -> Response:
    """Take a waiting plan out of the queue, or remove a draft or a failed plan.

    A plan that is being made stops and keeps the best so far as a draft (202).
    Published plans stay (409).
    """
    stops = plan_asking.call_off(desk, writing, caller, plan_id)
    return Response(status_code=HTTPStatus.ACCEPTED if stops else HTTPStatus.NO_CONTENT)


@router.post(
    "/{plan_id}/publish",
    operation_id="publish_plan",
    summary="Publish a draft",
    responses=answers(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def publish_plan(
    plan_id: PlanId, caller: Coordinator, desk: Desk, writing: Writing
) -> Published:
    """Let a draft hold from its first day on; from then on it never changes.

    It is checked again by the data as they are now; if it breaks a rule by them, the
    problems say which and where. Refused are also plans that begin in the past, change
    what has begun today, or were made from a plan that is not the newest any more.
    Older plans are superseded, undecided proposals outdated.
    """
    return plan_publishing.publish_draft(desk, writing, caller, plan_id)
