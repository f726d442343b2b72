"""The day that goes wrong, on days small enough to work out by hand.

Any two places lie 60 seconds apart; a green visit takes 15 minutes.
"""

from builders import MONDAY, carer, day, problem, senior

from scheduler.changes.happenings import CarerAbsent
from scheduler.changes.proposal import Proposal
from scheduler.changes.proposing import propose
from scheduler.check.referee import check
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.times import parse_time
from scheduler.planning import make_plan

NOON = parse_time("12:00")


def community(**changes: object) -> tuple[Problem, Plan]:
    """Return six green seniors due today, two carers, and a published plan."""
    seniors = [senior(f"S{n}", last_visit=day(-7)) for n in range(1, 7)]
    world = problem(seniors, [carer("C1"), carer("C2")], days=3, **changes)
    return world, make_plan(world, time_limit=0.1)


def answered(world: Problem, plan: Plan, *args: object, **options: object) -> Proposal:
    """Return a proposal that the referee passes on the changed data."""
    made = propose(world, plan, *args, time_limit=0.1, **options)
    assert check(made.applied(world), made.plan).violations == ()
    return made


def visited_by(plan: Plan, carer_id: str, on: object = MONDAY) -> set[str]:
    """Return whom a carer visits on a day."""
    return {
        stop.senior_id
        for route, stop in plan.stops()
        if route.carer_id == carer_id and route.date == on
    }


def test_sick_call_before_the_first_shift_gives_the_visits_to_another() -> None:
    """A carer ill at 07:40 visits nobody that day; the other takes all, on time."""
    world, plan = community()
    made = answered(world, plan, CarerAbsent(carer_id="C1"), parse_time("07:40"))
    everybody = {senior.senior_id for senior in world.seniors}
    assert visited_by(made.plan, "C1") == set()
    assert visited_by(made.plan, "C2") == everybody
    assert set(made.other_person) == visited_by(plan, "C1")
    assert made.late_after == made.late_before
    assert [one.carer_id for one in made.replacements] == ["C2"]
