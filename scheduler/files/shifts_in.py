"""The rows of shifts as values, with the checks between one carer's rows."""

from collections import defaultdict

from scheduler.domain.roster import RosterRow
from scheduler.domain.times import format_minute
from scheduler.domain.words import ShiftKind
from scheduler.errors import Text
from scheduler.files.cells import parse_clock, parse_day, parse_id, parse_word
from scheduler.files.near import KnownIds
from scheduler.files.references import check_known
from scheduler.files.table import Columns, Numbered, Table
from scheduler.files.vocabulary import KINDS, WEEKDAY_WORDS


def read_shifts(table: Table, carers: KnownIds | None) -> list[Numbered]:
    """Return the roster rows in which nothing is wrong; the others are noted.

    Parameters
    ----------
    carers
        None if the carers could not be read.
    """
    columns: Columns = {
        "carer_id": table.values("carer_id", parse_id),
        "day": table.values("day", parse_day),
        "start": table.values("start", parse_clock),
        "end": table.values("end", parse_clock),
        "kind": table.values("kind", parse_word(KINDS)),
    }
    if carers is not None:
        check_known(table, "carer_id", columns["carer_id"], carers, _ASK_CARER)
    _check_times(table, columns)
    built = table.build(RosterRow, columns)
    _check_overlaps(table, built)
    works = any(kind is not ShiftKind.LEAVE for kind in columns["kind"])
    if table.complete and not works:
        table.error_in_all(_NO_SHIFT)
    return built


_ASK_CARER = Text("人员表里没有这个编号", "no carer has this id")
_NO_SHIFT = Text(
    "没有任何上班的排班；至少应有一行", "nobody works; at least one work row is needed"
)
_BOTH = Text(
    "开始和结束应同时填写（请假可都不填）",
    "start and end stand together; only a day of leave has neither",
)
_BACKWARDS = Text("结束应晚于开始", "the shift ends before it starts")


def _check_times(table: Table, columns: Columns) -> None:
    written = {name: table.texts(name) for name in ("start", "end")}
    for index, row in enumerate(table.rows):
        start, end = columns["start"][index], columns["end"][index]
        empty = [name for name, texts in written.items() if not texts[index]]
        is_leave = columns["kind"][index] is ShiftKind.LEAVE
        if empty and not (is_leave and len(empty) == 2):
            for name in empty:
                table.error(row, name, _BOTH)
        elif isinstance(start, int) and isinstance(end, int) and end <= start:
            table.error(row, "end", _BACKWARDS, written["end"][index])


def _check_overlaps(table: Table, built: list[Numbered]) -> None:
    by_day: dict[tuple[str, str], list[Numbered]] = defaultdict(list)
    for numbered in built:
        shift = numbered.value
        if shift.kind is ShiftKind.WORK:
            by_day[shift.carer_id, str(shift.day)].append(numbered)
    for (carer_id, day), shifts in by_day.items():
        shifts.sort(key=lambda numbered: (numbered.value.span, numbered.row))
        latest = shifts[0]
        for later in shifts[1:]:
            if later.value.start < latest.value.end:
                zh_day = _CHINESE_DAYS.get(day, day)
                says = Text(
                    f"{carer_id} 在 {zh_day} 的班次与第 {latest.row} 行"
                    f"（{latest.value.span}）重叠；应从 "
                    f"{format_minute(latest.value.end)} 起",
                    f"overlaps the shift {latest.value.span} of carer {carer_id} on "
                    f"{day} in row {latest.row}",
                )
                table.error(later.row, "start", says, str(later.value.span))
            latest = max(latest, later, key=lambda numbered: numbered.value.end)


_CHINESE_DAYS = {word.en: word.zh for word in WEEKDAY_WORDS.words}
