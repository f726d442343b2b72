"""The plan that answers an order: searched for, steadied, put together, checked."""

from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from scheduler.changes.merging import Merger, still_unserved
from scheduler.changes.order import Order
from scheduler.changes.rescue import rescued
from scheduler.changes.standins import mark_of
from scheduler.changes.steady import Told, steadied
from scheduler.check.case import Case
from scheduler.check.referee import check
from scheduler.check.totals import days_late
from scheduler.check.violation import PlanNotValidError, Violation
from scheduler.domain.plan import Engine, Plan, Route, new_plan_id
from scheduler.domain.words import Tag
from scheduler.errors import Language

if TYPE_CHECKING:
    from scheduler.solver.solve import Found


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
    found = _firmly(order, red_before, effort)
    plan, violations = _checked(order, _steadied(order, found, effort, language))
    if violations:
        raise PlanNotValidError(violations)
    return plan


def _firmly(order: Order, red_before: int, effort: Effort) -> "Found":
    """Return routes that move a published stop only if that saves a red day late."""
    from scheduler.solver.arrays import to_instance
    from scheduler.solver.solve import search

    rest, instance = order.standing.rest, to_instance(order.standing.rest, order.ahead)

    def searched(order: Order) -> "Found":
        found = search(
            rest,
            instance,
            published=order.ahead,
            pinned=order.pinned,
            **effort._asdict(),
        )
        return found._replace(routes=rescued(order, found.routes))

    if order.gives_up:
        return searched(order.nearby())
    kept = searched(order.firm())
    if _red_days_late(order, kept) <= red_before:
        return kept
    return min(kept, searched(order.nearby()), key=partial(_red_days_late, order))


def _red_days_late(order: Order, found: "Found") -> int:
    routes = Merger(order.standing, order.asked).routes(found.routes)
    data = order.standing.data
    plan = order.ahead.replace(first_day=data.first_day, days=data.days, routes=routes)
    return days_late(Case.of(data, plan))[Tag.RED]


def _as_it_is(order: Order, language: Language) -> Plan:
    """Return what the published plan has left, with no change but of times."""
    rest, ahead = order.standing.rest, order.standing.ahead
    routes = tuple(r for r in ahead.routes if r.date <= rest.last_day)
    engine = Engine(name="qixiu", version=version("qixiu"), seconds=0.0)
    return _whole(order, ahead.replace(engine=engine), routes, language)


def _steadied(order: Order, found: "Found", effort: Effort, language: Language) -> Plan:
    told = Told.of(order.standing.ahead, order.asked)
    routes = steadied(order.standing.rest, told, found.routes)
    plan = order.ahead.replace(engine=found.engine, seed=effort.seed)
    return _whole(order, plan, routes, language)


def _whole(
    order: Order, plan: Plan, routes: Sequence[Route], language: Language
) -> Plan:
    """Return the plan with what has begun, in the carers' own names."""
    from scheduler.solver.unserved import unserved

    standing = order.standing
    left = unserved(standing.rest, routes, language)
    whole = Merger(standing, order.asked).routes(routes)
    data_hash = standing.data.fingerprint()
    return plan.replace(
        plan_id=new_plan_id(standing.rest.first_day, data_hash, whole),
        status="draft",
        first_day=standing.rest.first_day,
        days=standing.rest.days,
        data_hash=data_hash,
        routes=whole,
        unserved=still_unserved(standing.data, whole, left, mark_of(standing.data)),
        kpis=None,
    )


def _checked(order: Order, plan: Plan) -> tuple[Plan, tuple[Violation, ...]]:
    verdict = check(order.standing.data, plan)
    return plan.replace(kpis=verdict.kpis), verdict.violations
