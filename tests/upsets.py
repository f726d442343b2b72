"""Published plans and the days on which they go wrong, for the tests of changes."""

from builders import MONDAY, carer, day, problem, senior

from scheduler.changes.proposal import Proposal
from scheduler.changes.proposing import propose
from scheduler.check.referee import check
from scheduler.domain.plan import Plan, Route, Stop
from scheduler.domain.problem import Problem
from scheduler.planning import make_plan


def community(seniors: int = 6, carers: int = 2, **changes: object) -> Problem:
    """Return green seniors who are due today, and social workers, for three days."""
    return problem(
        [senior(f"S{n}", last_visit=day(-7)) for n in range(1, seniors + 1)],
        [carer(f"C{n}") for n in range(1, carers + 1)],
        **({"days": 3} | changes),
    )


def published(world: Problem) -> Plan:
    """Return a plan for a problem, as people hold it."""
    return make_plan(world, time_limit=0.4)


def answered(world: Problem, plan: Plan, *args: object, **options: object) -> Proposal:
    """Return a proposal, which the referee passes on the changed data."""
    made = propose(world, plan, *args, **options)
    verdict = check(made.applied(world), made.plan)
    assert verdict.violations == ()
    assert made.plan.kpis == verdict.kpis
    return made


def stop_of(plan: Plan, senior_id: str, on: object = MONDAY) -> tuple[Route, Stop]:
    """Return the first stop at a senior's home on a day."""
    return next(
        (route, stop)
        for route, stop in plan.stops()
        if stop.senior_id == senior_id and route.date == on
    )


def visited_by(plan: Plan, carer_id: str, on: object = MONDAY) -> set[str]:
    """Return whom a carer visits on a day."""
    return {
        stop.senior_id
        for route, stop in plan.stops()
        if route.carer_id == carer_id and route.date == on
    }


def dates_of(plan: Plan, senior_id: str) -> list[object]:
    """Return the dates on which a senior is visited, in order."""
    return sorted(key.date for key in plan.visits() if key.senior_id == senior_id)
