"""Times of day: whole seconds since local midnight, and spans of them."""

import re
from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

MINUTE_SECONDS = 60
DAY_SECONDS = 86_400

MOST_DAYS = 366
"""The longest run of days that is planned at once."""

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


class Span(NamedTuple):
    """A stretch of one day, in seconds since midnight; both ends belong to it."""

    start: int
    end: int

    @property
    def seconds(self) -> int:
        """Length in seconds."""
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        """Return whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def shared(self, other: "Span") -> "Span":
        """Return what both have in common; of less than 0 seconds if they lie apart."""
        return Span(max(self.start, other.start), min(self.end, other.end))

    def __str__(self) -> str:
        return f"{format_minute(self.start)}-{format_minute(self.end)}"


def parse_time(text: str) -> int:
    """Return the seconds since midnight of ``HH:MM`` or ``HH:MM:SS``, up to 24:00.

    Raises
    ------
    ValueError
        If the text is not such a time.
    """
    match = _TIME.fullmatch(text.strip().replace("：", ":"))
    if match is None:
        raise ValueError(f"'{text}' is not a time of day like 08:30")
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    total = hours * 3600 + minutes * 60 + seconds
    if minutes > 59 or seconds > 59 or total > DAY_SECONDS:
        raise ValueError(f"'{text}' is not a time of day between 00:00 and 24:00")
    return total


def parse_span(text: str) -> Span:
    """Return the span written as ``08:30-11:30``.

    Raises
    ------
    ValueError
        If an end is missing or is not a time, or the span ends before it starts.
    """
    ends = re.split(r"[-–—~～至]", text.strip())
    if len(ends) != 2:
        raise ValueError(f"'{text}' is not a span like 08:30-11:30")
    span = Span(parse_time(ends[0]), parse_time(ends[1]))
    if span.end <= span.start:
        raise ValueError(f"'{text}' ends before it starts")
    return span


def format_minute(seconds: int) -> str:
    """Return ``HH:MM``, seconds cut off."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"


def format_second(seconds: int) -> str:
    """Return ``HH:MM:SS``."""
    return f"{format_minute(seconds)}:{seconds % 60:02d}"


def _to_seconds(value: Any) -> Any:
    return parse_time(value) if isinstance(value, str) else value


def _to_span(value: Any) -> Any:
    return parse_span(value) if isinstance(value, str) else value


EARLIEST_DAY, LATEST_DAY = date(2000, 1, 1), date(2199, 12, 31)
PlannedDay = Annotated[date, Field(ge=EARLIEST_DAY, le=LATEST_DAY)]
"""A first day; a mistyped year is caught, and the calendar never ends within a plan."""


def _written(pattern: str, example: str) -> WithJsonSchema:
    """Return how a time of day is written by those who send it."""
    return WithJsonSchema(
        {"type": "string", "pattern": f"^{pattern}$", "examples": [example]},
        mode="validation",
    )


_HOURS_MINUTES = r"([01]?\d|2[0-3]):[0-5]\d"

TimeToMinute = Annotated[
    int,
    BeforeValidator(_to_seconds),
    PlainSerializer(format_minute, return_type=str, when_used="json"),
    _written(_HOURS_MINUTES, "08:30"),
]
TimeToSecond = Annotated[
    int,
    BeforeValidator(_to_seconds),
    PlainSerializer(format_second, return_type=str, when_used="json"),
    _written(rf"{_HOURS_MINUTES}(:[0-5]\d)?", "08:30:00"),
]
TextSpan = Annotated[
    Span,
    BeforeValidator(_to_span),
    PlainSerializer(str, return_type=str, when_used="json"),
    _written(rf"{_HOURS_MINUTES}-{_HOURS_MINUTES}", "08:30-11:30"),
]
