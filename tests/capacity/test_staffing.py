"""The least additional hours: never proved above what a plan does with."""

from random import Random

import numpy as np
import pytest
from builders import carer, day, problem, roster, senior
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import invented

from scheduler.capacity.certificate import standing
from scheduler.capacity.extra import (
    LEAST_SECONDS,
    STEP_SECONDS,
    Stretch,
    as_if_anybody,
    asked_of,
    kinds,
    occurrences,
    with_anybody,
    with_stretches,
)
from scheduler.capacity.staffing import HOUR_SECONDS, late_seniors, staff
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.words import Role
from scheduler.errors import InputError
from scheduler.planning import make_plan
from scheduler.solver.arrays import to_instance
from scheduler.solver.days import least_load
from scheduler.solver.staffing import cheapest_work, fewest_late_days_with

SECONDS = 5.0


def planner(of: Problem, first: Plan | None = None):
    return make_plan(of, time_limit=0.2, by_the_clock=False, published=first)


def staffed(of: Problem):
    return staff(of, planner, SECONDS)


def test_a_roster_that_is_enough_asks_for_nobody():
    """The plan as it is stands for itself: no hours, one point."""
    found = staffed(problem())
    assert found.reached
    assert [(one.hours, one.late_days) for one in found.curve] == [(0.0, 0)]


def test_one_visit_on_a_free_day_takes_one_hour_of_a_volunteer():
    """Due on Monday, nobody on duty till Tuesday: 16 minutes proved, an hour shown."""
    of = problem(roster=roster(days=["tue"]), days=2)
    found = staffed(of)
    last = found.curve[-1]
    assert found.reached
    (stretch,) = last.stretches
    assert (stretch.kind.weekday, stretch.seconds) == ("mon", 3600)
    assert last.hours == 1.0
    assert last.proved_hours == pytest.approx(16 / 60, abs=0.001)
    assert found.curve[0].late_days == 1


def test_a_red_asks_for_staff():
    """Volunteers may not visit reds."""
    of = problem([senior(tag="red")], roster=roster(days=["tue"]), days=2)
    (stretch,) = staffed(of).curve[-1].stretches
    assert stretch.kind.role is Role.HELPER


def test_an_hour_late_in_the_morning():
    """Nobody on duty on Monday, a visit from 10:30 on: one hour is still enough."""
    people = [senior(windows=("10:30-11:30",))]
    found = staffed(problem(people, roster=roster(days=["tue"]), days=2))
    assert found.reached
    assert found.curve[-1].hours == 1.0


def test_late_is_who_waits_longer_than_stands_from_the_start():
    """Two days overdue and seen at once is nobody's fault; a day later it is."""
    people = [senior("S1", last_visit=day(-9)), senior("S2", last_visit=day(-9))]
    of = problem(people, [carer(max_visits_per_day=1)], days=2)
    assert len(late_seniors(of, planner(of))) == 1


def test_what_nobody_can_mend_is_told_apart():
    """Visits only at night, when nobody is asked for: late whoever comes."""
    people = [senior("S1", windows=("02:00-03:00",)), senior("S2")]
    found = staffed(problem(people, roster=roster(days=["tue"]), days=2))
    assert found.unavoidable == 2
    assert found.reached
    assert found.curve[-1].hours == 1.0


def test_two_carers_are_asked_for_where_two_must_come():
    """A helper is there; the second comes from outside."""
    people = [senior(carers_needed=2)]
    found = staffed(problem(people, days=1))
    assert found.reached
    assert found.curve[-1].hours == 1.0


def test_fewer_hours_leave_more_days_late():
    """Twelve due at once, nobody on duty: down the curve hours rise, lateness falls."""
    people = [senior(f"S{n:02}", last_visit=day(-7)) for n in range(12)]
    found = staffed(problem(people, roster=roster(days=["sun"]), days=2))
    late = [one.late_days for one in found.curve]
    proved = [one.proved_hours or 0.0 for one in found.curve]
    assert len(found.curve) == 4
    assert late[0] == 24
    assert late[-1] == 0
    assert proved == sorted(proved)


def test_the_curve_leaves_out_what_is_no_better():
    """One senior, one hour: half as many days late take as much as none at all."""
    found = staffed(problem(roster=(), days=3))
    assert [(one.hours, one.late_days) for one in found.curve] == [(0.0, 3), (1.0, 0)]
    assert found.curve[-1].wanted == 0


def test_without_any_carer_nobody_knows_how_they_travel():
    """Said as a finding, not as a failure."""
    with pytest.raises(InputError):
        staffed(problem(carers=[]))


def test_out_of_time_proves_nothing():
    """A plan is still shown; what is too little is left open."""
    found = staff(problem(roster=roster(days=["tue"]), days=2), planner, 1e-9)
    assert found.curve[-1].proved_hours is None


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_no_plan_does_with_fewer_hours_than_are_proved(seed):
    """Whatever is added, the plan made with it has needed no less than is proved."""
    rng = Random(seed)
    of = invented(rng, most_seniors=7, most_days=7)
    if not of.carers:
        return
    offered = kinds(of)
    step = range(LEAST_SECONDS, 4 * LEAST_SECONDS, STEP_SECONDS)
    asked = [
        Stretch(kind, rng.choice(step))
        for kind in rng.sample(offered, min(3, len(offered)))
    ]
    more = with_stretches(of, asked)
    plan = planner(more)
    late = sum(plan.kpis.late_days.values())
    late -= sum(standing(to_instance(of)).values())
    # Shared work is rounded up to half hours a head, so the roster counts.
    hours = sum(
        shift.span.seconds for shift in more.shifts if shift.carer_id not in of.carer
    )
    assert hours >= sum(one.seconds * occurrences(of, one.kind) for one in asked)
    prices = np.array([occurrences(of, kind) for kind in offered], float)
    whole = with_anybody(of, offered)
    instance = as_if_anybody(of, whole, to_instance(whole))
    work = asked_of(of, whole, offered, prices)
    load = least_load(instance)
    fewest = fewest_late_days_with(instance, work, load, SECONDS)
    assert fewest is not None
    assert fewest <= late + 1e-6
    proved = cheapest_work(instance, work, load, late, SECONDS)
    assert proved is not None
    assert proved.least <= hours + 1e-3


@settings(max_examples=8)
@given(st.integers(0, 10_000))
def test_what_is_shown_is_never_below_what_is_proved(seed):
    """At every point of the curve that keeps its aim."""
    of = invented(Random(seed), most_seniors=6, most_days=5)
    if not of.carers:
        return
    for point in staffed(of).curve:
        if point.wanted is not None and point.late_days <= point.wanted:
            assert point.proved_hours is not None
            assert point.proved_hours <= point.hours + 1e-6
            assert point.hours * HOUR_SECONDS % STEP_SECONDS == 0
