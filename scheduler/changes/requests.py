"""What may be asked of a plan by hand, and what is wrong with what was asked."""

import datetime as dt
from collections.abc import Iterator

from scheduler.changes.compare import carers_of
from scheduler.domain.frozen import Frozen
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.times import TimeToSecond
from scheduler.errors import Finding, InputError, Text

WHERE = "move"
"""What the request is called in findings."""


class Move(Frozen):
    """One visit to be moved, added or left out; what is not given stays as it is.

    Attributes
    ----------
    date
        When the visit is in the plan; None: it is a new one.
    to_date
        When it is to be made.
    carer_ids
        Who is to make it; empty: nobody, it is left out.
    instead_of
        Of a two-person visit, the carer whom the one of ``carer_ids`` replaces.
    start
        When it is to begin; None: when it is best.
    """

    senior_id: str
    date: dt.date | None = None
    to_date: dt.date | None = None
    carer_ids: tuple[str, ...] | None = None
    instead_of: str | None = None
    start: TimeToSecond | None = None

    @property
    def asks_nothing(self) -> bool:
        """Whether the visit is only to stay as it is, from now on."""
        return (
            self.to_date in (None, self.date)
            and self.carer_ids is None
            and self.start is None
        )


class UnfitMoveError(InputError):
    """A move cannot be tried: it names who or what is not there."""


def refuse_unfit(problem: Problem, plan: Plan, request: Move) -> None:
    """Refuse a move of what is not there, with everything that is wrong.

    Whether a move breaks a rule is not asked here.

    Raises
    ------
    UnfitMoveError
        With a finding for each field, its column being a JSON pointer.
    """
    findings = [
        *_unknown(problem, request),
        *_not_in_plan(plan, request),
        *_crew(plan, request),
        *_outdated(problem, plan),
    ]
    if findings:
        raise UnfitMoveError(findings)


def _finding(field: str, value: object, zh: str, en: str) -> Finding:
    return Finding(WHERE, Text(zh=zh, en=en), column=f"/{field}", value=str(value))


def _unknown(problem: Problem, request: Move) -> Iterator[Finding]:
    if request.senior_id not in problem.senior:
        yield _finding(
            "senior_id",
            request.senior_id,
            f"没有编号为 {request.senior_id} 的老人；应为已登记老人的编号。",
            f"no senior {request.senior_id} is listed; give a listed senior's id.",
        )
    for place, carer_id in enumerate(request.carer_ids or ()):
        if carer_id not in problem.carer:
            yield _finding(
                f"carer_ids/{place}",
                carer_id,
                f"没有编号为 {carer_id} 的人员；应为已登记人员的编号。",
                f"no carer {carer_id} is listed; give a listed carer's id.",
            )


def _not_in_plan(plan: Plan, request: Move) -> Iterator[Finding]:
    if request.date is None:
        if request.to_date is None:
            yield _finding(
                "to_date",
                "",
                "新增走访须写明日期。",
                "a new visit needs the day on which it is to be made.",
            )
        return
    dates = sorted(k.date for k in plan.visits() if k.senior_id == request.senior_id)
    if request.date not in dates:
        found = [str(day) for day in dates]
        yield _finding(
            "date",
            request.date,
            f"计划中 {request.senior_id} 在 {request.date} 没有走访；"
            f"有走访的日期：{'、'.join(found) or '无'}。",
            f"the plan has no visit to {request.senior_id} on {request.date}; it has "
            f"visits on: {', '.join(found) or 'no day'}.",
        )


def _crew(plan: Plan, request: Move) -> Iterator[Finding]:
    carer_ids = request.carer_ids
    if request.date is None and not carer_ids:
        yield _finding(
            "carer_ids",
            "",
            "新增走访须写明由谁走访。",
            "a new visit needs those who are to make it.",
        )
    if carer_ids and len(set(carer_ids)) < len(carer_ids):
        yield _finding(
            "carer_ids",
            ", ".join(carer_ids),
            "同一人员写了两次；应每人一次。",
            "names a carer twice; once is right.",
        )
    if request.instead_of is None:
        return
    if carer_ids is None or len(carer_ids) != 1:
        yield _finding(
            "carer_ids",
            ", ".join(carer_ids or ()),
            f"替换 {request.instead_of} 须写明一名人员。",
            f"give the one carer who replaces {request.instead_of}.",
        )
    crew = crew_of(plan, request)
    if request.instead_of not in crew:
        yield _finding(
            "instead_of",
            request.instead_of,
            f"{request.instead_of} 不在此次走访中；"
            f"走访人员：{'、'.join(crew) or '无'}。",
            f"{request.instead_of} does not make this visit; it is made by: "
            f"{', '.join(crew) or 'nobody'}.",
        )


def crew_of(plan: Plan, request: Move) -> tuple[str, ...]:
    """Return who makes the visit as the plan has it, sorted; nobody if it is new."""
    if request.date is None:
        return ()
    stops = plan.visits().get(VisitKey(request.senior_id, request.date), ())
    return carers_of(stops)


def _outdated(problem: Problem, plan: Plan) -> Iterator[Finding]:
    """Return whom the plan names and the data do not list any more."""
    seniors = {stop.senior_id for _, stop in plan.stops()} - problem.senior.keys()
    carers = {route.carer_id for route in plan.routes} - problem.carer.keys()
    for gone in sorted(seniors | carers):
        yield _finding(
            "",
            gone,
            f"计划中的 {gone} 已不在名单中；应先重新计算计划。",
            f"the plan has {gone}, who is not listed any more; make a new plan first.",
        )
