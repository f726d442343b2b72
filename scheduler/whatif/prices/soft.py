"""Soft rules: what a plan may break at the price that the policy's weights set."""

from collections.abc import Iterator, Mapping

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Text
from scheduler.whatif.prices.rule import Rule

NAMES: Mapping[str, Text] = {
    "continuity": Text("熟面孔", "continuity"),
    "fairness": Text("公平分工", "fair shares"),
    "prefer": Text("偏好人员", "preferred carers"),
    "prefer_minutes": Text("希望时段", "preferred times"),
    "early": Text("不过早走访", "no early visits"),
    "stability": Text("少改已发布的计划", "the published plan"),
}
"""Of each weight."""


def soft_rules(problem: Problem, published: Plan | None) -> Iterator[Rule]:
    """Return each weight switched off alone; stability only with a published plan."""
    policy = problem.policy
    for weight, people in _people(problem, published).items():
        in_force = getattr(policy.weights, weight) > 0
        without = policy.replace(weights=policy.weights.replace(**{weight: 0.0}))
        yield Rule(
            key=weight,
            name=NAMES[weight],
            is_held=True,
            people=people if in_force else 0,
            changed=problem.replace(policy=without),
        )


def _people(problem: Problem, published: Plan | None) -> Mapping[str, int]:
    due = [problem.senior[senior_id] for senior_id in problem.first_turns]
    there = {shift.carer_id for shift in problem.shifts}
    people = {
        "continuity": len(due),
        "fairness": len(there) if len(there) > 1 else 0,
        "prefer": sum(bool(senior.prefer) for senior in due),
        "prefer_minutes": sum(bool(senior.prefer_windows) for senior in due),
        "early": len(due),
    }
    if published is not None:
        people["stability"] = len(_promised(problem, published))
    return people


def _promised(problem: Problem, published: Plan) -> set[str]:
    """Return who has been promised a visit on one of the planned days."""
    return {
        stop.senior_id
        for route, stop in published.stops()
        if problem.first_day <= route.date <= problem.last_day
    }
