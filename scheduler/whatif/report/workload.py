"""A picture of every carer's work: hours used of hours there, in each variant."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from scheduler.domain.words import CHINESE, Role
from scheduler.errors import Language, Text
from scheduler.whatif.comparison import Comparison, Variant
from scheduler.whatif.report.drawing import Drawing
from scheduler.whatif.wording import as_it_is, who

NAMES, COLUMN, NUMBER = 96.0, 128.0, 46.0
"""Widths: of the carers' names, of one variant, and of the number in it."""

ROW, BAR, HEAD = 15.0, 9.0, 20.0
VARIANTS_A_CHART = 6


class _Carer(NamedTuple):
    carer_id: str
    role: Role


class _Hours(NamedTuple):
    there: float
    used: float


def workload_charts(comparison: Comparison, language: Language) -> list[str]:
    """Return the pictures as SVG, each with the community as it is at its left."""
    others = comparison.scenarios
    step = VARIANTS_A_CHART - 1
    return [
        _chart(comparison, (comparison.base, *others[first : first + step]), language)
        for first in range(0, len(others), step)
    ]


def _chart(
    comparison: Comparison, variants: Sequence[Variant], language: Language
) -> str:
    carers = _carers(variants)
    hours = [_hours(variant) for variant in variants]
    most = max((h.there for column in hours for h in column.values()), default=1.0)
    scale = (COLUMN - NUMBER - 12) / max(most, 1.0)
    roles = list(dict.fromkeys(carer.role for carer in carers))
    height = HEAD + ROW * (len(carers) + len(roles)) + 4
    width = NAMES + COLUMN * len(variants)
    drawing = Drawing(width, height, _TITLE.to(language))
    for place, variant in enumerate(variants):
        name = variant.mark or as_it_is().to(language)
        drawing.words(name, NAMES + COLUMN * place, 12, kind="strong")
    y = HEAD
    for role in roles:
        drawing.words(_role(role, language), 0, y + 9, kind="strong")
        y += ROW
        for carer in (one for one in carers if one.role is role):
            drawing.words(who(comparison, carer.carer_id), 0, y + 8.5)
            for place, column in enumerate(hours):
                x = NAMES + COLUMN * place
                _cell(drawing, x, y, column.get(carer.carer_id), scale)
            y += ROW
    return drawing.svg()


_TITLE = Text("每人在岗与用去的小时", "each carer's hours there and used")


def _role(role: Role, language: Language) -> str:
    return Text(CHINESE[role], role.value.replace("_", " ")).to(language)


def _cell(
    drawing: Drawing, x: float, y: float, hours: _Hours | None, scale: float
) -> None:
    if hours is None:
        drawing.words("–", x, y + 8.5)
        return
    drawing.bar("room", x, y, hours.there * scale, BAR)
    drawing.bar("used", x, y, hours.used * scale, BAR)
    drawing.words(
        f"{hours.used:.0f}/{hours.there:.0f}", x + hours.there * scale + 4, y + 8.5
    )


def _carers(variants: Sequence[Variant]) -> list[_Carer]:
    found = {
        carer.carer_id: _Carer(carer.carer_id, carer.role)
        for variant in reversed(variants)
        for run in variant.runs
        for carer in run.carers
    }
    roles = list(Role)
    return sorted(found.values(), key=lambda c: (roles.index(c.role), c.carer_id))


def _hours(variant: Variant) -> dict[str, _Hours]:
    """Return each carer's medians over the seeds."""
    rows = zip(*(run.carers for run in variant.runs), strict=True)
    return {
        row[0].carer_id: _Hours(
            median(carer.there for carer in row) / 60,
            median(carer.used for carer in row) / 60,
        )
        for row in rows
    }
