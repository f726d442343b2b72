"""Living through days: one plan a day, of which only the first day is carried out."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.domain.people import Senior
from scheduler.domain.plan import Plan, Route
from scheduler.domain.problem import Problem
from scheduler.domain.roster import RosterRow
from scheduler.domain.words import ShiftKind, Status
from scheduler.simulate.carried_out import Happening, carried_out
from scheduler.simulate.chance import Chances

Planner = Callable[[Problem, Plan | None], Plan]
"""Makes today's plan, knowing the day before's (None on the first day)."""

HORIZON = 14
"""Days that a plan looks ahead."""


class Life(NamedTuple):
    """What happened in a run of days.

    Attributes
    ----------
    problem
        As it stood on the first day, over all the days.
    happenings
        One for each stop of the days' plans, day by day.
    routes
        As they were gone.
    sick_calls
        How many there were.
    """

    problem: Problem
    happenings: tuple[Happening, ...]
    routes: tuple[Route, ...]
    sick_calls: int


def live(
    problem: Problem,
    planner: Planner,
    chances: Chances,
    report: Callable[[Life], None],
) -> Life:
    """Return what happens if each day is planned when it has come.

    In the morning it is known who has called in sick, and for how long; of all that
    goes otherwise later in the day only the days after know.

    Parameters
    ----------
    problem
        Over the days to be lived through.
    report
        Called with what has happened so far, after each day.
    """
    life = Life(problem, (), (), 0)
    plan: Plan | None = None
    roster = problem.roster
    seniors = tuple(_due_from_the_start(problem, one) for one in problem.seniors)
    for offset in range(problem.days):
        on = problem.first_day + timedelta(days=offset)
        leave = _sick_leave(problem, on, chances)
        roster = (*roster, *leave)
        known = tuple(happening.record for happening in life.happenings)
        today = problem.replace(
            first_day=on,
            days=HORIZON,
            seniors=seniors,
            roster=roster,
            records=(*problem.records, *known),
        )
        plan = planner(today, plan)
        lived = carried_out(today, (r for r in plan.routes if r.date == on), chances)
        life = Life(
            problem,
            (*life.happenings, *lived.happenings),
            (*life.routes, *lived.routes),
            life.sick_calls + len({row.carer_id for row in leave}),
        )
        report(life)
    return life


def _due_from_the_start(problem: Problem, senior: Senior) -> Senior:
    """Return the senior, due on the first day for good if they were never visited.

    Without a last visit a senior is due on whichever day a plan begins.
    """
    rule = problem.rule(senior)
    never = problem.last_visit(senior) is None and senior.status is Status.ACTIVE
    if not never or rule.min_gap_days > rule.interval_days:
        return senior
    due = problem.first_day
    return senior.replace(last_visit=due - timedelta(days=rule.interval_days))


def _sick_leave(problem: Problem, on: date, chances: Chances) -> list[RosterRow]:
    """Return the leave of everybody on duty who calls in sick on a day."""
    on_duty = {shift.carer_id for shift in problem.shifts if shift.date == on}
    return [
        RosterRow(
            carer_id=carer_id, day=on + timedelta(days=more), kind=ShiftKind.LEAVE
        )
        for carer_id in sorted(on_duty)
        for more in range(chances.days_ill(carer_id, on))
    ]
