"""Every carer's absence on each of some days, in processes of their own.

Each absence depends on the data, the plan, the seed and the budget, and on nothing
else: neither on how many run at a time nor on how fast they are.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.planning import make_plan
from scheduler.whatif.absences.absence import Absence, absence_of
from scheduler.whatif.absences.absences import Absences
from scheduler.whatif.absences.given import what_is_left
from scheduler.whatif.absences.morning import LOOK_AHEAD, morning_of
from scheduler.whatif.pool import Report, in_processes
from scheduler.whatif.running import sensible_seconds

SEARCH_PART = 1 / 20
"""Of a plan's search, what each absence gets."""

CARERS_A_CALL = 4
"""So few that every process has its share, so many that mornings are few."""


class Wanted(NamedTuple):
    """Which absences are looked at, and how.

    Attributes
    ----------
    days
        From the problem's first day on.
    time_limit
        Seconds of search a plan; None: what so many seniors and days need.
    processes
        At most so many at a time; None: one for each core.
    """

    days: int
    seed: int = 0
    time_limit: float | None = None
    processes: int | None = None


class _Call(NamedTuple):
    """Some absences of one day."""

    day: date
    carer_ids: tuple[str, ...]


def days_to_plan(days: int) -> int:
    """Return how many days a plan is to have for the absences of so many days."""
    return days + LOOK_AHEAD - 1


def base_plan(problem: Problem, wanted: Wanted) -> Plan:
    """Return the plan by which everybody comes, the same whatever the machine does."""
    seconds = wanted.time_limit or sensible_seconds(problem)
    return make_plan(problem, seed=wanted.seed, time_limit=seconds, by_the_clock=False)


def every_absence(
    problem: Problem, plan: Plan, wanted: Wanted, report: Report
) -> Absences:
    """Return what comes of each carer's absence on each day on which they work.

    Parameters
    ----------
    problem
        Over the days of the plan that are left.
    plan
        By which everybody comes; it breaks no rule of the problem.
    """
    plan = what_is_left(problem, plan)
    seconds = wanted.time_limit or sensible_seconds(problem)
    answer = partial(
        _absences, problem, plan, seed=wanted.seed, time_limit=seconds * SEARCH_PART
    )
    calls: dict[_Call, Callable[[], tuple[Absence, ...]]] = {
        call: partial(answer, call) for call in _calls(problem, wanted.days)
    }
    found = in_processes(calls, wanted.processes, report) if calls else {}
    return Absences(
        community=problem.policy.community.name,
        first_day=problem.first_day,
        days=wanted.days,
        plan_id=plan.plan_id,
        seed=wanted.seed,
        search_seconds=round(seconds * SEARCH_PART, 3),
        cells=tuple(absence for absences in found.values() for absence in absences),
    )


def _absences(
    problem: Problem, plan: Plan, call: _Call, seed: int, time_limit: float
) -> tuple[Absence, ...]:
    morning = morning_of(problem, plan, call.day)
    return tuple(absence_of(morning, who, seed, time_limit) for who in call.carer_ids)


def _calls(problem: Problem, days: int) -> Iterator[_Call]:
    """Return the absences to look at, day by day and in order of ids."""
    for offset in range(min(days, problem.days)):
        day = problem.first_day + timedelta(days=offset)
        there = sorted({s.carer_id for s in problem.shifts if s.date == day})
        for few in _batches(there, CARERS_A_CALL):
            yield _Call(day, few)


def _batches(ids: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    for first in range(0, len(ids), size):
        yield tuple(ids[first : first + size])
