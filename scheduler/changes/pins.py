"""Visits that a person had fixed and that a new plan could not keep."""

from collections.abc import Set

from scheduler.changes.board import run_of
from scheduler.changes.compare import carers_of
from scheduler.changes.run import Manner
from scheduler.check.referee import check
from scheduler.domain.frozen import Frozen
from scheduler.domain.plan import Plan, Route, Stop, VisitKey
from scheduler.domain.problem import Problem
from scheduler.errors import Text

NOT_OF_THE_VISIT = {"misstated", "unserved_not_listed", "listed_but_served"}
"""Rules about what a plan says of a visit, which no visit is lost for."""


class LostPin(Frozen):
    """A pin that does not hold any more.

    Attributes
    ----------
    carer_ids
        Who was to come.
    says
        Why not, as a sentence with ids and no names.
    """

    visit: VisitKey
    carer_ids: tuple[str, ...]
    says: Text


def lost_pins(
    problem: Problem, published: Plan, plan: Plan, pinned: Set[VisitKey]
) -> tuple[LostPin, ...]:
    """Return the pins of the plan's days that it does not keep, by date and senior.

    Pins of visits that were not published mean nobody, and are none.

    Parameters
    ----------
    problem
        What the new plan was made from.
    """
    before, after = published.visits(), plan.visits()
    lost = [
        key
        for key in sorted(pinned, key=lambda key: (key.date, key.senior_id))
        if key in before
        and plan.first_day <= key.date <= plan.last_day
        and carers_of(before[key]) != carers_of(after.get(key, ()))
    ]
    return tuple(_lost(problem, plan, key, before[key]) for key in lost)


def _lost(
    problem: Problem,
    plan: Plan,
    key: VisitKey,
    stops: tuple[tuple[Route, Stop], ...],
) -> LostPin:
    carer_ids, why = carers_of(stops), _why(problem, plan, key, stops)
    zh, en = "、".join(carer_ids), " and ".join(carer_ids)
    day = f"{key.date:%m-%d}"
    return LostPin(
        visit=key,
        carer_ids=carer_ids,
        says=Text(
            zh=f"{key.senior_id} {day} 固定由 {zh} 走访，未能保留：{why.zh}",
            en=f"{key.senior_id}: {day} was fixed for {en} and is not kept: {why.en}",
        ),
    )


def _why(
    problem: Problem,
    plan: Plan,
    key: VisitKey,
    stops: tuple[tuple[Route, Stop], ...],
) -> Text:
    """Return what the referee says of the visit if it were the only one."""
    people = {key.senior_id, *carers_of(stops)}
    gone = sorted(people - problem.senior.keys() - problem.carer.keys())
    if gone:
        return Text(
            zh=f"{'、'.join(gone)} 已不在名单中。",
            en=f"{' and '.join(gone)} no longer listed.",
        )
    routes = tuple(_only(problem, route, stop) for route, stop in stops)
    alone = plan.replace(routes=routes, unserved=())
    found = [
        violation.says
        for violation in check(problem, alone).violations
        if violation.rule not in NOT_OF_THE_VISIT
        and (violation.senior_id == key.senior_id or violation.senior_id is None)
    ]
    if not found:
        return Text(
            zh="与其他固定的走访或人员的上限冲突。",
            en="other fixed visits or a carer's limits leave no room for it.",
        )
    return Text(
        zh="".join(says.zh for says in found), en=" ".join(says.en for says in found)
    )


def _only(problem: Problem, route: Route, stop: Stop) -> Route:
    """Return the route with nothing but the stop, at a time that fits if one does."""
    manner = Manner(problem, pinned=frozenset(), gently=False)
    return run_of(manner, route.replace(stops=(stop,))).as_is
