"""A plan that was given: whether it covers the days, and whether it can be kept."""

from datetime import date, timedelta

from scheduler.changes.remainder import remainder
from scheduler.changes.standing import known_part
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Finding, InputError, Text
from scheduler.planning import check_plan


def days_left(plan: Plan, file: str, day: date, days: int) -> int:
    """Return how many days a plan has from a day on.

    Raises
    ------
    scheduler.errors.InputError
        If it does not have so many as are to be looked at.
    """
    last = day + timedelta(days=days - 1)
    if plan.first_day <= day and last <= plan.last_day:
        return (plan.last_day - day).days + 1
    says = Text(
        f"计划是 {plan.first_day} 至 {plan.last_day} 的，不含 {day} 至 {last}；"
        "请改 --date 或 --days，或换一份计划",
        f"the plan runs from {plan.first_day} to {plan.last_day}, not over {day} to "
        f"{last}; change --date or --days, or give another plan",
    )
    raise InputError([Finding(file, says)])


def what_is_left(problem: Problem, plan: Plan) -> Plan:
    """Return the plan from the problem's first day on, of whom the data still list."""
    return remainder(problem, known_part(problem, plan))


def broken_rules(problem: Problem, plan: Plan) -> tuple[Text, ...]:
    """Return the rules that what is left of a plan breaks, as sentences."""
    verdict = check_plan(problem, what_is_left(problem, plan))
    return tuple(violation.says for violation in verdict.violations)
