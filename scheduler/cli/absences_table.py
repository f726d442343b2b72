"""Absences for a terminal of 80 columns, and for machines."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from scheduler.cli.summary import COLOURS
from scheduler.domain.words import Tag
from scheduler.errors import Language, Text
from scheduler.files.atomic import write_whole
from scheduler.whatif.absences.absence import Absence
from scheduler.whatif.absences.absences import Absences, Risk, ranked
from scheduler.whatif.absences.wording import (
    NOBODY_LATE,
    day_name,
    heading,
    how_counted,
    late_text,
    on_reds,
    price_text,
    share_text,
    sign,
    stand_in_text,
    worst_tag,
)

DAYS_A_GRID, DAYS_BESIDE_NAMES = 14, 7


def show_absences(console: Console, found: Absences, language: Language) -> None:
    """Write who must not be missing, the ranking, and the days of each carer."""
    risks = ranked(found)
    title = heading(found).to(language)
    console.print(title, style="bold", markup=False, soft_wrap=True)
    for line in on_reds(found, risks):
        console.print(line.to(language), markup=False, soft_wrap=True)
    console.print(_ranking(found, risks, language))
    console.print(_KEY.to(language), markup=False, soft_wrap=True)
    step = DAYS_BESIDE_NAMES if found.names else DAYS_A_GRID
    for first in range(0, found.days, step):
        dates = found.dates[first : first + step]
        console.print(_grid(found, risks, dates, language))
    for line in how_counted():
        console.print(line.to(language), style="dim", markup=False, soft_wrap=True)


def absences_json(found: Absences) -> dict[str, Any]:
    """Return the absences as JSON would hold them, and the carers as ranked."""
    carers = [
        {
            "carer_id": risk.carer_id,
            "role": risk.role,
            "worst_day": str(risk.worst.date),
            "days_late": {tag: risk.worst.days_late(tag) for tag in Tag},
            "absences": len(risk.absences),
        }
        for risk in ranked(found)
    ]
    return {"carers": carers} | found.model_dump(mode="json")


def write_absences_json(path: Path, found: Absences) -> None:
    """Write the absences as JSON.

    Raises
    ------
    OSError
        If it cannot be written; a file that stood there is then as it was.
    """
    text = json.dumps(absences_json(found), ensure_ascii=False, indent=1) + "\n"

    def write(draft: Path) -> None:
        draft.write_bytes(text.encode())

    write_whole(path, write)


_KEY = Text(
    f"每天少了谁：红2 表示 2 位红色老人逾期（橙、绿为没有更急的人逾期），"
    f"{NOBODY_LATE} 无人逾期，空白不当班。",
    f"Who is missed when: R2 two red seniors go late (O orange, G green: nobody more "
    f"urgent does), {NOBODY_LATE} nobody does, blank: not on duty.",
)


def _ranking(found: Absences, risks: Sequence[Risk], language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    late = Text("红 / 橙 / 绿\n多逾期天数", "R / O / G\nmore days late")
    for name, justify in (
        (Text("人员", "carer"), "left"),
        (Text("最坏的一天", "worst day"), "left"),
        (late, "right"),
        (Text("最佳替补", "best replacement"), "left"),
        (Text("可接", "takes"), "right"),
        (Text("代价", "price"), "left"),
    ):
        table.add_column(name.to(language), justify=justify)  # type: ignore[arg-type]
    for risk in risks:
        one, tag = risk.worst, worst_tag(risk.worst)
        price = price_text(one.replacement) if one.replacement else Text("", "")
        table.add_row(
            found.who(risk.carer_id),
            day_name(one.date).to(language),
            Styled(late_text(one), style=COLOURS[tag] if tag else ""),
            stand_in_text(found, one).to(language),
            share_text(one),
            price.to(language),
        )
    return table


def _grid(
    found: Absences, risks: Sequence[Risk], dates: Sequence[date], language: Language
) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    for day in dates:
        name = day_name(day).to(language)[3:].replace(" ", "\n")
        table.add_column(name, justify="right", no_wrap=True)
    for risk in risks:
        by_day = {one.date: one for one in risk.absences}
        cells = [_cell(by_day.get(day), language) for day in dates]
        table.add_row(found.who(risk.carer_id), *cells)
    return table


def _cell(absence: Absence | None, language: Language) -> Styled:
    if absence is None:
        return Styled("")
    tag = worst_tag(absence)
    return Styled(sign(absence).to(language), style=COLOURS[tag] if tag else "dim")
