"""The least additional hours that make everyone on time, proved and shown.

What is proved counts the shortest way to each home: nobody does with less. What is
shown is a plan with invented carers for the hours; the programme that suggests them
takes the travel of a usual plan, and more of it until the plan shows what was wanted.
What the plan does not need of them is taken away again.
"""

from collections.abc import Callable, Iterable
from functools import partial
from math import ceil

import numpy as np
from numpy.typing import NDArray

from scheduler.capacity.certificate import standing
from scheduler.capacity.curve import Point, Staffing, curve_of
from scheduler.capacity.extra import (
    STEP_SECONDS,
    Stretch,
    as_if_anybody,
    asked_of,
    kinds,
    occurrences,
    rounded,
    with_anybody,
    with_stretches,
)
from scheduler.capacity.trimming import trimmed
from scheduler.check.case import Case
from scheduler.domain import clock
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Finding, InputError, Text
from scheduler.solver.arrays import to_instance
from scheduler.solver.days import least_load, usual_load
from scheduler.solver.shortage import ROUNDING
from scheduler.solver.sparing import WAY_SECONDS
from scheduler.solver.staffing import (
    Asked,
    cheapest_work,
    fewest_late_days_with,
)

Planner = Callable[[Problem, Plan | None], Plan]
"""Makes a plan that the referee has passed, beginning with another if there is one."""

Floats = NDArray[np.float64]

HOUR_SECONDS = 3600

MORE_TRAVEL = 1.25
"""How much more is taken where the plan still has somebody late, or less if not."""

MOST_TRIES = 8

ROUNDS = 3
"""How often work is gathered in fewer half-days."""

STEPS = (0.5, 0.25)
"""Parts of today's days late for which the curve says what they cost."""


def staff(problem: Problem, planner: Planner, seconds: float) -> Staffing:
    """Return the least additional hours that make everyone on time.

    Parameters
    ----------
    planner
        Its plans have their key figures.
    seconds
        Of each linear programme, at most.

    Raises
    ------
    scheduler.errors.InputError
        If there is no carer at all, so that nobody knows how carers travel.
    """
    if not problem.carers:
        raise InputError([Finding("carers", _NO_CARER)])
    search = _Search(problem, planner, seconds)
    unavoidable = search.unavoidable()
    now = search.shown((), None)
    points = [now]
    for part in STEPS:
        wanted = unavoidable + int(part * (now.late_days - unavoidable))
        if unavoidable < wanted < now.late_days:
            points.extend(search.halfway(wanted))
    points = [search.aimed(point, unavoidable) for point in points]
    if all(point.late_days > unavoidable for point in points):
        points.append(search.enough(unavoidable))
    return Staffing(problem, unavoidable, curve_of(points))


_NO_CARER = Text(
    "没有任何人员，无从得知怎样出行；至少要有一名",
    "no carer at all, so nobody knows how carers travel; there must be one at least",
)


