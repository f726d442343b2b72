"""What was written on a sheet, keyed in as one line of text: ``1Ks 2Bn 3Hs``.

Each item is the line's number, its check letter as printed, and how the visit went.
The check letter may be left out; capitals, spaces and commas do not matter.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scheduler.domain.records import VisitRecord
from scheduler.domain.words import Outcome
from scheduler.errors import Finding, InputError, Text
from scheduler.sheets.codes import LINE_LETTERS, line_letter
from scheduler.sheets.returns import Sheet, Version, find_sheet

MARKS: Mapping[str, Outcome] = {
    "S": Outcome.COMPLETED,
    "N": Outcome.NO_ANSWER,
    "C": Outcome.COMPLETED,
    "P": Outcome.PARTIAL,
    "R": Outcome.REFUSED,
    "A": Outcome.ABSENT,
    "M": Outcome.MISSED,
}
"""Seen, no answer, concern (seen, and to be followed up), partial, refused, absent,
missed."""

CONCERN = "C"
MARKS_HELP = Text(
    "s 见到本人，n 无人应答，c 异常（见到，需跟进），p 部分完成，r 拒访，a 外出，"
    "m 没去",
    "s seen, n no answer, c concern (seen, to be followed up), p partial, r refused, "
    "a absent, m missed",
)

_ITEM = re.compile(r"(\d+)(\D*)", re.ASCII)
_SEPARATORS = re.compile(r"[\W_]+")


class Result(NamedTuple):
    """How the visit of one line went; ``order`` counts from 1."""

    order: int
    senior_id: str
    outcome: Outcome
    follow_up: bool


@dataclass(frozen=True)
class Returned:
    """A sheet that came back, whole and without a contradiction."""

    sheet: Sheet
    results: tuple[Result, ...]

    @property
    def records(self) -> tuple[VisitRecord, ...]:
        """What goes into the visits, in the order of the lines."""
        return tuple(
            VisitRecord(
                senior_id=result.senior_id,
                date=self.sheet.date,
                carer_id=self.sheet.carer_id,
                outcome=result.outcome,
            )
            for result in self.results
        )

    @property
    def follow_ups(self) -> tuple[Result, ...]:
        """The lines on which the carer noted a concern."""
        return tuple(result for result in self.results if result.follow_up)


def read_results(
    code: str,
    typed: str,
    versions: Sequence[Version],
    records: Iterable[VisitRecord],
) -> Returned:
    """Return what a sheet says, once every line of it is there and right.

    Parameters
    ----------
    code, typed
        As keyed in.
    versions
        The plans, the one that holds first.
    records
        Visits recorded so far.

    Raises
    ------
    scheduler.errors.InputError
        If anything is wrong; it carries all findings, the line number as row.
    """
    sheet = find_sheet(code, versions)
    _refuse_returned(sheet, records)
    items = list(_items(typed))
    findings = [
        Finding(sheet.code, says, row=item.order, value=item.text or None)
        for item in items
        for says in _wrong(item, sheet)
    ]
    findings += _wrong_lines(sheet, items, typed)
    if findings:
        raise InputError(sorted(findings, key=lambda finding: finding.row or 0))
    return Returned(sheet, tuple(_results(sheet, items)))


class _Item(NamedTuple):
    """What was typed for a line; ``text`` is all after the number, in capitals."""

    order: int
    text: str

    @property
    def marks(self) -> list[str]:
        return [letter for letter in self.text if letter in MARKS]

    @property
    def letters(self) -> list[str]:
        return [letter for letter in self.text if letter in LINE_LETTERS]


def _items(typed: str) -> Iterator[_Item]:
    for number, text in _ITEM.findall(_folded(typed)):
        yield _Item(int(number[:9]), _SEPARATORS.sub("", text))


def _folded(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).upper()


def _wrong(item: _Item, sheet: Sheet) -> Iterator[Text]:
    if not 1 <= item.order <= len(sheet.stops):
        count = len(sheet.stops)
        yield Text(f"这张单只有 {count} 行", f"this sheet has {count} lines")
        return
    strange = len(item.text) > len(item.marks) + len(item.letters)
    if strange or len(item.marks) != 1 or len(item.letters) > 1:
        yield Text(
            f"行号后应为校验字母和一个结果，如 {item.order}"
            f"{line_letter(sheet.code, item.order)}s；结果：{MARKS_HELP.zh}",
            "after the number should stand the check letter and one result, such as "
            f"{item.order}{line_letter(sheet.code, item.order)}s; {MARKS_HELP.en}",
        )
    elif item.letters and item.letters[0] != line_letter(sheet.code, item.order):
        yield _wrong_letter(item, sheet)


def _wrong_letter(item: _Item, sheet: Sheet) -> Text:
    typed = item.letters[0]
    lines = range(1, len(sheet.stops) + 1)
    other = next((n for n in lines if line_letter(sheet.code, n) == typed), None)
    whose = (
        Text(f"；{typed} 是第 {other} 行的", f"; {typed} is that of line {other}")
        if other
        else Text(f"；{typed} 不在这张单上", f"; {typed} is not on this sheet")
    )
    right = line_letter(sheet.code, item.order)
    return Text(
        f"校验字母不对：这一行印的是 {right}{whose.zh}，请看准是哪一行",
        f"wrong check letter: this line has {right}{whose.en}; look which line it is",
    )


def _wrong_lines(sheet: Sheet, items: Sequence[_Item], typed: str) -> Iterator[Finding]:
    before = _SEPARATORS.sub("", re.split(r"\d", _folded(typed), maxsplit=1)[0])
    if before:
        says = Text(
            "每一项以行号开头，如 1s 2n 3s",
            "each item begins with the number of a line, such as 1s 2n 3s",
        )
        yield Finding(sheet.code, says, value=before[:40])
    times = Counter(item.order for item in items)
    for order in (order for order, count in times.items() if count > 1):
        says = Text("这一行录了不止一次", "this line stands more than once")
        yield Finding(sheet.code, says, row=order)
    missing = [n for n in range(1, len(sheet.stops) + 1) if n not in times]
    if missing:
        yield Finding(sheet.code, _missing(missing))


def _missing(lines: Sequence[int]) -> Text:
    return Text(
        f"缺第 {'、'.join(map(str, lines))} 行；没去的录 m，整张单一次录完",
        f"no result for line {', '.join(map(str, lines))}; m where nobody went: a "
        "sheet is entered whole",
    )


def _refuse_returned(sheet: Sheet, records: Iterable[VisitRecord]) -> None:
    known = sheet.recorded(records)
    if len(known) == len(sheet.stops):
        says = Text(
            f"这张单（{sheet.whose}）已经录过；要改，请改走访记录表",
            f"this sheet ({sheet.whose}) is entered already; to change it, change "
            "the visits",
        )
        raise InputError([Finding(sheet.code, says)])
    if known:
        raise InputError(
            [
                Finding(sheet.code, _line_recorded(record), row=order)
                for order, record in sorted(known.items())
            ]
        )


def _line_recorded(record: VisitRecord) -> Text:
    return Text(
        f"{record.senior_id} 这一天已有 {record.carer_id} 的记录"
        f"（{record.outcome}）；请先在走访记录表里删去或核对",
        f"{record.senior_id} has a record of {record.carer_id} on that day "
        f"({record.outcome}); take it out of the visits first",
    )


def _results(sheet: Sheet, items: Iterable[_Item]) -> Iterator[Result]:
    for item in sorted(items):
        mark = item.marks[0]
        senior_id = sheet.stops[item.order - 1].senior_id
        yield Result(item.order, senior_id, MARKS[mark], mark == CONCERN)
