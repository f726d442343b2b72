"""A picture of who is missed when: carers down, days to the right.

Each tag has a pattern of its own and each cell says in words what it shows, so it is
read in black and white as well.
"""

from collections.abc import Sequence
from datetime import date

from scheduler.errors import Language, Text
from scheduler.whatif.absences.absence import Absence
from scheduler.whatif.absences.absences import Absences, Risk
from scheduler.whatif.absences.wording import day_name, sign, worst_tag
from scheduler.whatif.report.by_day import FILLS
from scheduler.whatif.report.drawing import Drawing

WIDTH, HEAD, ROW = 820.0, 32.0, 19.0
LETTER, GAP = 6.6, 14.0
"""Width of a letter of the carers' names, and what is left behind the longest."""

WIDEST = 56.0
"""Of a day, however few there are."""

PLATE, PLATE_HEIGHT = 24.0, 12.0
"""Of the white ground on which the words of a cell stand."""

_TITLE = Text("少了谁、在哪天，会有人逾期", "Who is missed on which day")


def heat_map(found: Absences, risks: Sequence[Risk], language: Language) -> str:
    """Return the picture as SVG, carers in their order."""
    names = [found.who(risk.carer_id) for risk in risks]
    left = LETTER * max(map(_letters, names), default=0) + GAP
    column = min(WIDEST, (WIDTH - left) / found.days)
    height = HEAD + ROW * len(risks) + 2
    drawing = Drawing(left + column * found.days, height, _TITLE.to(language))
    for place, day in enumerate(found.dates):
        _heading(drawing, left + (place + 0.5) * column, day, language)
    for row, (risk, name) in enumerate(zip(risks, names, strict=True)):
        y = HEAD + row * ROW
        drawing.words(name, 0, y + 13)
        by_day = {one.date: one for one in risk.absences}
        for place, day in enumerate(found.dates):
            if day in by_day:
                x = left + place * column
                _cell(drawing, x, y, column, by_day[day], language)
    return drawing.svg()


def _letters(name: str) -> float:
    """Return how wide a name is, in Latin letters."""
    return sum(1.0 if letter.isascii() else 1.8 for letter in name)


def _heading(drawing: Drawing, x: float, day: date, language: Language) -> None:
    month_day, weekday = day_name(day).to(language).split()
    drawing.words(month_day, x, 12, "middle")
    drawing.words(weekday, x, 26, "middle")


def _cell(
    drawing: Drawing,
    x: float,
    y: float,
    width: float,
    absence: Absence,
    language: Language,
) -> None:
    tag = worst_tag(absence)
    fill = "quiet" if tag is None else FILLS[tag]
    drawing.bar(fill, x + 0.5, y + 0.5, width - 1, ROW - 1)
    middle = x + width / 2
    if tag is not None:
        top = y + (ROW - PLATE_HEIGHT) / 2
        drawing.bar("plate", middle - PLATE / 2, top, PLATE, PLATE_HEIGHT)
    drawing.words(sign(absence).to(language), middle, y + 13.5, "middle", "strong")
