"""The plan that answers an order: searched for, steadied, put together, checked."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from typing import NamedTuple

from scheduler.changes.merging import Merger, still_unserved
from scheduler.changes.order import Order
from scheduler.changes.rescue import rescued
from scheduler.changes.standins import mark_of
from scheduler.changes.steady import Told, steadied
from scheduler.check.case import Case
from scheduler.check.referee import check
from scheduler.check.totals import days_late
from scheduler.check.violation import PlanNotValidError, Violation
from scheduler.domain.plan import Engine, Plan, Route, Unserved, new_plan_id
from scheduler.domain.words import Tag
from scheduler.errors import Language


class Effort(NamedTuple):
    """How hard to search; see `scheduler.solver.solve.solve`."""

    seed: int
    time_limit: float
    by_the_clock: bool


def planned(order: Order, red_before: int, effort: Effort, language: Language) -> Plan:
    """Return the plan from today on that an order asks for, with key figures.

    Parameters
    ----------
    red_before
        Red days late of the published plan, had nothing happened.

    Raises
    ------
    scheduler.check.violation.PlanNotValidError
        If the referee finds a broken rule.
    """
    if order.quiet:
        plan, violations = _checked(order, _as_it_is(order, language))
        if not violations:
            return plan
    solved = partial(_solved, effort=effort, language=language)
    plan, violations = _checked(order, _firmly(order, red_before, solved))
    if violations:
        raise PlanNotValidError(violations)
    return plan


def _firmly(order: Order, red_before: int, solved: Callable[[Order], Plan]) -> Plan:
    """Return a plan that moves a published stop only if that saves a red day late."""
    if order.gives_up:
        return solved(order)
    kept = solved(order.firm())
    red = _red_days_late(order, kept)
    if red <= red_before:
        return kept
    return min(kept, solved(order), key=partial(_red_days_late, order))


def _red_days_late(order: Order, plan: Plan) -> int:
    return days_late(Case.of(order.standing.data, plan))[Tag.RED]


def _as_it_is(order: Order, language: Language) -> Plan:
    """Return what the published plan has left, with no change but of times."""
    from scheduler.solver.unserved import unserved

    rest, ahead = order.standing.rest, order.standing.ahead
    routes = tuple(r for r in ahead.routes if r.date <= rest.last_day)
    plan = ahead.replace(
        first_day=rest.first_day,
        days=rest.days,
        engine=Engine(name="qixiu", version=version("qixiu"), seconds=0.0),
    )
    return _whole(order, plan, routes, unserved(rest, routes, language))


def _solved(order: Order, *, effort: Effort, language: Language) -> Plan:
    from scheduler.solver.solve import solve

    rest = order.standing.rest
    plan = solve(
        rest,
        published=order.ahead,
        pinned=order.pinned,
        language=language,
        **effort._asdict(),
    ).plan
    told = Told.of(order.standing.ahead, order.asked)
    routes = steadied(rest, told, rescued(order, plan))
    return _whole(order, plan, routes, plan.unserved)


def _whole(
    order: Order, plan: Plan, routes: Sequence[Route], left: Sequence[Unserved]
) -> Plan:
    """Return the plan with what has begun, in the carers' own names."""
    standing = order.standing
    whole = Merger(standing, order.asked).routes(routes)
    data_hash = standing.data.fingerprint()
    return plan.replace(
        plan_id=new_plan_id(plan.first_day, data_hash, whole),
        status="draft",
        data_hash=data_hash,
        routes=whole,
        unserved=still_unserved(standing.data, whole, left, mark_of(standing.data)),
        kpis=None,
    )


def _checked(order: Order, plan: Plan) -> tuple[Plan, tuple[Violation, ...]]:
    verdict = check(order.standing.data, plan)
    return plan.replace(kpis=verdict.kpis), verdict.violations
