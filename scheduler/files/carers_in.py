"""The rows of carers as values."""

from collections.abc import Mapping
from typing import Any

from scheduler.domain.people import Carer
from scheduler.files.cells import (
    Parser,
    parse_id,
    parse_list,
    parse_number,
    parse_text,
    parse_whole,
    parse_word,
)
from scheduler.files.coordinates import check_coordinates
from scheduler.files.table import Numbered, Table
from scheduler.files.unique import check_unique
from scheduler.files.vocabulary import GENDERS, MODES, ROLES

_WEEK_MINUTES = 7 * 24 * 60
_PARSERS: Mapping[str, Parser[Any]] = {
    "carer_id": parse_id,
    "name": parse_text,
    "role": parse_word(ROLES),
    "organisation": parse_text,
    "gender": parse_word(GENDERS),
    "skills": parse_list(parse_text),
    "mode": parse_word(MODES),
    "lat": parse_number,
    "lon": parse_number,
    "max_visits_per_day": parse_whole(0, 200),
    "max_minutes_per_week": parse_whole(0, _WEEK_MINUTES),
    "phone": parse_text,
}


def read_carers(table: Table) -> list[Numbered]:
    """Return the carers in whose rows nothing is wrong; the others are noted."""
    columns = {name: table.values(name, parse) for name, parse in _PARSERS.items()}
    check_unique(table, "carer_id", columns["carer_id"])
    check_coordinates(table, columns["lat"], columns["lon"], needed=False)
    return table.build(Carer, columns)
