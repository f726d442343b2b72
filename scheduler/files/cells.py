"""The value of one cell's text, each kind in its own function.

All take cleaned, non-empty text and raise `CellError` with what would be right.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from scheduler.domain.lag import LONGEST_LAG, Lag, parse_lag
from scheduler.domain.times import Span, parse_span, parse_time
from scheduler.errors import Text
from scheduler.files.escaping import unescape
from scheduler.files.vocabulary import WEEKDAY_WORDS, Vocabulary

Value = TypeVar("Value")
Parser = Callable[[str], Value]

LONGEST_CELL = 500

_SPREADSHEET_ERRORS = {
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
}
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_WHOLE = re.compile(r"([+-]?\d{1,15})(?:\.0*)?\s*(?:层|楼|分钟|分|次|人)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.0+)?)?)?",
    re.ASCII,
)
_SHORT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_TIME = re.compile(r"(\d{1,2})\s*[:时点]\s*(\d{2})\s*分?(?::(\d{2}))?", re.ASCII)
_SERIAL_DATE = re.compile(r"\d{5}", re.ASCII)
_DAY_ZERO = date(1899, 12, 30)
"""The day from which spreadsheets count."""
_SERIAL_TIME = re.compile(r"0?\.\d+", re.ASCII)
_SERIAL_ERROR_SECONDS = 0.5
_SHORT_TIME = re.compile(r"(\d{1,2})(\d{2})", re.ASCII)
_MINUTES = re.compile(r"\s*(?:分钟|分|minutes|min)\s*")
_MONTH = re.compile(r"月|\d\W?[A-Za-z]{3}|[A-Za-z]{3}\W?\d")
_LIST_MARK = re.compile(r"[;,、]")


class CellError(Exception):
    """A cell's text is not what its column asks for."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.says = Text(zh, en)


def has_hidden(text: str) -> bool:
    """Return whether there are characters that print as nothing or turn text round."""
    return _HIDDEN.search(text) is not None


def without_hidden(text: str) -> str:
    """Return the text without the characters that `has_hidden` looks for."""
    return _HIDDEN.sub("", text)


