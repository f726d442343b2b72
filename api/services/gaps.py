"""The coordinator's morning list of what is missing in the data and hurts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from api.schemas.gaps import Gap, Gaps
from api.services.callers import Caller
from api.services.due_dates import last_valid_visits
from api.services.people_check import standing
from api.services.service import Service
from scheduler.domain.roster import shifts_between
from scheduler.domain.words import Status
from scheduler.errors import Finding, Language, Text
from scheduler.files.community import CommunityFiles
from scheduler.files.formats import CARERS, SENIORS, SHIFTS
from scheduler.files.read_back import FIRST_ROW, read_back
from scheduler.sheets.fontcheck import print_problem

DAYS_AHEAD = 14


def data_gaps(
    desk: Service, session: Session, caller: Caller, language: Language
) -> Gaps:
    """Return what the readers of files would warn of, and what an escalation lacks."""
    files, today = standing(session), desk.today(session)
    found = [*_read(files, today, language), *_lacks(session, files, today, language)]
    desk.reads.note(desk.clock.now(), caller.user_id, "gaps.read", "gaps")
    return Gaps(gaps=found)


def _read(files: CommunityFiles, today: date, language: Language) -> Iterator[Gap]:
    ids: Mapping[str, Sequence[str]] = {
        SENIORS.name: [one.senior_id for one in files.seniors],
        CARERS.name: [one.carer_id for one in files.carers],
        SHIFTS.name: [row.carer_id for row in files.roster],
    }
    for finding in read_back(files, today, print_problem).findings:
        yield Gap(
            table=finding.file,
            id=_id_of(finding, ids),
            field=finding.column or "",
            says=finding.says.to(language),
            value=finding.value,
        )


def _id_of(finding: Finding, ids: Mapping[str, Sequence[str]]) -> str:
    if finding.row is None:
        return ""
    return ids[finding.file][finding.row - FIRST_ROW]


def _lacks(
    session: Session, files: CommunityFiles, today: date, language: Language
) -> Iterator[Gap]:
    """Return what no reader minds, but a closed door or an unplanned shift does."""
    here = [one for one in files.seniors if one.status is not Status.ENDED]
    visited = last_valid_visits(session, [one.senior_id for one in here])
    on_shift = {s.carer_id for s in shifts_between(files.roster, today, DAYS_AHEAD)}
    for senior in here:
        if not senior.phone:
            yield _gap(SENIORS.name, senior.senior_id, "phone", _NO_PHONE, language)
        if senior.last_visit is None and senior.senior_id not in visited:
            who = senior.senior_id
            yield _gap(SENIORS.name, who, "last_visit", _NEVER_VISITED, language)
        if senior.status is not Status.ACTIVE and senior.status_until is None:
            who = senior.senior_id
            yield _gap(SENIORS.name, who, "status_until", _NO_END, language)
    for carer in files.carers:
        if carer.carer_id not in on_shift:
            yield _gap(CARERS.name, carer.carer_id, "", _NO_SHIFTS, language)


def _gap(table: str, key: str, field: str, says: Text, language: Language) -> Gap:
    return Gap(table=table, id=key, field=field, says=says.to(language), value=None)


_NO_PHONE = Text(
    "没有电话：门敲不开时无法先打电话",
    "no telephone number: behind a closed door nobody can be called first",
)
_NEVER_VISITED = Text(
    "没有任何有效走访的记录，到期日只能从第一份计划算起",
    "no valid visit is recorded: due dates count from the first plan only",
)
_NO_END = Text(
    "暂停没有截止日期：请问明何时恢复，或定下复核的日子",
    "paused without an end: ask when the senior is back, or when to ask again",
)
_NO_SHIFTS = Text(
    f"今后 {DAYS_AHEAD} 天没有排班", f"has no shift in the next {DAYS_AHEAD} days"
)
