"""What a roster cannot do: never more is claimed than the best of all plans suffers."""

import numpy as np
import pytest
from builders import carer, day, problem, roster, senior
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import invented
from trying_all import fewest_late, least_late, tiny

from scheduler.check.kpis import kpis
from scheduler.domain.words import WEEKDAYS, Tag
from scheduler.solver.arrays import to_instance
from scheduler.solver.linear import Programme
from scheduler.solver.shortage import (
    fewest_late_days,
    fewest_late_seniors,
    without_anybody,
)
from scheduler.solver.solve import solve

SECONDS = 5.0


def seniors_late(of, days=None, urgencies=3):
    found = fewest_late_seniors(to_instance(of), urgencies, days or of.days, SECONDS)
    assert found is not None
    return found.least


def days_late(of, urgencies=3):
    found = fewest_late_days(to_instance(of), urgencies, SECONDS)
    assert found is not None
    return found.least


def crowd(count, visits_a_day, tag="green", days=7, **changes):
    """Return so many seniors who fall due on the first day, for one carer."""
    people = [senior(f"S{n}", tag, last_visit=day(-7)) for n in range(count)]
    return problem(
        people, [carer(max_visits_per_day=visits_a_day)], days=days, **changes
    )


def test_three_due_today_and_room_for_one():
    """Two go late today; by tomorrow's end still two: whoever is late is late."""
    of = crowd(3, 1, days=3)
    assert (seniors_late(of, 1), seniors_late(of)) == (2, 2)
    # One waits a day, one two days.
    assert days_late(of) == 3


def test_room_for_all_is_no_shortage():
    """Nobody must go late, and no limit is short."""
    found = fewest_late_days(to_instance(crowd(3, 3)), 3, SECONDS)
    assert found is not None
    assert found.least == 0
    assert not found.shift_worth.any()
    assert not found.visit_worth.any()


def test_the_shift_that_is_short_is_named():
    """Half an hour on the first day for three visits of 16 minutes: that shift."""
    people = [senior(f"S{n}", last_visit=day(-7)) for n in range(3)]
    long = roster("C1", days=WEEKDAYS[1:])
    short = roster("C1", hours="09:00-09:34", days=WEEKDAYS[:1])
    of = problem(people, roster=(*short, *long), days=4)
    found = fewest_late_days(to_instance(of), 3, SECONDS)
    assert found is not None
    assert found.least == 1
    assert np.nonzero(found.shift_worth)[0].tolist() == [0]


def test_the_daily_limit_that_is_short_is_named():
    """The carer would have time for all, but makes one visit a day."""
    found = fewest_late_days(to_instance(crowd(2, 1, days=2)), 3, SECONDS)
    assert found is not None
    assert not found.shift_worth.any()
    assert found.visit_worth[0, 0] > 0


def test_the_overdue_do_not_count_again():
    """Two days overdue and seen at once: nobody goes late, no day late arises."""
    of = problem([senior(last_visit=day(-9))], days=3)
    assert (seniors_late(of), days_late(of)) == (0, 0)


def test_only_the_days_that_arise_are_counted():
    """Two days overdue, and nobody on duty for three days: three more."""
    of = problem([senior(last_visit=day(-9))], roster=(), days=3)
    assert (seniors_late(of), days_late(of)) == (0, 3)


def test_reds_alone_and_everybody():
    """With nobody on duty the one red and both greens go late."""
    people = [senior("S1", "red"), senior("S2"), senior("S3")]
    of = problem(people, roster=(), days=2)
    assert [seniors_late(of, urgencies=count) for count in (1, 2, 3)] == [1, 1, 3]
    assert [days_late(of, urgencies=count) for count in (1, 2, 3)] == [2, 2, 6]


def test_nobody_on_duty_who_could_come():
    """S1 asks for a skill that nobody has; S2 falls due before anybody works."""
    people = [
        senior("S1", skills=("sign",)),
        senior("S2"),
        senior("S3", last_visit=day(-5)),
        senior("S4", last_visit=day(-9)),
    ]
    of = problem(people, roster=roster(days=[day(1), day(2)]), days=4)
    assert without_anybody(to_instance(of)).tolist() == [0, 1]


def test_out_of_time_proves_nothing():
    """A programme that was not solved gives no number."""
    of = crowd(200, 20, days=28)
    assert fewest_late_seniors(to_instance(of), 3, 28, 1e-9) is None
    assert fewest_late_days(to_instance(of), 3, 1e-9) is None


@settings(deadline=None, derandomize=True, max_examples=60)
@given(tiny(), st.integers(1, 6))
def test_the_best_of_all_plans_has_no_fewer_late(given_, through):
    """No choice of days at all leaves fewer seniors late than is proved."""
    of, staffed, capacity = given_
    through = min(through, of.days)
    best = fewest_late(to_instance(of), staffed, capacity, through)
    assert seniors_late(of, through) <= best


@settings(deadline=None, derandomize=True, max_examples=60)
@given(tiny())
def test_the_best_of_all_plans_has_no_fewer_days_late(given_):
    """No choice of days has fewer days late arising, all tags counted alike."""
    of, staffed, capacity = given_
    instance = to_instance(of)
    alike = instance._replace(urgency=np.zeros_like(instance.urgency))
    before = np.maximum(0, -instance.due)
    standing = int((instance.unavoidable - before).sum())
    # Trying all counts from the due day on, also what stood before the first day.
    most = sum(least_late(alike, staffed, capacity)) - int(before.sum()) - standing
    assert days_late(of) <= most


@settings(deadline=None, derandomize=True, max_examples=40)
@given(tiny())
def test_where_all_can_be_seen_every_day_it_is_exact(given_):
    """With room for everybody on every working day the best there is is proved."""
    of, staffed, _ = given_
    ample = of.replace(carers=[carer()])
    best = fewest_late(to_instance(ample), staffed, len(of.seniors), of.days)
    assert seniors_late(ample) == best


@settings(deadline=None, derandomize=True, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_no_plan_betters_a_proof(rng):
    """Skills, pairs, windows and limits: a plan has no fewer days late than proved."""
    of = invented(rng)
    instance = to_instance(of)
    plan = solve(of, time_limit=0.1).plan
    late = kpis(of, plan).late_days
    for count, _ in enumerate(Tag, start=1):
        mine = instance.urgency < count
        standing = int(instance.unavoidable[mine].sum())
        had = sum(late[tag] for tag in list(Tag)[:count])
        assert days_late(of, count) <= had - standing


@pytest.mark.parametrize("factor", [0.0, 0.5, 0.999999, 1.0, 1.000001, 3.0, -1.0])
def test_spoilt_duals_still_prove_something_true(factor):
    """Whatever the prices, what they prove lies at or below the true least cost."""
    programme = Programme()
    x = programme.add_variables(np.array([1.0, 2.0]), needed=5.0)
    rows = np.array([0, 0, 1])
    columns = np.array([x[0], x[1], x[0]])
    low, high = np.array([3.0, -np.inf]), np.array([np.inf, 1.0])
    programme.add_rows(rows, columns, 1.0, low, high)
    answer = programme.solve_relaxed(SECONDS)
    assert answer.objective == pytest.approx(5.0)
    assert programme.proved(answer.duals * factor) <= 5.0 + 1e-9
    assert programme.proved(answer.duals) == pytest.approx(5.0)
