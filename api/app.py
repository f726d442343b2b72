"""The web application, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version

from fastapi import FastAPI

from api.clock import Clock
from api.errors import answers
from api.handlers import add_handlers
from api.limits import Limits
from api.routes import system
from api.services.service import Service
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


def make_app(settings: Settings | None = None, clock: Clock | None = None) -> FastAPI:
    """Return the application of some settings; default those of the environment.

    Parameters
    ----------
    clock
        Default the computer's own, or the one that the settings name.
    """
    settings = settings or Settings()
    service = Service(settings, clock or Clock(settings.starting_instant))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
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
    app.state.limits = Limits(settings)
    add_handlers(app)
    app.include_router(system.router, responses=COMMON)
    return app
