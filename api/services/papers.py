"""The route sheets of a day, as they are printed."""

from datetime import date

from sqlalchemy.orm import Session

from api.errors import ConflictError, NotFoundError
from api.services.audit import note
from api.services.callers import Caller
from api.services.plan_answers import find
from api.services.plans import plan_row
from api.services.service import Service
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Language, Text
from scheduler.sheets.joining import join
from scheduler.sheets.route_papers import carers_of, route_papers


def route_sheets(
    desk: Service,
    caller: Caller,
    name: str,
    day: date,
    carer_id: str | None,
    language: Language,
) -> bytes:
    """Return the PDF of a day's route sheets, each beginning on a new leaf.

    An organisation gets those of its own carers.

    Parameters
    ----------
    carer_id
        Whose sheet; None: everybody's.

    Raises
    ------
    NotFoundError
        If there is no such plan, or nobody in it to be seen has homes to go to.
    ConflictError
        If another plan holds on that day, or nobody has published this one.
    """
    with desk.database.reading() as session:
        plan_id = find(desk, session, name).plan_id
        plan = _holding(desk, session, plan_id, day)
        carer_ids = _carers(desk, session, caller, plan, day, carer_id)
        problem = desk.problem(session, plan.first_day, plan.days)
        _refuse_unlisted(problem, plan, day)
    papers = route_papers(problem, plan, day, carer_ids, language)
    pdfs = [paper.pdf for paper in papers]
    pdf = pdfs[0] if len(pdfs) == 1 else join(pdfs, two_sided=True)
    with desk.database.noting() as session:
        note(
            session,
            desk.clock.now(),
            caller.user_id,
            "sheets.print",
            f"plan {plan_id}",
            day=day.isoformat(),
            carers=list(carer_ids),
        )
    return pdf


def _holding(desk: Service, session: Session, plan_id: str, day: date) -> Plan:
    plan_row(session, plan_id)
    held = desk.plans.id_on(session, day)
    if held != plan_id:
        raise ConflictError(
            Text(
                f"{day} 的现行计划是 {held or '（无）'}，只打印现行计划的路线单",
                f"the plan that holds on {day} is {held or 'none'}; only its sheets "
                "are printed",
            ),
            error="does_not_hold",
        )
    return desk.plans.of(session, plan_id)


def _carers(
    desk: Service,
    session: Session,
    caller: Caller,
    plan: Plan,
    day: date,
    carer_id: str | None,
) -> tuple[str, ...]:
    scope = desk.scope(session, caller)
    found = tuple(
        who
        for who in carers_of(plan, day)
        if scope.has_carer(who) and carer_id in (None, who)
    )
    if not found:
        raise NotFoundError(
            Text(f"{day} 没有可打印的路线单", f"there is no sheet to print for {day}")
        )
    return found


def _refuse_unlisted(problem: Problem, plan: Plan, day: date) -> None:
    people = problem.senior.keys() | problem.carer.keys()
    stops = [(r.carer_id, s.senior_id) for r, s in plan.stops() if r.date == day]
    gone = sorted({who for pair in stops for who in pair} - people)
    if gone:
        raise ConflictError(
            Text(
                f"计划中有已不在名单中的人：{'、'.join(gone)}；请重新排",
                f"the plan has people who are not listed any more: {', '.join(gone)}; "
                "plan anew",
            ),
            error="not_listed",
        )
