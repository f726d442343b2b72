"""The web application, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version
from typing import Protocol

from fastapi import FastAPI

from api.clock import Clock
from api.errors import answers
from api.handlers import add_handlers
from api.jobs.proposer import Proposer
from api.limits import Limits
from api.routes import cases, events, follow_ups, people, policy, sheets, system, visits
from api.services.service import Service
from api.services.sweep import Sweeper
from api.settings import Settings

DESCRIPTION = """
Plans home visits to seniors, and keeps the plan true on the day.

Tokens are made with `qixiu user add` and sent as `Authorization: Bearer …`. Every error
has one form: a fixed word, a sentence, and all problems at once. Sentences are Chinese,
or English with `Accept-Language: en`.
"""

COMMON = answers(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
"""What every operation that needs a token may answer."""

ROUTERS = (
    system.router,
    events.router,
    people.router,
    policy.router,
    visits.router,
    sheets.router,
    follow_ups.router,
    cases.router,
)


class Companion(Protocol):
    """What works beside the web as long as the service runs."""

    def start(self) -> None:
        """Begin."""

    def close(self) -> None:
        """End, whether it has begun or not."""


def make_app(settings: Settings | None = None, clock: Clock | None = None) -> FastAPI:
    """Return the application of some settings; default those of the environment.

    Parameters
    ----------
    clock
        Default the computer's own, or the one that the settings name.
    """
    settings = settings or Settings()
    service = Service(settings, clock or Clock(settings.starting_instant))

    proposer = Proposer()
    companions: tuple[Companion, ...] = (proposer, Sweeper(service))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        for companion in companions if settings.companions else ():
            companion.start()
        yield
        for companion in companions:
            companion.close()
        service.close()

    app = FastAPI(
        title="qixiu",
        version=version("qixiu"),
        summary="Home visits to seniors: plans, results and the day that goes wrong",
        description=DESCRIPTION,
        lifespan=lifespan,
        max_body_size=settings.body_bytes,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    app.state.service = service
    app.state.proposer = proposer
    app.state.limits = Limits(settings)
    add_handlers(app)
    for router in ROUTERS:
        app.include_router(router, responses=COMMON)
    return app
