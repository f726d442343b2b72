"""The web application, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, Protocol

from anyio import CapacityLimiter
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from api.clock import Clock
from api.errors import answers
from api.handlers import add_handlers
from api.jobs.dispatcher import Dispatcher
from api.jobs.proposer import Proposer
from api.limits import Limits
from api.routes import (
    audit,
    board,
    cases,
    demo,
    events,
    follow_ups,
    papers,
    people,
    pins,
    plan_changes,
    plan_events,
    plans,
    policy,
    sheets,
    system,
    visits,
)
from api.services.service import Service
from api.services.sweep import Sweeper
from api.settings import Settings
from api.shell.body_limit import BodyLimit
from api.shell.document import TAGS, complete
from api.shell.metrics import Metrics
from api.shell.shell import REQUEST_ID, Shell
from api.shell.turns import Turns

DESCRIPTION = """
Plans home visits to seniors, and keeps the plan true on the day.

Tokens are made with `qixiu user add` and sent as `Authorization: Bearer …`. Every error
has one form: a fixed word, a sentence, and all problems at once. Sentences are Chinese,
or English with `Accept-Language: en`.

Instants have the offset of the community's time zone; days are local. Long lists come
page by page: send `next` of one page as `after` for the next. Creating requests take an
`Idempotency-Key`, so that they can safely be sent again.
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
    audit.router,
    board.router,
    plans.router,
    plan_changes.router,
    plan_events.router,
    papers.router,
    pins.router,
    events.router,
    people.router,
    policy.router,
    visits.router,
    sheets.router,
    follow_ups.router,
    cases.router,
    demo.router,
)


class _Application(FastAPI):
    """FastAPI's application with the shell around it, its own failures included."""

    def build_middleware_stack(self) -> ASGIApp:
        """Return everything that a request passes, outermost first."""
        return Shell(super().build_middleware_stack(), self.state.metrics)

    def openapi(self) -> dict[str, Any]:
        """Return the document, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = complete(super().openapi())
        return self.openapi_schema


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
    companions: tuple[Companion, ...] = (
        Dispatcher(service),
        proposer,
        Sweeper(service),
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        for companion in companions if settings.companions else ():
            companion.start()
        yield
        for companion in companions:
            companion.close()
        service.close()

    app = _Application(
        title="qixiu",
        version=version("qixiu"),
        summary="Home visits to seniors: plans, results and the day that goes wrong",
        description=DESCRIPTION,
        openapi_tags=TAGS,
        license_info={"name": "MIT", "identifier": "MIT"},
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    app.state.service = service
    app.state.metrics = Metrics()
    app.state.proposer = proposer
    app.state.printer = CapacityLimiter(1)
    app.state.limits = Limits(settings)
    add_handlers(app)
    app.add_middleware(Turns)
    app.add_middleware(BodyLimit, most=settings.body_bytes)
    if settings.cors_origins:
        _let_in(app, settings.cors_origins)
    app.include_router(system.open_router)
    for router in ROUTERS:
        app.include_router(router, responses=COMMON)
    return app


def _let_in(app: FastAPI, origins: tuple[str, ...]) -> None:
    """Let pages of other origins call; tokens come as a header, never as cookies."""
    app.add_middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=("GET", "POST", "PUT", "DELETE"),
        allow_headers=("Authorization", "Content-Type", "Idempotency-Key"),
        expose_headers=("Location", "Retry-After", REQUEST_ID),
    )
