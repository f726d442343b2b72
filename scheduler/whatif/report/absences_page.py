"""Who must not fall ill, as one page: the heat map, the ranking, and who goes late."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Language, Text
from scheduler.files.atomic import write_whole
from scheduler.whatif.absences.absences import Absences, Risk, ranked
from scheduler.whatif.absences.wording import (
    NOBODY_LATE,
    day_name,
    heading,
    how_counted,
    late_people,
    late_text,
    on_reds,
    price_text,
    role_name,
    share_text,
    stand_in_text,
)
from scheduler.whatif.report.absences_map import heat_map
from scheduler.whatif.report.rendering import rendered

TEMPLATE = "absences.html"

NAMED = 40
"""Seniors named of each carer's worst day; the JSON has all."""


class _Row(NamedTuple):
    """What the page says of one carer."""

    who: str
    role: str
    day: str
    lost: int
    late: str
    stand_in: str
    hours: str
    share: str
    price: str


class _Late(NamedTuple):
    """Who goes late on one carer's worst day."""

    title: str
    by_tag: list[tuple[str, list[str]]]
    more: int


def write_page(path: Path, found: Absences, language: Language) -> None:
    """Write the page.

    Raises
    ------
    OSError
        If it cannot be written; a file that stood there is then as it was.
    """
    text = absences_page(found, language).encode()

    def write(draft: Path) -> None:
        draft.write_bytes(text)

    write_whole(path, write)


def absences_page(found: Absences, language: Language) -> str:
    """Return the page, the same for the same absences."""
    risks = ranked(found)
    content: dict[str, Any] = {
        "heading": heading(found).to(language),
        "on_reds": [line.to(language) for line in on_reds(found, risks)],
        "how": [line.to(language) for line in how_counted()],
        "quiet": NOBODY_LATE,
        "map": heat_map(found, risks, language),
        "rows": [_row(found, risk, language) for risk in risks],
        "late": [one for risk in risks for one in _late(found, risk, language)],
    }
    return rendered(TEMPLATE, language, content)


def _row(found: Absences, risk: Risk, language: Language) -> _Row:
    one, best = risk.worst, risk.worst.replacement
    return _Row(
        who=found.who(risk.carer_id),
        role=role_name(risk.role).to(language),
        day=day_name(one.date).to(language),
        lost=len(one.visits),
        late=late_text(one),
        stand_in=stand_in_text(found, one).to(language),
        hours=", ".join(map(str, best.hours)) if best else "",
        share=share_text(one),
        price=price_text(best).to(language) if best else "",
    )


def _late(found: Absences, risk: Risk, language: Language) -> Iterator[_Late]:
    one = risk.worst
    if not one.late:
        return
    shown = one.replace(late=one.late[:NAMED])
    by_tag = [
        (Text(CHINESE[tag], tag).to(language), late_people(found, shown, tag))
        for tag in Tag
    ]
    yield _Late(
        title=f"{found.who(risk.carer_id)} · {day_name(one.date).to(language)}",
        by_tag=[(name, people) for name, people in by_tag if people],
        more=max(0, len(one.late) - NAMED),
    )
