"""Domain values as rows of cells, in the column order of the tables."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from scheduler.domain.people import Carer, Senior
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import format_minute, format_second
from scheduler.errors import Language
from scheduler.files.formats import CARERS, SENIORS, VISITS, TableFormat
from scheduler.files.vocabulary import (
    GENDERS,
    KINDS,
    MODES,
    OUTCOMES,
    ROLES,
    STATUSES,
    TAGS,
    WEEKDAY_WORDS,
    YES_NO,
    Vocabulary,
)

Cell = str | int | float | date | None
Value = TypeVar("Value")


def senior_cells(senior: Senior, language: Language) -> Mapping[str, Cell]:
    """Return the cells of one row of seniors, by column."""
    word = _writer(language)
    return {
        **_plain(senior, SENIORS),
        "tag": word(TAGS, senior.tag),
        "lift": word(YES_NO, senior.lift),
        "windows": _joined(map(str, senior.windows)),
        "prefer_windows": _joined(map(str, senior.prefer_windows)),
        "skills": _joined(senior.skills),
        "after": None if senior.after is None else str(senior.after),
        "second_skills": _joined(senior.second_skills),
        "prefer": _joined(senior.prefer),
        "avoid": _joined(senior.avoid),
        "gender": word(GENDERS, senior.gender),
        "status": word(STATUSES, senior.status),
    }


def carer_cells(carer: Carer, language: Language) -> Mapping[str, Cell]:
    """Return the cells of one row of carers, by column."""
    word = _writer(language)
    return {
        **_plain(carer, CARERS),
        "role": word(ROLES, carer.role),
        "gender": word(GENDERS, carer.gender),
        "skills": _joined(carer.skills),
        "mode": word(MODES, carer.mode),
    }


def roster_cells(row: RosterRow, language: Language) -> Mapping[str, Cell]:
    """Return the cells of one row of shifts, by column."""
    day = row.day
    return {
        "carer_id": row.carer_id,
        "day": WEEKDAY_WORDS.write(day, language) if isinstance(day, str) else day,
        "start": _time(row.start),
        "end": _time(row.end),
        "kind": KINDS.write(row.kind, language),
    }


def record_cells(record: VisitRecord, language: Language) -> Mapping[str, Cell]:
    """Return the cells of one row of visits, by column."""
    return {
        **_plain(record, VISITS),
        "outcome": OUTCOMES.write(record.outcome, language),
    }


def _plain(value: object, table: TableFormat) -> dict[str, Cell]:
    return {column.name: getattr(value, column.name) for column in table.columns}


def _joined(parts: Iterable[str]) -> str:
    return ";".join(parts)


def _time(seconds: int | None) -> str:
    if seconds is None:
        return ""
    return format_second(seconds) if seconds % 60 else format_minute(seconds)


def _writer(
    language: Language,
) -> Callable[[Vocabulary[Value], Value | None], str]:
    def write(vocabulary: Vocabulary[Value], value: Value | None) -> str:
        return "" if value is None else vocabulary.write(value, language)

    return write
