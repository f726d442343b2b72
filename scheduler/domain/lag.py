"""How long after the first carer of a two-person visit the second one starts."""

import re
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainSerializer,
    WithJsonSchema,
)

from scheduler.domain.times import MINUTE_SECONDS

LONGEST_LAG = 240
"""Minutes; two visits further apart are two visits, not one."""

_LAG = re.compile(r"(\d{1,4})\s*[-–—~～至到]\s*(\d{1,4})", re.ASCII)


class Lag(NamedTuple):
    """The least and the most minutes between the two starts; both are allowed."""

    least: int
    most: int

    @property
    def least_seconds(self) -> int:
        """The least seconds between the two starts."""
        return self.least * MINUTE_SECONDS

    @property
    def most_seconds(self) -> int:
        """The most seconds between the two starts."""
        return self.most * MINUTE_SECONDS

    def allows(self, seconds: int) -> bool:
        """Return whether the second may start so many seconds after the first."""
        return self.least_seconds <= seconds <= self.most_seconds

    def __str__(self) -> str:
        return f"{self.least}-{self.most}"


NextStart = Callable[[int], int | None]
"""The earliest start at or after a time that a carer can make; None if none is left."""


def earliest_in_order(
    apart: tuple[int, int],
    soonest: tuple[int, int],
    first_start: NextStart,
    second_start: NextStart,
) -> tuple[int, int] | None:
    """Return the earliest start of each carer that keeps the lag; None if none do.

    Neither of any other such pair is earlier: waiting helps nobody.

    Parameters
    ----------
    apart
        The least and the most seconds between the two starts.
    soonest
        Before which neither starts, in seconds since midnight: the first to come, the
        second.
    """
    least, most = apart
    first = first_start(soonest[0])
    while first is not None:
        second = second_start(max(soonest[1], first + least))
        if second is None:
            return None
        if second <= first + most:
            return first, second
        first = first_start(second - most)
    return None


def parse_lag(text: str) -> Lag:
    """Return the minutes written as ``30-60``.

    Raises
    ------
    ValueError
        If they are not two whole numbers, the smaller first, up to `LONGEST_LAG`.
    """
    match = _LAG.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"'{text}' is not a span of minutes like 30-60")
    return _in_bounds(Lag(int(match[1]), int(match[2])))


def _in_bounds(lag: Lag) -> Lag:
    if not 0 <= lag.least <= lag.most <= LONGEST_LAG:
        raise ValueError(
            f"'{lag}' should be whole minutes from 0 to {LONGEST_LAG}, the smaller "
            "first, like 30-60"
        )
    return lag


def _to_lag(value: Any) -> Any:
    return parse_lag(value) if isinstance(value, str) else value


TextLag = Annotated[
    Lag,
    BeforeValidator(_to_lag),
    AfterValidator(_in_bounds),
    PlainSerializer(str, return_type=str, when_used="json"),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d{1,3}-\d{1,3}$", "examples": ["30-60"]},
        mode="validation",
    ),
]
