"""Absences as a table for spreadsheets."""

from pathlib import Path

from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Language, Text
from scheduler.files.atomic import write_whole
from scheduler.files.escaping import escape
from scheduler.files.rows_out import Cell
from scheduler.files.tables_out import TableOut, write_csv
from scheduler.whatif.absences.absence import Absence
from scheduler.whatif.absences.absences import Absences
from scheduler.whatif.absences.wording import late_people, role_name

HEADINGS = (
    Text("日期", "date"),
    Text("人员编号", "carer_id"),
    Text("角色", "role"),
    Text("失去人员的走访", "visits"),
    Text("当天无人接", "left"),
    Text("别的走访改动", "moved"),
    *(Text(f"{CHINESE[tag]}色多逾期天数", f"late_{tag}") for tag in Tag),
    Text("谁逾期", "late_seniors"),
    Text("最佳替补", "replacement"),
    Text("替补在班", "on_duty"),
    Text("替补时间", "hours"),
    Text("替补可接", "takes"),
    Text("多走分钟", "travel_minutes"),
    Text("晚回分钟", "later_home_minutes"),
    Text("新面孔", "new_faces"),
)


def write_absences(path: Path, found: Absences, language: Language) -> None:
    """Write one row for each absence.

    Raises
    ------
    OSError
        If it cannot be written; a file that stood there is then as it was.
    """
    table = TableOut(
        title="absences",
        encoding="utf-8-sig" if language is Language.ZH else "utf-8",
        headings=[heading.to(language) for heading in HEADINGS],
        rows=[
            [*_harm(found, cell, language), *_stand_in(found, cell, language)]
            for cell in found.cells
        ],
    )
    write_whole(path, lambda draft: write_csv(draft, table))


def _harm(found: Absences, one: Absence, language: Language) -> list[Cell]:
    late = [who for tag in Tag for who in late_people(found, one, tag)]
    return [
        str(one.date),
        escape(found.who(one.carer_id)),
        role_name(one.role).to(language),
        len(one.visits),
        one.left,
        one.moved,
        *(one.days_late(tag) for tag in Tag),
        escape(";".join(late)),
    ]


def _stand_in(found: Absences, one: Absence, language: Language) -> list[Cell]:
    best = one.replacement
    if best is None:
        return [None] * 7
    on_duty = Text("是", "yes") if best.on_duty else Text("否", "no")
    return [
        escape(found.who(best.carer_id)),
        on_duty.to(language),
        ";".join(map(str, best.hours)),
        len(best.takes),
        best.travel_minutes,
        best.later_home_minutes,
        best.new_faces,
    ]
