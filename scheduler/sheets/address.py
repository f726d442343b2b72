"""A home's address as two short lines."""

import re
from functools import cache

from scheduler.domain.people import Senior
from scheduler.errors import Language
from scheduler.sheets.paper_text import paper_text

_BARE = re.compile(r"[0-9A-Za-z\-]+")

_FORMS = {
    Language.ZH: ("{}栋", "{}单元", "{}楼", "{}室"),
    Language.EN: ("Bldg {}", "Unit {}", "Fl. {}", "Rm {}"),
}


@cache
def house_name(building: str, language: Language) -> str:
    """Return a building as it is called on paper; empty if it has no name."""
    return paper_text(_called(building, _FORMS[language][0]), language)


def home_lines(senior: Senior, language: Language) -> tuple[str, ...]:
    """Return building and unit, then floor and room; one line if the first is empty."""
    building, unit, floor, room = _FORMS[language]
    lines = (
        (_called(senior.building, building), _called(senior.unit, unit)),
        (floor.format(senior.floor), _called(senior.room, room)),
    )
    joined = (" ".join(filter(None, parts)) for parts in lines)
    return tuple(paper_text(line, language) for line in joined if line)


def _called(part: str, form: str) -> str:
    """Return a bare number in the form of an address, anything else as it is."""
    part = part.strip()
    return form.format(part) if _BARE.fullmatch(part) else part
