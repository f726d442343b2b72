"""What may go wrong in a request, and how it is said: the only place with HTTP numbers.

ApiError                400
├── UnauthorisedError   401  no token, or a wrong, expired or revoked one
├── ForbiddenError      403  not this user's business
├── NotFoundError       404
├── ConflictError       409  it stands against what is there already
├── TooLargeError       413
├── InvalidError        422  the request is wrong; carries all problems at once
├── TooManyError        429
└── UnavailableError    503  it cannot be done now, but later
"""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from scheduler.errors import Finding, Language, Text


class Problem(BaseModel):
    """One thing that is wrong with a request."""

    pointer: str = Field(
        description="JSON pointer into the request's body; of a query parameter or "
        "header, its name after `/query/` or `/header/`; `` is the whole body",
        examples=["/visits/3/outcome"],
    )
    says: str = Field(description="What is wrong and what would be right")
    value: Any = Field(default=None, description="What was found there")


class ErrorEnvelope(BaseModel):
    """How every error is answered."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "error": "not_found",
                "detail": "没有编号为 S999 的老人",
                "problems": [],
            }
        }
    )

    error: str = Field(description="A fixed word for programs")
    detail: str = Field(
        description="A sentence: Chinese, or English on `Accept-Language: en`"
    )
    problems: list[Problem] = Field(description="Everything that is wrong, at once")


class Wrong:
    """A problem before its language is known.

    Parameters
    ----------
    pointer
        See `Problem`.
    """

    def __init__(self, pointer: str, says: Text, value: Any = None) -> None:
        self.pointer = pointer
        self.says = says
        self.value = value

    def to(self, language: Language) -> Problem:
        """Return the problem in a language."""
        return Problem(
            pointer=self.pointer, says=self.says.to(language), value=self.value
        )


class ApiError(Exception):
    """A request that is answered with an error.

    Parameters
    ----------
    error
        The fixed word; default that of the kind.
    """

    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST
    word: ClassVar[str] = "bad_request"

    def __init__(
        self, says: Text, problems: Sequence[Wrong] = (), error: str | None = None
    ) -> None:
        super().__init__(says.en)
        self.says = says
        self.problems = tuple(problems)
        self.error = error or self.word

    @property
    def headers(self) -> dict[str, str]:
        """Headers that go with the answer."""
        return {}

    def envelope(self, language: Language) -> ErrorEnvelope:
        """Return the answer's body in a language."""
        return ErrorEnvelope(
            error=self.error,
            detail=self.says.to(language),
            problems=[problem.to(language) for problem in self.problems],
        )


class UnauthorisedError(ApiError):
    """There is no token, or it is wrong, expired or revoked."""

    status = HTTPStatus.UNAUTHORIZED
    word = "unauthorised"

    @property
    def headers(self) -> dict[str, str]:
        """The way to prove who one is."""
        return {"WWW-Authenticate": "Bearer"}


class ForbiddenError(ApiError):
    """The user has no business with this."""

    status = HTTPStatus.FORBIDDEN
    word = "forbidden"


class NotFoundError(ApiError):
    """There is no such thing, or none that this user may see."""

    status = HTTPStatus.NOT_FOUND
    word = "not_found"


class ConflictError(ApiError):
    """It stands against what is there already."""

    status = HTTPStatus.CONFLICT
    word = "conflict"


class TooLargeError(ApiError):
    """The body is longer than allowed."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    word = "too_large"


class InvalidError(ApiError):
    """The request is wrong; carries all problems at once."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    word = "invalid"

    @classmethod
    def of(cls, problems: Iterable[Wrong]) -> "InvalidError":
        """Return the error of some problems, saying how many they are."""
        found = tuple(problems)
        count = len(found)
        return cls(Text(f"请求有 {count} 处不对", f"{count} things are wrong"), found)

    @classmethod
    def of_findings(cls, findings: Iterable[Finding]) -> "InvalidError":
        """Return the error of what the planner found wrong with its input."""
        return cls.of(
            Wrong(_pointer(finding), finding.says, finding.value)
            for finding in findings
        )


class TooManyError(ApiError):
    """Too many requests in too short a time.

    Parameters
    ----------
    seconds
        After which it may be tried again.
    """

    status = HTTPStatus.TOO_MANY_REQUESTS
    word = "too_many_requests"

    def __init__(self, seconds: int) -> None:
        super().__init__(
            Text(
                f"请求太频繁，请 {seconds} 秒后再试",
                f"too many requests; try again after {seconds} s",
            )
        )
        self._seconds = seconds

    @property
    def headers(self) -> dict[str, str]:
        """When to try again."""
        return {"Retry-After": str(self._seconds)}


class UnavailableError(ApiError):
    """It cannot be done now, but later."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    word = "unavailable"


def _pointer(finding: Finding) -> str:
    parts = [finding.file, finding.row, finding.column]
    return "/" + "/".join(escaped(str(part)) for part in parts if part is not None)


def escaped(part: str) -> str:
    """Return a part of a JSON pointer as RFC 6901 writes it."""
    return part.replace("~", "~0").replace("/", "~1")


def answers(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """Return the error answers of an operation, as its OpenAPI entry names them."""
    return {
        status.value: {"model": ErrorEnvelope, "description": status.phrase}
        for status in statuses
    }
