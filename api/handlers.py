"""Every failure of a request as the one envelope, never as a stack trace."""

import logging
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from api.errors import (
    ApiError,
    InvalidError,
    TooLargeError,
    UnavailableError,
    Wrong,
    escaped,
)
from api.store.unusable import UnusableDatabaseError
from scheduler.errors import InputError, Language, Text
from scheduler.files.validation import explain

log = logging.getLogger("qixiu")


def language_of(request: Request) -> Language:
    """Return the language asked for: Chinese, unless English comes first."""
    wanted = request.headers.get("accept-language", "").strip().lower()
    return Language.EN if wanted.startswith("en") else Language.ZH


Speech = Annotated[Language, Depends(language_of)]
"""The language in which to answer."""


def add_handlers(app: FastAPI) -> None:
    """Let an app answer every failure with the envelope."""
    app.add_exception_handler(ApiError, _api_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(InputError, _input_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(OperationalError, _database_error)
    app.add_exception_handler(UnusableDatabaseError, _unusable_database)
    app.add_exception_handler(Exception, _our_bug)


def _answer(request: Request, error: ApiError) -> JSONResponse:
    envelope = error.envelope(language_of(request))
    return JSONResponse(
        envelope.model_dump(mode="json"), error.status, headers=error.headers
    )


def _api_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ApiError)
    return _answer(request, error)


def _input_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, InputError)
    return _answer(request, InvalidError.of_findings(error.findings))


def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    wrong = [
        Wrong(_place(one["loc"]), explain(one), _shown(one["input"]))
        for one in error.errors()
    ]
    return _answer(request, InvalidError.of(wrong))


def _place(location: tuple[int | str, ...]) -> str:
    where = location[1:] if location[:1] == ("body",) else location
    return "".join(f"/{escaped(str(part))}" for part in where)


def _shown(value: object) -> object:
    """Return a value short and plain enough to be shown."""
    plain = isinstance(value, str | int | float | bool | None)
    return str(value)[:80] if not plain or isinstance(value, str) else value


def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    says = _HTTP_WORDS.get(status, Text(status.phrase, status.phrase))
    too_large = status is TooLargeError.status
    word = TooLargeError.word if too_large else status.name.lower()
    answer = ApiError(says, error=word).envelope(language_of(request))
    return JSONResponse(
        answer.model_dump(mode="json"), status, headers=dict(error.headers or {})
    )


_HTTP_WORDS = {
    HTTPStatus.NOT_FOUND: Text("没有这个地址", "there is no such address"),
    HTTPStatus.METHOD_NOT_ALLOWED: Text("这里不能这样请求", "not allowed here"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Text("请求太大", "the request is too large"),
    HTTPStatus.BAD_REQUEST: Text("请求读不懂", "the request cannot be read"),
}


def _database_error(request: Request, error: Exception) -> JSONResponse:
    log.error("database: %s", type(error).__name__)
    return _answer(request, UnavailableError(_NO_DATABASE))


def _unusable_database(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, UnusableDatabaseError)
    log.error("database: %s", error)
    return _answer(request, UnavailableError(error.says))


_NO_DATABASE = Text(
    "数据库暂时不可用，请稍后再试", "the database cannot be reached now"
)


def _our_bug(request: Request, error: Exception) -> JSONResponse:
    says = Text("程序出错（这是我们的问题）", "the program failed (our bug)")
    answer = ApiError(says, error="our_bug").envelope(language_of(request))
    return JSONResponse(answer.model_dump(mode="json"), 500)
