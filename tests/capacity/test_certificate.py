"""The certificate: a proof, a plan, and never both against each other."""

from random import Random

import pytest
from builders import carer, day, plan, problem, roster, senior
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import invented

from scheduler.capacity.certificate import Verdict, certify
from scheduler.domain.problem import Problem
from scheduler.domain.words import WEEKDAYS, Role, Tag
from scheduler.planning import check_plan, make_plan


def planner(of: Problem):
    return make_plan(of, time_limit=0.2, by_the_clock=False)


def idle(of: Problem):
    """Return a plan of no routes, with its key figures."""
    nothing = plan(of=of)
    return nothing.replace(kpis=check_plan(of, nothing).kpis)


def due_today(count, **changes):
    people = [senior(f"S{n}", last_visit=day(-7)) for n in range(count)]
    return problem(people, **changes)


def test_a_plan_shows_that_nobody_has_to_go_late():
    """Three due, a carer all day: the plan is the evidence."""
    found = certify(due_today(3, days=3), planner)
    assert found.verdict is Verdict.NEED_NOT
    assert found.arising == dict.fromkeys(Tag, 0)
    assert found.plan.kpis is not None
    assert found.plan.kpis.visits == 3


def test_a_proof_names_how_many_by_when_and_why():
    """Five are due tomorrow: today there is time for one of them, tomorrow for two."""
    people = [senior(f"S{n}", last_visit=day(-6)) for n in range(5)]
    rows = (
        *roster(hours="09:00-09:20", days=[day(0)]),
        *roster(hours="09:00-09:34", days=[day(1), day(2)]),
    )
    found = certify(problem(people, roster=rows, days=3), planner)
    assert found.verdict is Verdict.MUST
    assert found.proof is not None
    assert [(one.seniors, one.days) for one in found.proof.least] == [
        (0, 0),
        (0, 0),
        (2, 2),
    ]
    assert found.proof.by == day(1)
    short = {(one.date, str(one.span), one.role) for one in found.proof.bottlenecks}
    assert (day(1), "09:00-09:34", Role.SOCIAL_WORKER) in short
    assert {one.carer_ids for one in found.proof.bottlenecks} == {("C1",)}
    assert sum(found.arising.values()) >= 2


def test_without_proof_and_without_plan_it_is_open():
    """A bad plan proves nothing, nor does it show that nobody must go late."""
    found = certify(due_today(3, days=3), idle)
    assert found.verdict is Verdict.OPEN
    assert found.arising[Tag.GREEN] == 9


def test_out_of_time_leaves_it_open():
    """A proof that was not finished is none."""
    found = certify(due_today(3, roster=(), days=3), idle, proof_seconds=1e-9)
    assert found.proof is None
    assert found.verdict is Verdict.OPEN


def test_the_overdue_are_no_verdict_on_the_roster():
    """Seen at once, two days overdue: nobody else has to go late."""
    found = certify(problem([senior(last_visit=day(-9))], days=3), planner)
    assert found.verdict is Verdict.NEED_NOT
    assert (found.overdue, found.standing[Tag.GREEN]) == (1, 2)


def test_seniors_whom_nobody_on_duty_can_serve_are_named():
    """More hours would not help them."""
    people = [senior("S1", skills=("sign",)), senior("S2")]
    found = certify(problem(people, days=2), planner)
    assert found.proof is not None
    assert found.proof.nobody_for == ("S1",)
    assert found.proof.bottlenecks == ()


def test_daily_and_weekly_limits_are_named():
    """One visit a day; or twenty minutes a week: the carer's own limits are short."""
    daily = certify(due_today(2, carers=[carer(max_visits_per_day=1)]), planner)
    assert daily.proof is not None
    assert daily.proof.limits == (("C1", day(0), 1),)
    weekly = certify(
        due_today(3, carers=[carer(max_minutes_per_week=20)], days=3), planner
    )
    assert weekly.proof is not None
    assert weekly.proof.limits == (("C1", day(0), 3),)


@pytest.mark.parametrize("days", [1, 2, 6])
def test_whoever_must_go_late_shows_by_the_first_day_nobody_works(days):
    """Due on the third day; from the first on nobody is there."""
    people = [senior(last_visit=day(-5))]
    free = roster(days=WEEKDAYS[1:]) if days < 2 else ()
    found = certify(problem(people, roster=free, days=days), planner)
    assert found.verdict is (Verdict.MUST if days > 2 else Verdict.NEED_NOT)
    if days > 2:
        assert found.proof is not None
        assert found.proof.by == day(2)


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_proof_and_plan_never_contradict_each_other(seed):
    """Whatever the community, the plan has at least what is proved, tag by tag."""
    found = certify(invented(Random(seed), most_seniors=7, most_days=7), planner)
    assert found.proof is not None
    arising = 0
    for tag, least in zip(Tag, found.proof.least, strict=True):
        arising += found.arising[tag]
        assert least.seniors <= least.days <= arising
    assert (found.proof.by is None) == (found.proof.least[-1].seniors == 0)
