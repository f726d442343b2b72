"""The referee's word on a plan: every broken rule, and what the plan achieves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scheduler.check.case import Case
from scheduler.check.kpis import kpis
from scheduler.check.rules import (
    company,
    known,
    lag,
    limits,
    qualification,
    route_times,
    shifts,
    spacing,
    statements,
    stop_times,
    unserved,
)
from scheduler.check.violation import Violation
from scheduler.domain.plan import Kpis, Plan
from scheduler.domain.problem import Problem

Rule = Callable[[Case], Iterator[Violation]]

RULES: tuple[Rule, ...] = (
    known.unknown_senior,
    known.unknown_carer,
    known.outside_days,
    stop_times.outside_window,
    shifts.off_duty,
    shifts.leaves_before_shift,
    shifts.stop_outside_shift,
    stop_times.too_short,
    stop_times.starts_before_arrival,
    route_times.stop_order,
    route_times.travel_too_fast,
    route_times.two_places,
    qualification.skill_missing,
    lag.second_skill_missing,
    qualification.role_not_allowed,
    qualification.only_companions,
    qualification.gender_not_accepted,
    qualification.carer_avoided,
    spacing.senior_paused,
    spacing.too_soon,
    spacing.twice_a_day,
    company.too_few_carers,
    company.too_many_carers,
    company.different_starts,
    lag.wrong_lag,
    company.wrong_partners,
    limits.too_many_visits,
    limits.too_many_minutes,
    shifts.home_late,
    statements.tag_misstated,
    statements.due_misstated,
    statements.leg_misstated,
    statements.route_travel_misstated,
    unserved.unserved_not_listed,
    unserved.listed_but_served,
    unserved.listed_but_not_due,
    unserved.listed_twice,
    unserved.entry_misstated,
)
"""Every rule, in the order of the contract."""


@dataclass(frozen=True)
class Report:
    """What the referee found.

    Attributes
    ----------
    violations
        In the order of the rules, then of dates and seniors.
    kpis
        Counted afresh, whatever the plan states.
    stale
        Whether the plan was made from other data than it was checked against.
    """

    violations: tuple[Violation, ...]
    kpis: Kpis
    stale: bool


def check(problem: Problem, plan: Plan) -> Report:
    """Return the report on a plan from anyone, over the plan's own days."""
    case = Case.of(problem, plan)
    violations = [
        violation for rule in RULES for violation in sorted(rule(case), key=_place)
    ]
    return Report(
        violations=tuple(violations),
        kpis=kpis(problem, plan),
        stale=plan.data_hash != problem.fingerprint(),
    )


def _place(violation: Violation) -> tuple[str, str, str]:
    on = str(violation.date or "")
    return on, violation.senior_id or "", violation.says.en
