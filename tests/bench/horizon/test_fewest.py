"""The fewest visits with which nobody would be late."""

import pytest
from builders import day, problem, senior

from scheduler.bench.horizon.fewest import fewest_visits


@pytest.mark.parametrize(
    ("last", "days", "visits"),
    [(-7, 1, 1), (-7, 7, 1), (-7, 8, 2), (-6, 1, 0), (-30, 8, 2), (-1, 21, 3)],
)
def test_the_fewest_visits_are_one_an_interval(last, days, visits):
    """A green is due seven days after the last visit; the overdue at once."""
    world = problem([senior(last_visit=day(last))], days=days)
    assert fewest_visits(world) == visits


def test_a_pause_demands_nothing_before_it_ends():
    """At home again on the fifth day, due that day."""
    person = senior(last_visit=day(-7), status="away", status_until=day(4))
    assert fewest_visits(problem([person], days=4)) == 0
    assert fewest_visits(problem([person], days=5)) == 1
