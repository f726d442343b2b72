"""Which sheets are out, which have come back, and which of them a code means.

A sheet is back once every line of it is recorded: the records are the only memory.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from scheduler.domain.plan import Plan, Stop
from scheduler.domain.records import VisitRecord
from scheduler.domain.words import Outcome
from scheduler.errors import Finding, InputError, Text
from scheduler.sheets.codes import (
    SheetKey,
    is_code,
    sheet_codes,
    sheet_stops,
)

_ALIKE = 0.7
"""One wrong, missing, doubled or swapped character of seven, or two wrong ones."""


class Version(NamedTuple):
    """A plan as it is kept, and how its keeper knows it: the name of a file, an id."""

    name: str
    plan: Plan

    def covers(self, day: date) -> bool:
        """Return whether the plan speaks of a day."""
        return self.plan.first_day <= day <= self.plan.last_day


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper as it was printed."""

    code: str
    date: date
    carer_id: str
    stops: tuple[Stop, ...]

    @property
    def whose(self) -> str:
        """Day and carer, for sentences."""
        return f"{self.date} {self.carer_id}"

    def recorded(self, records: Iterable[VisitRecord]) -> Mapping[int, VisitRecord]:
        """Return the lines, counted from 1, that are recorded already, and how.

        A telephone call is no line of a sheet.
        """
        order = {stop.senior_id: line for line, stop in enumerate(self.stops, 1)}
        return {
            order[record.senior_id]: record
            for record in records
            if (record.date, record.carer_id) == (self.date, self.carer_id)
            and record.senior_id in order
            and record.outcome is not Outcome.PHONE
        }


def plain_code(typed: str) -> str:
    """Return the code somebody typed in capitals, without spaces and hyphens."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", typed)).upper()


def find_sheet(typed: str, versions: Sequence[Version]) -> Sheet:
    """Return the sheet with a code.

    Parameters
    ----------
    versions
        The plans, the one that holds first; of a day holds the first that covers it.

    Raises
    ------
    scheduler.errors.InputError
        If there is no such sheet, or it was printed from a version that no longer
        holds; it says which code was probably meant.
    """
    code = plain_code(typed)
    for version in versions:
        for key, known in sheet_codes(version.plan).items():
            if known == code:
                _refuse_superseded(code, key, version, versions)
                return _sheet(version.plan, key, code)
    raise InputError([_unknown(typed, code, versions)])


def outstanding(
    versions: Sequence[Version], records: Iterable[VisitRecord], last_day: date
) -> tuple[Sheet, ...]:
    """Return the sheets up to a day of which a line is not recorded, oldest first."""
    of_sheet: dict[SheetKey, list[VisitRecord]] = {}
    for record in records:
        of_sheet.setdefault(SheetKey(record.date, record.carer_id), []).append(record)
    return tuple(
        sheet
        for sheet in _sheets_that_hold(versions)
        if sheet.date <= last_day
        and len(sheet.recorded(of_sheet.get(SheetKey(sheet.date, sheet.carer_id), ())))
        < len(sheet.stops)
    )


def _sheets_that_hold(versions: Sequence[Version]) -> list[Sheet]:
    sheets = [
        _sheet(version.plan, key, code)
        for number, version in enumerate(versions)
        for key, code in sheet_codes(version.plan).items()
        if not any(newer.covers(key.date) for newer in versions[:number])
    ]
    return sorted(sheets, key=lambda sheet: (sheet.date, sheet.carer_id))


def _sheet(plan: Plan, key: SheetKey, code: str) -> Sheet:
    return Sheet(code, *key, sheet_stops(plan, *key))


def _refuse_superseded(
    code: str, key: SheetKey, version: Version, versions: Sequence[Version]
) -> None:
    holds = next(known for known in versions if known.covers(key.date))
    if holds is version:
        return
    new = sheet_codes(holds.plan).get(key)
    instead = (
        Text(f"新的单号是 {new}", f"the new sheet is {new}")
        if new
        else Text("新计划里这一天没有他的单子", "the new plan has none for them then")
    )
    who = f"{key.date} {key.carer_id}"
    says = Text(
        f"这张单（{who}）印自旧版计划 {version.name}，现行的是 {holds.name}："
        f"{instead.zh}；若确实照旧单走的，请指定旧版计划再录入",
        f"this sheet ({who}) was printed from an older version, {version.name}; "
        f"{holds.name} holds now: {instead.en}. If the old one was walked by, "
        "name its plan and enter it again",
    )
    raise InputError([Finding(code, says)])


def _unknown(typed: str, code: str, versions: Sequence[Version]) -> Finding:
    if is_code(code):
        says = Text(
            "单号没有打错，但手头的计划里没有这张单；多半印自已不在的旧版计划",
            "typed correctly, but in no plan at hand; probably printed from an older "
            "version that is gone",
        )
        return Finding(typed, says)
    near = {sheet.code: sheet for sheet in _sheets_that_hold(versions)}
    close = get_close_matches(code, near, n=1, cutoff=_ALIKE)
    hint = _meant(near[close[0]]) if close else Text("", "")
    says = Text(
        f"没有这个单号，请照单子右上角再打一次{hint.zh}",
        f"no sheet has this code; type it again from the sheet's head{hint.en}",
    )
    return Finding(typed, says)


def _meant(sheet: Sheet) -> Text:
    return Text(
        f"；是否指 {sheet.code}（{sheet.whose}）？",
        f"; did you mean {sheet.code} ({sheet.whose})?",
    )
