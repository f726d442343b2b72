"""The use-cases that the command line and the web share: problem in, checked plan out.

Whatever a door shows of a plan has passed the referee here.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Unpack

from scheduler.check.price import price
from scheduler.check.referee import Report
from scheduler.check.referee import check as judge
from scheduler.check.violation import PlanNotValidError
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.words import Tag
from scheduler.errors import Finding, Language
from scheduler.files.atomic import write_whole
from scheduler.files.community import CommunityFiles, read_community
from scheduler.files.formats import TRAVEL
from scheduler.files.tables_out import TableOut, write_csv
from scheduler.sheets.fontcheck import print_problem
from scheduler.solver.asked import Asked
from scheduler.travel.estimate import estimate
from scheduler.travel.table import from_rows, to_rows

if TYPE_CHECKING:
    from scheduler.simulate.days import Planner

DEFAULT_DAYS = 14

FIRST_TIMES = 5.0
"""How much more time the first plan gets: on a bad one the next days build for long."""


class Made(NamedTuple):
    """A plan that has passed the referee.

    Attributes
    ----------
    plan
        With the key figures.
    late_bound
        Days late by tag that no plan can avoid, as proved; None if nothing was.
    gap
        What the plan may cost more than the best possible, as a part of that, as
        proved; None if nothing was.
    visits_bound
        The fewest visits of any plan that is no later by any tag, as proved; None if
        nothing was.
    """

    plan: Plan
    late_bound: Mapping[Tag, int] | None
    gap: float | None
    visits_bound: int | None


class Read(NamedTuple):
    """A problem read from files, and what was noticed that does not stop a plan."""

    problem: Problem
    warnings: tuple[Finding, ...]


def read_problem(path: Path, first_day: date, days: int = DEFAULT_DAYS) -> Read:
    """Return the problem of a data folder or workbook from a day on.

    Raises
    ------
    scheduler.errors.InputError
        If the files are wrong; it carries every finding.
    scheduler.errors.TravelError
        If the community's own travel table lacks a needed pair.
    """
    files = read_community(path, first_day, print_problem)
    return Read(to_problem(files, first_day, days), files.warnings)


def read_problem_of(path: Path, plan: Plan) -> Read:
    """Return the problem that a plan was made for, whatever came of its visits since.

    Visits recorded after the plan's first day are left out, and on that day those
    that the plan has.

    Raises
    ------
    scheduler.errors.InputError
        If the files are wrong; it carries every finding.
    scheduler.errors.TravelError
        If the community's own travel table lacks a needed pair.
    """
    files = read_community(path, plan.last_day, print_problem)
    planned = {
        (route.carer_id, stop.senior_id)
        for route, stop in plan.stops()
        if route.date == plan.first_day
    }
    before = tuple(
        record
        for record in files.records
        if record.date < plan.first_day
        or (
            record.date == plan.first_day
            and (record.carer_id, record.senior_id) not in planned
        )
    )
    files = replace(files, records=before)
    return Read(to_problem(files, plan.first_day, plan.days), files.warnings)


def to_problem(files: CommunityFiles, first_day: date, days: int) -> Problem:
    """Return the problem of a community from a day on, travel estimated if not given.

    Raises
    ------
    scheduler.errors.TravelError
        If the community's own travel table lacks a needed pair.
    """
    if files.travel_rows is None:
        travel = estimate(files.policy, files.seniors, files.carers)
    else:
        travel = from_rows(files.travel_rows, files.seniors, files.carers)
    return Problem(
        policy=files.policy,
        seniors=files.seniors,
        carers=files.carers,
        roster=files.roster,
        records=files.records,
        travel=travel,
        first_day=first_day,
        days=days,
    )


class Options(Asked, total=False):
    """How a plan is made; all may be left out.

    Attributes
    ----------
    language
        Of the sentences on the unserved; default Chinese.
    """

    language: Language


def make(problem: Problem, **options: Unpack[Options]) -> Made:
    """Return a plan that has passed the referee, and what no plan can better.

    Raises
    ------
    scheduler.check.violation.PlanNotValidError
        If the referee finds a broken rule.
    """
    from scheduler.solver.solve import solve

    solution = solve(problem, **options)
    verdict = check_plan(problem, solution.plan)
    if verdict.violations:
        raise PlanNotValidError(verdict.violations)
    kpis, bound, fewest = verdict.kpis, solution.bound, solution.visits
    visits = fewest.beside(kpis.late_days) if fewest else None
    if bound is None:
        return Made(solution.plan.replace(kpis=kpis), None, None, visits)
    plan = solution.plan.replace(kpis=kpis.replace(bound=bound.cost))
    cost = price(problem, plan, options.get("published")).total
    gap = max(0.0, cost / bound.cost - 1.0) if bound.cost > 0.0 else None
    return Made(plan, bound.late_days, gap, visits)


def make_plan(problem: Problem, **options: Unpack[Options]) -> Plan:
    """Return a plan that has passed the referee, with its key figures.

    Raises
    ------
    scheduler.check.violation.PlanNotValidError
        If the referee finds a broken rule.
    """
    return make(problem, **options).plan


def rolling(seed: int, time_limit: float | None) -> "Planner":
    """Return who plans each day anew, from the plan of the day before.

    Parameters
    ----------
    time_limit
        Seconds of solving, each day; the first gets `FIRST_TIMES` as much. None: by
        size.
    """
    first = None if time_limit is None else FIRST_TIMES * time_limit

    def plan(today: Problem, before: Plan | None) -> Plan:
        seconds = first if before is None else time_limit
        return make_plan(today, seed=seed, time_limit=seconds, published=before)

    return plan


def check_plan(problem: Problem, plan: Plan) -> Report:
    """Return what the referee finds in a plan from anyone."""
    return judge(problem, plan)


def write_travel(path: Path, problem: Problem) -> None:
    """Write the travel times that a problem uses as a table of the contract.

    Raises
    ------
    OSError
        If it cannot be written; a file that stood there is then as it was.
    """
    rows = to_rows(problem.travel, problem.carers)
    table = TableOut.from_frame(TRAVEL, rows, Language.EN)
    write_whole(path, lambda draft: write_csv(draft, table))


def inherited_late_days(problem: Problem) -> Mapping[Tag, int]:
    """Return the days late by tag that stand before any visit can be made.

    Each senior overdue on the first day counts as if visited as soon as allowed.
    """
    days = dict.fromkeys(Tag, 0)
    for senior_id, turn in problem.first_turns.items():
        days[problem.senior[senior_id].tag] += max(0, (turn.opens - turn.due).days)
    return days
