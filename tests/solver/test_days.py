"""The choice of days: on time, early rather than late, red first, within the room."""

import numpy as np
import pytest
from builders import carer, day, problem, roster, senior
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import invented

from scheduler.domain.words import Tag
from scheduler.solver.arrays import to_instance
from scheduler.solver.days import choose_days, least_late_cost

SECONDS = 5.0


def chosen(of, travel_guess=60.0):
    """Return the days on which each senior is visited."""
    table = choose_days(to_instance(of), travel_guess, SECONDS)
    assert table is not None
    return [np.nonzero(row)[0].tolist() for row in table]


def test_every_interval_has_its_visit():
    """A red senior is visited on days 0, 3, 6: due at once, then every third day."""
    assert chosen(problem([senior(tag="red")], days=9)) == [[0, 3, 6]]


def test_nobody_is_visited_before_it_is_needed():
    """Due on day 4 is visited on day 4."""
    assert chosen(problem([senior(last_visit=day(-3))], days=6)) == [[4]]


def test_early_rather_than_late():
    """No staff on the due day or later: the last day with staff before it."""
    of = problem([senior(last_visit=day(-3))], roster=roster(days=[day(0), day(3)]))
    assert chosen(of.replace(days=6)) == [[3]]


def test_red_before_the_rest():
    """One visit a day, three due at once: red, orange, green."""
    seniors = [senior("S1", "green"), senior("S2", "red"), senior("S3", "orange")]
    of = problem(seniors, [carer(max_visits_per_day=1)], days=3)
    assert chosen(of) == [[2], [0], [1]]


def test_the_smallest_gap_is_kept():
    """A second visit is never so near that it would not be allowed."""
    of = problem([senior(status="away", status_until=day(2))], days=5)
    (days,) = chosen(of)
    assert days == [2]


def test_a_shift_is_not_overfilled():
    """Three hours hold hardly three visits of an hour: the other three wait."""
    seniors = [senior(f"S{n}", visit_minutes=60) for n in range(6)]
    windows = problem().policy.community.visiting_hours
    of = problem(seniors, roster=roster(hours=str(windows[0])), days=3)
    assert sorted(on for days in chosen(of) for on in days) == [0, 0, 0, 1, 1, 1]


def test_two_carers_take_two_places():
    """Two shifts that hold one visit each hold one two-person visit."""
    seniors = [senior(f"S{n}", carers_needed=2, tag="red") for n in range(2)]
    carers = [carer(f"C{n}", max_visits_per_day=1) for n in range(2)]
    days = chosen(problem(seniors, carers, days=2))
    assert sorted(on for row in days for on in row) == [0, 1]


def test_a_weekly_limit_is_kept():
    """Forty minutes a week are two visits, a visit and its way taking 20."""
    seniors = [senior(f"S{n}", "red") for n in range(4)]
    of = problem(seniors, [carer(max_minutes_per_week=45)], days=3)
    assert sum(map(len, chosen(of))) == 2


def test_nobody_who_may_be_visited():
    """The paused are given no day."""
    assert chosen(problem([senior(status="hospital")], days=3)) == [[]]


def test_nobody_who_could_be_visited():
    """Where no visit is possible and none is due, no day is chosen."""
    person = senior(windows=["09:00-09:05"], last_visit=day(-1))
    assert chosen(problem([person], days=3)) == [[]]


def test_out_of_time_chooses_nothing():
    """A choice that was not finished is None."""
    seniors = [senior(f"S{n:03}", last_visit=day(-n % 7)) for n in range(100)]
    of = problem(seniors, [carer(max_visits_per_day=9)], days=28)
    assert choose_days(to_instance(of), 60.0, 1e-9) is None
    assert least_late_cost(to_instance(of), 3, 1e-9) is None


def test_less_urgent_seniors_do_not_count_for_the_more_urgent():
    """What green seniors wait costs nothing while only red ones are looked at."""
    seniors = [senior("S1", "green"), senior("S2", "red")]
    instance = to_instance(problem(seniors, carers=[], days=2))
    costs = [least_late_cost(instance, count, SECONDS) for count in (1, 2, 3)]
    assert costs == pytest.approx([2e6, 2e6, 2e6 + 2e4])


@settings(deadline=None, derandomize=True, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_more_urgencies_never_cost_less(rng):
    """Nobody's lateness can pay for another's."""
    instance = to_instance(invented(rng))
    costs = [least_late_cost(instance, count, SECONDS) for count in range(1, len(Tag))]
    assert costs == sorted(costs)
