"""What may stand in a scenario: words of both languages, hours, and days of a plan."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import Field, PlainValidator
from pydantic_core import PydanticCustomError

from scheduler.domain.times import EARLIEST_DAY, LATEST_DAY, MOST_DAYS, Span
from scheduler.domain.words import Gender, Mode, Role, Tag, Weekday
from scheduler.errors import Text
from scheduler.files.cells import CellError, parse_window, parse_word
from scheduler.files.vocabulary import GENDERS, MODES, ROLES, TAGS, WEEKDAY_WORDS

SAID = "said"
"""Type of a validation error that carries its sentence in both languages."""


def wrong(says: Text) -> PydanticCustomError:
    """Return the error that carries the sentence."""
    return PydanticCustomError(SAID, "{en}", {"zh": says.zh, "en": says.en})


def _as_in_tables(kind: type, parse: Callable[[str], Any]) -> PlainValidator:
    """Return a validator that reads text as the cells of a table are read."""

    def read(value: object) -> Any:
        if isinstance(value, kind) and not isinstance(value, str):
            return value
        try:
            return parse(str(value))
        except CellError as error:
            raise wrong(error.says) from None

    return PlainValidator(read)


TagWord = Annotated[Tag, _as_in_tables(Tag, parse_word(TAGS))]
RoleWord = Annotated[Role, _as_in_tables(Role, parse_word(ROLES))]
ModeWord = Annotated[Mode, _as_in_tables(Mode, parse_word(MODES))]
GenderWord = Annotated[Gender, _as_in_tables(Gender, parse_word(GENDERS))]
WeekdayWord = Annotated[Weekday, _as_in_tables(str, parse_word(WEEKDAY_WORDS))]
Hours = tuple[Annotated[Span, _as_in_tables(Span, parse_window)], ...]

PersonId = Annotated[str, Field(min_length=1, max_length=64)]


def _plan_day(value: object) -> date | int:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise wrong(_NO_DAY) from None
    is_date = isinstance(value, date) and EARLIEST_DAY <= value <= LATEST_DAY
    is_number = type(value) is int and 1 <= value <= MOST_DAYS
    if not (is_date or is_number):
        raise wrong(_NO_DAY)
    return value  # type: ignore[return-value]


_NO_DAY = Text(
    f"应为日期（例如 2026-11-30），或计划的第几天（1 到 {MOST_DAYS} 的整数）",
    f"should be a date such as 2026-11-30, or which day of the plan, 1 to {MOST_DAYS}",
)

PlanDay = Annotated[date | int, PlainValidator(_plan_day)]
"""A date, or a number: 1 is the first planned day."""
