"""Dates, times and spans as they stand on paper."""

from datetime import date

from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.errors import Language, Text

ROUNDED_TO = 5 * MINUTE_SECONDS

_WEEKDAYS = Text("一二三四五六日", "MonTueWedThuFriSatSun")
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


def rounded(seconds: int) -> int:
    """Return the nearest time of day on five minutes."""
    return (seconds + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def clock_time(seconds: int) -> str:
    """Return a time of day on five minutes, as in 8:35."""
    minutes = rounded(seconds) // MINUTE_SECONDS
    return f"{minutes // 60}:{minutes % 60:02d}"


def clock_span(span: Span) -> str:
    """Return a span as in 8:30 – 11:30."""
    return f"{clock_time(span.start)} – {clock_time(span.end)}"


def long_date(day: date, language: Language) -> str:
    """Return a date with its weekday."""
    weekday = day.weekday()
    if language is Language.ZH:
        return f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS.zh[weekday]}"
    name = _WEEKDAYS.en[3 * weekday : 3 * weekday + 3]
    month = _MONTHS[3 * day.month - 3 : 3 * day.month]
    return f"{name} {day.day} {month} {day.year}"
