"""Which sheet a code means, and which sheets are still out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from api.errors import ConflictError, InvalidError, NotFoundError, Wrong
from api.schemas.sheets import SheetOut, SheetsOut
from api.services.callers import Caller, UserRole
from api.services.cases_rules import ENTRY_DAYS, SHEET_DAYS
from api.services.published_days import Published
from api.services.service import Service
from api.store.community import records_of
from scheduler.domain.records import VisitRecord
from scheduler.errors import Finding, InputError, Text
from scheduler.sheets.codes import is_code
from scheduler.sheets.returns import Sheet, Version, find_sheet, plain_code

CODE = "/path/code"


def sheet_of(
    session: Session, service: Service, caller: Caller, code: str, plan_id: str | None
) -> tuple[Sheet, tuple[Version, ...]]:
    """Return the sheet with a code, and the plans by which it is to be read.

    Parameters
    ----------
    plan_id
        The superseded plan by which the carer walked; None: the one that holds.

    Raises
    ------
    NotFoundError
        If no sheet has the code, or none that the caller may see.
    ConflictError
        If it was printed from a plan that no longer holds.
    InvalidError
        If it is of a day to come.
    """
    today = service.today(session)
    plans = service.days.published_since(session, today - timedelta(days=ENTRY_DAYS))
    if plan_id is not None:
        plans = tuple(plan for plan in plans if plan.plan_id == plan_id)
    owner = _owner(session, service, code, plans)
    versions = _versions(session, service, code, plans, owner, today)
    try:
        sheet = find_sheet(code, versions)
    except InputError as error:
        kind = NotFoundError if owner is None else ConflictError
        raise kind(said(error.findings), [Wrong(CODE, said(error.findings))]) from None
    if not _may_see(session, service, caller, sheet, today):
        raise NotFoundError(Text(f"没有单号 {code}", f"no sheet has the code {code}"))
    if sheet.date > today:
        says = Text(
            f"这张单是 {sheet.date} 的，还没到那一天",
            f"this sheet is of {sheet.date}, which is still to come",
        )
        raise InvalidError.of([Wrong(CODE, says, sheet.code)])
    return sheet, versions


def said(findings: Iterable[Finding]) -> Text:
    """Return some findings as one text."""
    says = [finding.says for finding in findings]
    return Text("；".join(s.zh for s in says), "; ".join(s.en for s in says))


def _owner(
    session: Session, service: Service, code: str, plans: Iterable[Published]
) -> Published | None:
    """Return the plan from which a sheet was printed."""
    wanted = plain_code(code)
    if not is_code(wanted):
        return None
    for plan in plans:
        if wanted in service.days.codes(session, plan.plan_id).values():
            return plan
    return None


def _versions(
    session: Session,
    service: Service,
    code: str,
    plans: tuple[Published, ...],
    owner: Published | None,
    today: date,
) -> tuple[Version, ...]:
    """Return the plans that say what a code means, the one that holds first."""
    if owner is None:
        wanted = {plan.plan_id for plan in plans if plan.first_day <= today}
        named = [plan for plan in plans if plan.plan_id in wanted][:1]
    else:
        codes = service.days.codes(session, owner.plan_id)
        day = next(key.date for key, c in codes.items() if c == plain_code(code))
        holds = next(plan for plan in plans if plan.first_day <= day <= plan.last_day)
        named = list(dict.fromkeys((holds, owner)))
    return tuple(
        Version(plan.plan_id, service.plans.of(session, plan.plan_id)) for plan in named
    )


def _may_see(
    session: Session, service: Service, caller: Caller, sheet: Sheet, today: date
) -> bool:
    own = service.scope(session, caller).has_carer(sheet.carer_id)
    return own and (caller.role is not UserRole.CARER or sheet.date == today)


def sheets_out(session: Session, service: Service, caller: Caller) -> SheetsOut:
    """Return the sheets up to today that are not back, of the caller's carers."""
    today, scope = service.today(session), service.scope(session, caller)
    found = outstanding(session, service, today - timedelta(days=SHEET_DAYS), today)
    return SheetsOut(
        sheets=[sheet_answer(one) for one in found if scope.has_carer(one.carer_id)]
    )


def outstanding(
    session: Session, service: Service, first: date, last: date
) -> Iterator[Sheet]:
    """Return the sheets of some days of which a line is not recorded, oldest first."""
    records: dict[tuple[date, str], list[VisitRecord]] = defaultdict(list)
    for record in records_of(session, first, last):
        records[record.date, record.carer_id].append(record)
    for held in service.days.held(session, first, last):
        for sheet in service.days.sheets(session, held):
            known = sheet.recorded(records[sheet.date, sheet.carer_id])
            if len(known) < len(sheet.stops):
                yield sheet


def sheet_answer(sheet: Sheet) -> SheetOut:
    """Return a sheet as it is answered."""
    return SheetOut(
        code=sheet.code,
        date=sheet.date,
        carer_id=sheet.carer_id,
        homes=len(sheet.stops),
    )
