"""Times of one stop. Windows are 08:30-11:30 and 14:00-17:30 unless a senior's own."""

import pytest
from builders import problem, route, senior, stop
from verdict import broken, verdict

from scheduler.domain.policy import Community, Policy
from scheduler.domain.times import parse_time


@pytest.mark.parametrize("start", ["08:30", "11:15", "14:00", "17:15"])
def test_a_visit_may_fill_a_window_to_its_ends(start):
    """15 minutes from the first or to the last second of either window."""
    assert verdict(problem(), route(stop(start=start))) == []


@pytest.mark.parametrize("start", ["08:29:59", "11:15:01", "13:59:59", "17:15:01"])
def test_a_visit_one_second_outside_its_window(start):
    """Too early or too late by a second, morning or afternoon."""
    assert verdict(problem(), route(stop(start=start))) == [("outside_window", 1)]


def test_the_sentence_about_a_window_names_all_of_them():
    """Who is told that a time is wrong is told which are right."""
    [violation] = broken(problem(), route(stop(start="08:29:59")))
    assert violation.says.zh.endswith("：08:30-11:30、14:00-17:30。")


def test_a_visit_does_not_run_over_the_gap_between_two_windows():
    """Begun in one window and ended in the next: 11:20 to 14:10 lies in neither."""
    long = stop(start="11:20", minutes=170)
    assert verdict(problem(), route(long)) == [("outside_window", 160 * 60)]


def test_touching_windows_are_two():
    """A visit lies inside one window, also where another begins at its end."""
    world = problem([senior(windows=("09:00-10:00", "10:00-11:00"))])
    assert verdict(world, route(stop(start="09:45"))) == []
    assert verdict(world, route(stop(start="09:45:01"))) == [("outside_window", 1)]


def test_own_windows_replace_the_visiting_hours():
    """A senior who sleeps late is not visited at nine."""
    world = problem([senior(windows=("10:00-11:00",))])
    assert verdict(world, route(stop(start="10:00"))) == []
    assert verdict(world, route(stop(start="09:59:59"))) == [("outside_window", 1)]


def test_without_any_window_no_visit_is_inside_one():
    """A community without visiting hours: the whole visit is outside."""
    world = problem(policy=Policy(community=Community(visiting_hours=())))
    [violation] = broken(world, route(stop()))
    assert (violation.rule, violation.amount) == ("outside_window", 15 * 60)
    assert violation.says.zh.endswith("：无。")


def test_a_visit_as_long_as_needed_or_longer_is_long_enough():
    """15 minutes to the second, and 20."""
    assert verdict(problem(), route(stop(minutes=15))) == []
    assert verdict(problem(), route(stop(minutes=20))) == []


def test_a_visit_one_second_too_short():
    """The sentence says when it would be long enough."""
    end = parse_time("09:14:59")
    [violation] = broken(problem(), route(stop(end=end)))
    assert (violation.rule, violation.amount) == ("too_short", 1)
    assert "09:15:00" in violation.says.zh


def test_the_seniors_own_minutes_count():
    """A visit of 15 minutes is a minute short for a senior who needs 16."""
    world = problem([senior(visit_minutes=16)])
    assert verdict(world, route(stop(minutes=15))) == [("too_short", 60)]


def test_a_visit_that_ends_before_it_starts():
    """Short by its whole length and more."""
    end = parse_time("08:59")
    assert ("too_short", 16 * 60) in verdict(problem(), route(stop(end=end)))


def test_a_visit_may_start_on_arrival_or_later():
    """Waiting at the door is allowed."""
    assert verdict(problem(), route(stop(arrive=parse_time("09:00")))) == []
    assert verdict(problem(), route(stop(arrive=parse_time("08:40")))) == []


def test_a_visit_that_starts_a_second_before_arrival():
    """Nobody is there yet."""
    late = stop(arrive=parse_time("09:00:01"))
    assert verdict(problem(), route(late)) == [("starts_before_arrival", 1)]