def clean(text: str) -> str:
    """Return the text as meant: no outer space, hidden character or escape."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unescape(without_hidden(lines).strip())


def fold(text: str) -> str:
    """Return the text with full-width letters, digits and marks made plain."""
    return unicodedata.normalize("NFKC", text).strip()


def parse_text(text: str) -> str:
    """Return the text itself."""
    if len(text) > LONGEST_CELL:
        raise CellError(
            f"文字过长（{len(text)} 个字符），最多 {LONGEST_CELL} 个",
            f"{len(text)} characters; at most {LONGEST_CELL} are allowed",
        )
    if text in _SPREADSHEET_ERRORS:
        raise CellError(
            "公式的结果是错误；请填写值本身",
            "the formula here ends in an error; write the value itself",
        )
    return text


def parse_id(text: str) -> str:
    """Return an id; a whole number loses the ``.0`` that spreadsheets add."""
    key = re.sub(r"(\d+)\.0+", r"\1", parse_text(fold(text)))
    if key[:1] in "=+-@":
        raise CellError(
            "编号不能以 = + - @ 开头（像公式），应为 S001 这样的编号",
            "looks like a formula; an id such as S001 does not start with = + - @",
        )
    if _LIST_MARK.search(key) or "\n" in key:
        raise CellError(
            "编号里不能有分号、逗号、顿号或换行",
            "an id has no semicolon, comma or line break in it",
        )
    return key


def parse_whole(lowest: int, highest: int) -> Parser[int]:
    """Return a parser of whole numbers between two bounds, both included."""

    def parse(text: str) -> int:
        match = _WHOLE.fullmatch(fold(text))
        if match is None or not lowest <= int(match[1]) <= highest:
            raise CellError(
                f"应为 {lowest} 到 {highest} 的整数",
                f"should be a whole number from {lowest} to {highest}",
            )
        return int(match[1])

    return parse


def parse_number(text: str) -> float:
    """Return a decimal number."""
    match = _NUMBER.fullmatch(fold(text))
    number = float(match[0]) if match else math.inf
    if not math.isfinite(number):
        raise CellError(
            "应为数字，例如 31.990641", "should be a number such as 31.990641"
        )
    return number


def parse_date(text: str) -> date:
    """Return a date written with -, /, . or 年月日; a time after it is dropped."""
    folded = fold(text)
    match = _DATE.fullmatch(folded) or _SHORT_DATE.fullmatch(folded)
    try:
        if match is None:
            raise ValueError
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise _no_date(folded) from None


def _no_date(text: str) -> CellError:
    if not _SERIAL_DATE.fullmatch(text):
        return CellError(
            "应为日期，例如 2026-11-23", "should be a date such as 2026-11-23"
        )
    day = _DAY_ZERO + timedelta(days=int(text))
    return CellError(
        f"应为日期；像是表格软件里 {day} 的序号，请把这一格的格式设为日期",
        f"should be a date; it looks like a spreadsheet's number for {day}: give the "
        "cell the format of a date",
    )


def parse_day(text: str) -> object:
    """Return a date, or one of ``mon`` to ``sun``."""
    weekday = WEEKDAY_WORDS.spellings.get(fold(text).casefold())
    if weekday is not None:
        return weekday
    try:
        return parse_date(text)
    except CellError:
        raise CellError(
            "应为日期（例如 2026-11-23）或星期（周一至周日）",
            "should be a date such as 2026-11-23 or a weekday, mon to sun",
        ) from None


def parse_clock(text: str) -> int:
    """Return a time of day in seconds since midnight, up to 24:00.

    A spreadsheet's fraction of a day is one too, where it falls on a minute.
    """
    folded = fold(text)
    if _SERIAL_TIME.fullmatch(folded):
        folded = _time_of_fraction(float(folded))
    match = _TIME.fullmatch(folded) or _SHORT_TIME.fullmatch(folded)
    try:
        if match is None:
            raise ValueError
        return parse_time(":".join(part for part in match.groups() if part))
    except ValueError:
        raise CellError(
            "应为 00:00 到 24:00 之间的时间，例如 08:30",
            "should be a time from 00:00 to 24:00 such as 08:30",
        ) from None


def _time_of_fraction(fraction: float) -> str:
    minute = round(fraction * 1440)
    if abs(fraction * 86400 - minute * 60) > _SERIAL_ERROR_SECONDS:
        return ""
    return f"{minute // 60}:{minute % 60:02d}"


def parse_window(text: str) -> Span:
    """Return a span of the day."""
    ends = re.split(r"[-–—~～至到]", fold(text))
    if len(ends) != 2:
        raise CellError(
            "应为时段，例如 08:30-11:30", "should be a span such as 08:30-11:30"
        )
    start, end = (parse_clock(part) for part in ends)
    if end <= start:
        raise CellError(
            f"时段“{text}”的结束早于或等于开始，应先早后晚，例如 08:30-11:30",
            f"'{text}' ends before it starts; should be such as 08:30-11:30",
        )
    return parse_span(str(Span(start, end)))


def parse_minutes_apart(text: str) -> Lag:
    """Return the least and the most minutes, as in ``30-60``."""
    folded = fold(text)
    try:
        return parse_lag(_MINUTES.sub("", folded))
    except ValueError:
        raise _no_minutes_apart(folded) from None


def _no_minutes_apart(text: str) -> CellError:
    zh = f"应为先到与后到相隔的分钟数，先小后大，0 到 {LONGEST_LAG}，例如 30-60"
    en = f"should be minutes from 0 to {LONGEST_LAG}, the smaller first, such as 30-60"
    if not _DATE.fullmatch(text) and not _MONTH.search(text):
        return CellError(zh, en)
    return CellError(
        f"{zh}；像是表格软件把它变成了日期，请先把这一格的格式设为文本再写",
        f"{en}; a spreadsheet seems to have made it a date: give the cell the format "
        "of text first",
    )


def parse_word(vocabulary: Vocabulary[Value]) -> Parser[Value]:
    """Return a parser of a closed list of words in both languages."""

    def parse(text: str) -> Value:
        value = vocabulary.spellings.get(fold(text).casefold())
        if value is None:
            raise CellError(
                f"应为其中之一：{vocabulary.choices}",
                f"should be one of: {vocabulary.choices}",
            )
        return value

    return parse


def parse_list(parse_part: Parser[Value]) -> Parser[tuple[Value, ...]]:
    """Return a parser of parts set off by ; (or ；、,), each once."""

    def parse(text: str) -> tuple[Value, ...]:
        parts = (part.strip() for part in _LIST_MARK.split(fold(parse_text(text))))
        return tuple(dict.fromkeys(parse_part(part) for part in parts if part))

    return parse