class _Search:
    """One community and what might be asked for in it."""

    def __init__(self, problem: Problem, planner: Planner, seconds: float) -> None:
        self._problem = problem
        self._planner = planner
        self._seconds = seconds
        self._kinds = kinds(problem)
        self._days = np.array(
            [occurrences(problem, kind) for kind in self._kinds], float
        )
        self._of = with_anybody(problem, self._kinds)
        self._instance = to_instance(self._of)
        self._anybody = as_if_anybody(problem, self._of, self._instance)
        self._standing = sum(standing(self._instance).values())
        self._proved: dict[int, float | None] = {}
        self._first: Plan | None = None
        self._needy: tuple[str, ...] = ()

    def unavoidable(self) -> int:
        """Return the days late that arise however many are asked, as proved."""
        load = least_load(self._anybody)
        asked = self._asked(self._days)
        found = fewest_late_days_with(self._anybody, asked, load, self._seconds)
        return 0 if found is None else max(0, ceil(found - ROUNDING))

    def proved_hours(self, late_days: int) -> float | None:
        """Return the hours that so few days late take at least, None if not proved."""
        if late_days not in self._proved:
            self._proved[late_days] = self._prove_hours(late_days)
        return self._proved[late_days]

    def _prove_hours(self, late_days: int) -> float | None:
        load = least_load(self._anybody)
        asked = self._asked(self._days)
        found = cheapest_work(self._anybody, asked, load, late_days, self._seconds)
        return None if found is None else found.least / HOUR_SECONDS

    def halfway(self, late_days: int) -> list[Point]:
        """Return what the hours that should leave so many days late show.

        Nothing if the programme takes the roster as it is to do.
        """
        stretches = self._suggested(late_days, WAY_SECONDS)
        return [self.shown(stretches, late_days)] if stretches else []

    def aimed(self, point: Point, late_days: int) -> Point:
        """Return the point, aimed lower if its plan has no more days late than so."""
        if point.wanted is None or point.late_days > late_days:
            return point
        proved = self.proved_hours(late_days)
        return point._replace(wanted=late_days, proved_hours=proved)

    def enough(self, late_days: int) -> Point:
        """Return the fewest hours found with which a plan shows so few days late.

        If none of the tries does, the best of them.
        """
        tries: list[Point] = []
        for number in range(MOST_TRIES):
            travel = WAY_SECONDS * MORE_TRAVEL**number
            if self._does(late_days, travel, tries):
                break
        if len(tries) == 1 and tries[0].late_days <= late_days:
            for number in range(1, MOST_TRIES):
                travel = WAY_SECONDS / MORE_TRAVEL**number
                if not self._does(late_days, travel, tries):
                    break
        tries = tries or [self.shown((), late_days)]
        best = min(tries, key=lambda point: (point.late_days, point.hours))
        if best.late_days > late_days:
            return best
        return trimmed(best, partial(self.shown, wanted=late_days))

    def _does(self, late_days: int, travel: float, tries: list[Point]) -> bool:
        """Try what should do with this travel; return whether its plan shows it.

        What was tried before is not tried again.
        """
        stretches = self._suggested(late_days, travel)
        if not stretches or stretches in [point.stretches for point in tries]:
            return False
        tries.append(self.shown(stretches, late_days))
        return tries[-1].late_days <= late_days

    def shown(self, stretches: tuple[Stretch, ...], wanted: int | None) -> Point:
        """Return what a plan with these stretches shows.

        It looks at lateness and travel alone, and begins with the plan of the roster
        as it is, or if that does not do with nothing.
        """
        of = _for_lateness(with_stretches(self._problem, stretches, self._needy))
        plan = self._planner(of, self._first)
        if self._first is None:
            self._first, self._needy = plan, late_seniors(of, plan)
        elif wanted is not None and self._late(plan) > wanted:
            plan = min(plan, self._planner(of, None), key=self._late)
        late = self._late(plan)
        proved = None if wanted is None else self.proved_hours(wanted)
        return Point(wanted, proved, stretches, self._hours(stretches), late, plan)

    def _late(self, plan: Plan) -> int:
        """Return the days late of a plan beside those that stand."""
        assert plan.kpis is not None
        return sum(plan.kpis.late_days.values()) - self._standing

    def _suggested(self, late_days: int, travel: float) -> tuple[Stretch, ...]:
        """Return the work that should do, in few half-days and whole half hours."""
        load = usual_load(self._instance, travel)
        seconds = np.zeros(len(self._kinds))
        prices = self._days
        for _ in range(ROUNDS):
            asked = self._asked(prices)
            found = cheapest_work(self._instance, asked, load, late_days, self._seconds)
            if found is None:
                break
            seconds = found.seconds
            prices = self._days * _as_rounded(seconds)
        return rounded(self._kinds, seconds)

    def _hours(self, stretches: Iterable[Stretch]) -> float:
        seconds = sum(
            long * occurrences(self._problem, kind) for kind, long in stretches
        )
        return seconds / HOUR_SECONDS

    def _asked(self, prices: Floats) -> Asked:
        return asked_of(self._problem, self._of, self._kinds, prices)


def late_seniors(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Return the ids of seniors with more days late than stand before any visit."""
    case = Case.of(problem, plan)
    late = []
    for senior_id, turns in case.turns.items():
        days = sum(taken.days_late for taken in turns.taken)
        days += clock.open_days_late(turns.still_open.due, problem.last_day)
        first = problem.first_turns[senior_id]
        if days > max(0, (first.opens - first.due).days):
            late.append(senior_id)
    return tuple(late)


def _for_lateness(problem: Problem) -> Problem:
    """Return the problem without the terms that come second to lateness."""
    names = ("continuity", "fairness", "prefer", "prefer_minutes", "stability")
    second = dict.fromkeys(names, 0.0)
    policy = problem.policy
    return problem.replace(
        policy=policy.replace(weights=policy.weights.replace(**second))
    )


def _as_rounded(seconds: Floats) -> Floats:
    """Return how much dearer a second gets when work is asked for by the half hour.

    What is little becomes dear, so that the next solution asks for it elsewhere.
    """
    whole = np.maximum(2, np.ceil(seconds / STEP_SECONDS)) * STEP_SECONDS
    return np.asarray(whole / np.maximum(seconds, STEP_SECONDS / 30), np.float64)
