"""Every kind of bad day in the bundled community: 686 seniors, fourteen days."""

from datetime import timedelta

import pytest

from scheduler.changes.happenings import (
    CarerAbsent,
    Happening,
    NoAnswer,
    SeniorPaused,
    SeniorResumed,
    TagChanged,
    UrgentVisit,
    VisitOverrun,
)
from scheduler.changes.proposing import propose
from scheduler.check.referee import check
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.times import parse_time
from scheduler.domain.words import Status, Tag
from scheduler.planning import make_plan, read_problem
from scheduler.simulate.bundled import FIRST_DAY, FIXTURE

NOW = parse_time("09:40")


@pytest.fixture(scope="module")
def community() -> tuple[Problem, Plan]:
    """Return the bundled community and a plan for it."""
    world = read_problem(FIXTURE, FIRST_DAY).problem
    return world, make_plan(world, time_limit=6.0)


def happening(kind: str, world: Problem, plan: Plan) -> Happening:
    """Return one of a kind that fits the community's first day at 9:40."""
    today = [(r, s) for r, s in plan.stops() if r.date == FIRST_DAY]
    route, stop = next((r, s) for r, s in today if s.start <= NOW < s.end)
    begun = {s.senior_id for _, s in today if s.start <= NOW}
    active = [s for s in world.seniors if s.status is Status.ACTIVE]
    other = next(s for s in active if s.senior_id not in begun and s.tag is Tag.GREEN)
    paused = next(s for s in world.seniors if s.status is Status.HOSPITAL)
    who, seen = route.carer_id, stop.senior_id
    return {
        "carer_absent": CarerAbsent(carer_id=who),
        "visit_overrun": VisitOverrun(carer_id=who, senior_id=seen, minutes=40),
        "no_answer": NoAnswer(carer_id=who, senior_id=seen),
        "senior_paused": SeniorPaused(senior_id=other.senior_id, status="hospital"),
        "senior_resumed": SeniorResumed(senior_id=paused.senior_id),
        "urgent_visit": UrgentVisit(senior_id=other.senior_id),
        "tag_changed": TagChanged(senior_id=other.senior_id, tag=Tag.ORANGE),
    }[kind]


@pytest.mark.parametrize(
    "kind",
    [
        "carer_absent",
        "visit_overrun",
        "no_answer",
        "senior_paused",
        "senior_resumed",
        "urgent_visit",
        "tag_changed",
    ],
)
def test_each_kind_has_an_answer_at_real_size(
    kind: str, community: tuple[Problem, Plan]
) -> None:
    """It keeps the rules and the past, and most people hear nothing of it."""
    world, plan = community
    told = happening(kind, world, plan)
    made = propose(world, plan, told, NOW, by_the_clock=False)
    assert check(made.applied(world), made.plan).violations == ()
    begun = {
        (route.carer_id, stop.senior_id, stop.start)
        for route, stop in plan.stops()
        if route.date == FIRST_DAY and stop.start < NOW
    }
    kept = {
        (r.carer_id, s.senior_id, s.start)
        for r, s in made.plan.stops()
        if r.date == FIRST_DAY
    }
    concerned = {getattr(told, "senior_id", "")}
    assert {senior_id for _, senior_id, _ in begun - kept} <= concerned
    assert made.late_after[Tag.RED] <= made.late_before[Tag.RED]
    assert len({change.senior_id for change in made.changes}) < 100


def test_a_named_replacement_is_called_in_for_a_week_of_leave(
    community: tuple[Problem, Plan],
) -> None:
    """The best replacement takes the first day's visits; the later days are planned."""
    world, plan = community
    who = next(r.carer_id for r in plan.routes if len(r.stops) > 5)
    until = FIRST_DAY + timedelta(days=5)
    told = CarerAbsent(carer_id=who, until=str(until))
    ranked = propose(world, plan, told, parse_time("07:40")).replacements
    best = ranked[0]
    made = propose(world, plan, told, parse_time("07:40"), by=best.carer_id)
    seen = {
        stop.senior_id
        for route, stop in made.plan.stops()
        if route.date == FIRST_DAY and route.carer_id == best.carer_id
    }
    assert seen >= set(best.takes)
    assert not any(r.carer_id == who and r.date < until for r in made.plan.routes)
