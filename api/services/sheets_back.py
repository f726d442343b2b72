"""Sheets of paper that came back, keyed in whole."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import InvalidError, Wrong
from api.schemas.follow_ups import NewFollowUp
from api.schemas.sheets import SheetRecorded, TypedSheet
from api.schemas.visits import Recorded, VisitEntry
from api.services.callers import Caller
from api.services.cases_rules import CONCERN, CONCERN_WITHIN
from api.services.follow_ups import new_follow_up
from api.services.service import Service
from api.services.sheets_find import outstanding, sheet_answer, sheet_of
from api.services.visits import otherwise, record_visits
from api.services.visits_check import Entry, recorded_otherwise
from api.store.tables import FollowUpRow, VisitRow
from scheduler.domain.words import Outcome
from scheduler.errors import Finding, InputError, Text
from scheduler.sheets.results import Result, Returned, read_results
from scheduler.sheets.returns import Sheet, Version

TYPED = "/typed"


def record_sheet(
    session: Session, service: Service, caller: Caller, code: str, typed: TypedSheet
) -> SheetRecorded:
    """Return what became of a sheet: every line of it is recorded, or none.

    A line that is recorded already with the same outcome stays as it is; a concern
    becomes a follow-up.

    Raises
    ------
    NotFoundError
        If no sheet has the code, or none that the caller may see.
    ConflictError
        If it was printed from a plan that no longer holds, or a line is recorded
        otherwise.
    InvalidError
        If what was typed does not fit the sheet; carries all problems.
    """
    sheet, versions = sheet_of(session, service, caller, code, typed.plan_id)
    returned = _read(code, typed.typed, versions)
    tries = _tries(session, sheet)
    entries = list(_new_lines(returned, tries))
    done = Recorded(recorded=0, already=0, visit_ids=[], case_ids=[])
    if entries:
        done = record_visits(session, service, caller, entries)
    visit_ids = dict(
        zip((one.visit.senior_id for one in entries), done.visit_ids, strict=True)
    )
    for result in returned.results:
        for row in tries[result.senior_id]:
            if row.outcome == result.outcome:
                visit_ids[result.senior_id] = row.visit_id
    concerns = list(_concerns(session, service, caller, returned, visit_ids))
    left = outstanding(session, service, sheet.date, sheet.date)
    return SheetRecorded(
        recorded=len(entries),
        already=len(sheet.stops) - len(entries),
        visit_ids=[visit_ids[result.senior_id] for result in returned.results],
        case_ids=done.case_ids,
        sheet=sheet_answer(sheet),
        follow_up_ids=concerns,
        still_out=len(list(left)),
    )


def _read(code: str, typed: str, versions: Sequence[Version]) -> Returned:
    try:
        return read_results(code, typed, versions, ())
    except InputError as error:
        raise InvalidError.of(
            Wrong(TYPED, _with_line(one), one.value) for one in error.findings
        ) from None


def _with_line(finding: Finding) -> Text:
    if finding.row is None:
        return finding.says
    return Text(
        f"第 {finding.row} 行：{finding.says.zh}",
        f"line {finding.row}: {finding.says.en}",
    )


def _tries(session: Session, sheet: Sheet) -> dict[str, list[VisitRow]]:
    """Return what is recorded of the sheet's carer and day, by senior, in order."""
    rows = session.scalars(
        select(VisitRow)
        .where(VisitRow.date == sheet.date, VisitRow.carer_id == sheet.carer_id)
        .order_by(VisitRow.attempt)
    )
    tries: dict[str, list[VisitRow]] = defaultdict(list)
    for row in rows:
        tries[row.senior_id].append(row)
    return tries


def _new_lines(returned: Returned, tries: dict[str, list[VisitRow]]) -> Iterator[Entry]:
    """Return the lines that are not recorded; a telephone call is no line."""
    conflicts = []
    for result in returned.results:
        before = tries[result.senior_id]
        there = [row for row in before if row.outcome != Outcome.PHONE]
        if not there:
            attempt = before[-1].attempt + 1 if before else 1
            yield Entry(TYPED, _entry(returned.sheet, result, attempt))
        elif all(row.outcome != result.outcome for row in there):
            wrong = recorded_otherwise(there[-1], TYPED)
            line = Finding("", wrong.says, row=result.order)
            conflicts.append(Wrong(TYPED, _with_line(line), wrong.value))
    if conflicts:
        raise otherwise(conflicts)


def _entry(sheet: Sheet, result: Result, attempt: int) -> VisitEntry:
    return VisitEntry(
        senior_id=result.senior_id,
        date=sheet.date,
        carer_id=sheet.carer_id,
        attempt=attempt,
        outcome=result.outcome,
    )


def _concerns(
    session: Session,
    service: Service,
    caller: Caller,
    returned: Returned,
    visit_ids: dict[str, int],
) -> Iterator[int]:
    """Return the follow-up of each line with a concern, new if the visit has none."""
    now = service.clock.now()
    concern = NewFollowUp(
        what=CONCERN,
        owner=caller.name or caller.user_id,
        deadline=now + CONCERN_WITHIN,
    )
    for result in returned.follow_ups:
        visit_id = visit_ids[result.senior_id]
        known = session.scalars(
            select(FollowUpRow.follow_up_id)
            .where(FollowUpRow.visit_id == visit_id)
            .order_by(FollowUpRow.follow_up_id)
        ).first()
        if known is None:
            row = new_follow_up(now, caller, result.senior_id, visit_id, concern)
            session.add(row)
            session.flush()
            known = row.follow_up_id
        yield known
