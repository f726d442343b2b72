"""The plan that answers an order: searched for, steadied, put together, checked."""

from collections.abc import Sequence
from importlib.metadata import version

from scheduler.changes.merging import Merger, still_unserved
from scheduler.changes.order import Order
from scheduler.changes.rescue import rescued
from scheduler.changes.standins import mark_of
from scheduler.changes.steady import Told, steadied
from scheduler.check.referee import check
from scheduler.check.violation import Violation
from scheduler.domain.plan import Engine, Plan, Route, Unserved, new_plan_id
from scheduler.errors import Language, SchedulerError


class ProposalNotValidError(SchedulerError):
    """A proposed plan breaks a rule: our bug."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__("; ".join(violation.says.en for violation in violations))
        self.violations = violations


def planned(order: Order, seed: int, time_limit: float, language: Language) -> Plan:
    """Return the plan from today on that an order asks for, with key figures.

    Raises
    ------
    ProposalNotValidError
        If the referee finds a broken rule.
    """
    if order.quiet:
        plan, violations = _checked(order, _as_it_is(order, language))
        if not violations:
            return plan
    plan, violations = _checked(order, _solved(order, seed, time_limit, language))
    if violations:
        raise ProposalNotValidError(violations)
    return plan


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


def _solved(order: Order, seed: int, time_limit: float, language: Language) -> Plan:
    from scheduler.solver.solve import solve

    rest = order.standing.rest
    plan = solve(
        rest,
        seed=seed,
        time_limit=time_limit,
        published=order.ahead,
        pinned=order.pinned,
        language=language,
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
