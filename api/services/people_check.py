"""A changed record is checked as if the whole community came from files anew."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from api.errors import InvalidError, Wrong, escaped
from api.store.community import (
    carers_of,
    policy_of,
    roster_of,
    seniors_of,
    travel_rows_of,
)
from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy
from scheduler.domain.roster import RosterRow
from scheduler.errors import Finding, InputError, Severity, Text, TravelError
from scheduler.files.community import CommunityFiles
from scheduler.files.formats import CARERS, SENIORS, SHIFTS
from scheduler.files.read_back import FIRST_ROW, ReadBack, read_back
from scheduler.sheets.fontcheck import print_problem
from scheduler.travel.table import from_rows

Warnings = tuple[Wrong, ...]


class _Request(NamedTuple):
    """What the request is about: the first rows of a table, and what they are called.

    Attributes
    ----------
    at
        Pointer to a list of rows in the request; empty: the request is the one row.
    """

    table: str
    rows: int = 1
    at: str = ""

    def pointer(self, finding: Finding) -> str | None:
        """Return where in the request it lies; None if it is about something else."""
        if finding.file != self.table:
            return None
        if finding.row is None:
            return ""
        place = finding.row - FIRST_ROW
        if place >= self.rows:
            return None
        row = f"{self.at}/{place}" if self.at else ""
        return f"{row}/{escaped(finding.column)}" if finding.column else row


def standing(session: Session) -> CommunityFiles:
    """Return the community as it stands, its visits aside."""
    return CommunityFiles(
        policy=policy_of(session),
        seniors=seniors_of(session),
        carers=carers_of(session),
        roster=roster_of(session),
        travel_rows=travel_rows_of(session),
    )


def checked_senior(
    session: Session, today: date, senior: Senior
) -> tuple[Senior, Warnings]:
    """Return a senior as a file's reader would have it, and what to look at.

    Raises
    ------
    InvalidError
        If anything is wrong with the record; with all of it.
    """
    before = standing(session)
    others = [one for one in before.seniors if one.senior_id != senior.senior_id]
    after = replace(before, seniors=(senior, *others))
    request = _Request(SENIORS.name)
    read, warnings = _checked(before, after, today, request, _travel_problems(after))
    return read.seniors[FIRST_ROW], warnings


def checked_carer(
    session: Session, today: date, carer: Carer
) -> tuple[Carer, Warnings]:
    """Return a carer as a file's reader would have it, and what to look at.

    Raises
    ------
    InvalidError
        If anything is wrong with the record; with all of it.
    """
    before = standing(session)
    others = [one for one in before.carers if one.carer_id != carer.carer_id]
    after = replace(before, carers=(carer, *others))
    request = _Request(CARERS.name)
    read, warnings = _checked(before, after, today, request, _travel_problems(after))
    return read.carers[FIRST_ROW], warnings


def checked_roster(
    session: Session, today: date, carer_id: str, rows: Sequence[RosterRow]
) -> tuple[tuple[RosterRow, ...], Warnings]:
    """Return a carer's roster as a file's reader would have it, and what to look at.

    Raises
    ------
    InvalidError
        If anything is wrong with it; with all of it.
    """
    before = standing(session)
    others = [row for row in before.roster if row.carer_id != carer_id]
    after = replace(before, roster=(*rows, *others))
    request = _Request(SHIFTS.name, len(rows), "/rows")
    read, warnings = _checked(before, after, today, request)
    return tuple(read.roster[FIRST_ROW + n] for n in range(len(rows))), warnings


def policy_warnings(session: Session, today: date, policy: Policy) -> Warnings:
    """Return what another policy would make odd, as a file's reader would say."""
    before = standing(session)
    _, warnings = _checked(
        before, replace(before, policy=policy), today, _Request("policy", 0)
    )
    return warnings


def _checked(
    before: CommunityFiles,
    after: CommunityFiles,
    today: date,
    request: _Request,
    problems: Iterable[Wrong] = (),
) -> tuple[ReadBack, Warnings]:
    """Return what reading makes of the changed community, and its new warnings."""
    read = read_back(after, today, print_problem)
    wrong = [*problems, *_errors(read.findings, request)]
    if wrong:
        raise InvalidError.of(wrong)
    known = {_what(one) for one in read_back(before, today, print_problem).findings}
    new = [one for one in read.findings if _what(one) not in known]
    return read, tuple(_warning(one, request) for one in new)


def _errors(findings: Iterable[Finding], request: _Request) -> Iterator[Wrong]:
    for finding in findings:
        pointer = request.pointer(finding)
        if finding.severity is Severity.ERROR and pointer is not None:
            yield Wrong(pointer, finding.says, finding.value)


def _what(finding: Finding) -> tuple[str, str | None, Text, str | None]:
    """Return a finding without its row, which changes as others come and go."""
    return finding.file, finding.column, finding.says, finding.value


def _warning(finding: Finding, request: _Request) -> Wrong:
    return Wrong(request.pointer(finding) or "", finding.says, finding.value)


def _travel_problems(after: CommunityFiles) -> Iterator[Wrong]:
    """Return that the community's own travel table lacks somebody, if it does."""
    if after.travel_rows is None:
        return
    try:
        from_rows(after.travel_rows, after.seniors, after.carers)
    except TravelError as error:
        yield Wrong("", _NO_TRAVEL, [finding.value for finding in error.findings])
    except InputError as error:
        yield from (Wrong("", one.says, one.value) for one in error.findings)


_NO_TRAVEL = Text(
    "社区用的是自己的路程表，表里缺少这些地点之间的时间；"
    "请先补全 travel.csv，再用 qixiu db import 导入（连同此人）",
    "the community gives its own travel times, and these pairs are not among them; "
    "complete travel.csv first, then bring it in with qixiu db import, this person too",
)
