"""The referee's verdict in a form that tests can compare."""

from builders import plan

from scheduler.check.referee import check
from scheduler.check.violation import Violation
from scheduler.domain.plan import Plan, Route
from scheduler.domain.problem import Problem


def broken(problem: Problem, *routes: Route, **fields: object) -> list[Violation]:
    """Return what is wrong with a plan of these routes."""
    return list(check(problem, plan(*routes, of=problem, **fields)).violations)


def verdict(problem: Problem, *routes: Route, **fields: object) -> list[tuple]:
    """Return each broken rule with the amount, in the referee's order."""
    return [(v.rule, v.amount) for v in broken(problem, *routes, **fields)]


def rules_broken(problem: Problem, made: Plan) -> set[str]:
    """Return the keys of the broken rules."""
    return {violation.rule for violation in check(problem, made).violations}
