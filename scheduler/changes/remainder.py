"""What is left of a plan whose first days are over."""

from scheduler.changes.merging import restated
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Language
from scheduler.solver.unserved import unserved


def remainder(problem: Problem, plan: Plan, language: Language = Language.ZH) -> Plan:
    """Return the plan from the problem's first day on, stated by the problem's data.

    Every visit stays where it is; tags, due dates and who is left unserved are as the
    data have them by now.

    Parameters
    ----------
    problem
        Its days lie within the plan's.
    """
    days = problem.first_day, problem.last_day
    left = [route for route in plan.routes if days[0] <= route.date <= days[1]]
    routes = restated(problem, left)
    return plan.replace(
        first_day=problem.first_day,
        days=problem.days,
        data_hash=problem.fingerprint(),
        routes=routes,
        unserved=unserved(problem, routes, language),
        kpis=None,
    )
