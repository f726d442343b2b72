"""Two plans held against each other, and a plan against the rules."""

import re
from collections.abc import Iterable

from sqlalchemy.orm import Session

from api.schemas.events import ChangeAnswer, Person
from api.schemas.plan_changes import PlanDiff, Verdict, ViolationAnswer
from api.services.callers import Caller
from api.services.names import Names
from api.services.plan_answers import find
from api.services.plans import content_of
from api.services.service import Service
from scheduler.changes.compare import Change, differences, summary
from scheduler.domain.plan import Plan
from scheduler.errors import Language
from scheduler.planning import check_plan


def diff(
    desk: Service,
    session: Session,
    caller: Caller,
    before: str,
    after: str,
    language: Language,
) -> PlanDiff:
    """Return how two plans differ, with everybody's name.

    Raises
    ------
    NotFoundError
        If there is no such plan.
    ConflictError
        If one of them is not made.
    """
    ids = [find(desk, session, name).plan_id for name in (before, after)]
    old, new = (content_of(session, plan_id) for plan_id in ids)
    changes = differences(old, new)
    names, told = Names(session), summary(changes)
    desk.reads.note(
        desk.clock.now(), caller.user_id, "plan.diff", f"plan {ids[0]}", after=ids[1]
    )
    return PlanDiff(
        before=ids[0],
        after=ids[1],
        kinds=dict(told.kinds),
        seniors=told.seniors,
        other_person=[
            Person(senior_id=senior_id, name=names.senior(senior_id))
            for senior_id in told.another_person
        ],
        changes=change_answers(names, changes, language),
        kpis_before=old.kpis,
        kpis_after=new.kpis,
    )


def change_answers(
    names: Names, changes: Iterable[Change], language: Language
) -> list[ChangeAnswer]:
    """Return changes in words, with everybody's name beside the id."""
    return [
        ChangeAnswer(
            senior_id=change.senior_id,
            name=names.senior(change.senior_id),
            tag=change.tag,
            kind=change.kind,
            before=change.before,
            after=change.after,
            says=_named(names, change, language),
        )
        for change in changes
    ]


def _named(names: Names, change: Change, language: Language) -> str:
    """Return the sentence with a name before each id."""
    known = {
        carer_id: names.carer(carer_id)
        for visit in (change.before, change.after)
        if visit is not None
        for carer_id in visit.carer_ids
    } | {change.senior_id: names.senior(change.senior_id)}
    ids = sorted((re.escape(key) for key, name in known.items() if name), key=len)
    says = change.says.to(language)
    if not ids:
        return says
    whole = rf"(?<![0-9A-Za-z_\-])({'|'.join(reversed(ids))})(?![0-9A-Za-z_\-])"
    return re.sub(whole, lambda found: f"{known[found[0]]}（{found[0]}）", says)


def check(desk: Service, session: Session, plan: Plan, language: Language) -> Verdict:
    """Return what the referee finds in a plan from anyone, by the data as they are."""
    report = check_plan(desk.problem(session, plan.first_day, plan.days), plan)
    return Verdict(
        violations=[
            ViolationAnswer.of(violation, language) for violation in report.violations
        ],
        kpis=report.kpis,
        stale=report.stale,
    )
