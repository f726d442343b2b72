"""How a day begins: the days before were carried out as planned, the rest stands."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scheduler.changes.remainder import remainder
from scheduler.check.case import Case
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.whatif.lateness import StageCase
from scheduler.whatif.stages import records_of, rest_of

LOOK_AHEAD = 7
"""Days over which the harm of an absence is counted, its own among them."""


@dataclass(frozen=True)
class Morning:
    """One morning, before anybody has set out.

    Attributes
    ----------
    data
        From this day on, with the visits of the days before on record.
    plan
        What of the plan lies within these days.
    """

    data: Problem
    plan: Plan

    @property
    def day(self) -> date:
        """The day that begins."""
        return self.data.first_day

    @cached_property
    def days_late(self) -> Mapping[str, int]:
        """Days late by senior id if everybody comes."""
        return days_late(self.data, self.plan)

    def has_visits(self, carer_id: str) -> bool:
        """Return whether a carer has anybody to visit on the day."""
        return any(
            route.stops
            for route in self.plan.routes
            if route.carer_id == carer_id and route.date == self.day
        )

    @cached_property
    def first_leaves(self) -> int:
        """When the first carer sets out, in seconds since midnight."""
        return min((r.leave for r in self.plan.routes if r.date == self.day), default=0)


def morning_of(problem: Problem, plan: Plan, day: date) -> Morning:
    """Return the morning of one of a plan's days.

    Parameters
    ----------
    problem
        Over all days of the plan.
    """
    done = [record for record in records_of(plan) if record.date < day]
    data = rest_of(problem, day, done)
    data = data.replace(days=min(LOOK_AHEAD, data.days))
    return Morning(data, remainder(data, plan))


def days_late(problem: Problem, plan: Plan) -> Mapping[str, int]:
    """Return the days late by senior id, as the referee counts them."""
    case = StageCase(Case.of(problem, plan), is_first=True, is_last=True)
    return Counter(late.senior_id for late in case.late())
