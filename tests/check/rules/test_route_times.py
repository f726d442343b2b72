"""Times along a route. Every leg takes 60 seconds."""

import pytest
from builders import carer, problem, roster, route, senior, stop
from verdict import broken, verdict

from scheduler.domain.times import parse_time

TWO = problem([senior("S1"), senior("S2")])
"""Two seniors, one carer."""

FIRST = stop("S1", "09:00")
"""From 09:00 to 09:15."""


def test_stops_may_follow_each_other_by_the_travel_time():
    """60 seconds after the end of one the next may be entered."""
    assert verdict(TWO, route(FIRST, stop("S2", "09:16"))) == []


def test_a_carer_who_arrives_a_second_too_early():
    """59 seconds for a leg of 60; the sentence names the right time."""
    [violation] = broken(TWO, route(FIRST, stop("S2", "09:15:59")))
    assert (violation.rule, violation.amount) == ("travel_too_fast", 1)
    assert violation.senior_id == "S2"
    assert "路上需要 60 秒，少了 1 秒；应不早于 09:16:00" in violation.says.zh


def test_the_way_out_takes_its_time():
    """Leaving 59 seconds before the first arrival is a second too late."""
    late = route(FIRST, leave=parse_time("08:59:01"))
    assert verdict(problem(), late) == [("travel_too_fast", 1)]


def test_the_way_home_takes_its_time():
    """Back 59 seconds after the last end; it concerns no senior."""
    [violation] = broken(problem(), route(stop(), back=parse_time("09:15:59")))
    assert (violation.rule, violation.amount) == ("travel_too_fast", 1)
    assert violation.senior_id is None
    assert "09:16:00" in violation.says.en


def test_a_carer_may_dawdle():
    """Leaving early, waiting, and coming back late within the shift are allowed."""
    slow = route(stop(), leave=parse_time("08:10"), back=parse_time("12:00"))
    assert verdict(problem(), slow) == []


def test_what_the_plan_says_about_travel_is_not_believed():
    """A stated leg of 10 seconds does not make the way any shorter."""
    near = stop("S2", "09:15:10", travel_seconds=10)
    rules = [rule for rule, _ in verdict(TWO, route(FIRST, near))]
    assert rules == ["travel_too_fast", "misstated", "misstated"]


def test_an_empty_route_cannot_end_before_it_begins():
    """Nobody visited, nothing wrong; back a second before leaving is."""
    idle = {"leave": parse_time("09:00")}
    good = route(carer_id="C1", back=parse_time("09:00"), **idle)
    bad = route(carer_id="C1", back=parse_time("08:59:59"), **idle)
    nobody = problem([])
    assert verdict(nobody, good) == []
    assert verdict(nobody, bad) == [("travel_too_fast", 1)]


def test_stops_stand_in_the_order_of_time():
    """Two stops the wrong way round: out of order, and impossible to walk."""
    turned = route(
        stop("S2", "09:16"), FIRST, leave=parse_time("08:59"), back=parse_time("09:40")
    )
    rules = [rule for rule, _ in verdict(TWO, turned)]
    assert rules == ["stop_order", "travel_too_fast"]


def test_stops_out_of_order_by_a_second():
    """The second starts a second before the first."""
    together = route(FIRST, stop("S2", "08:59:59"))
    assert ("stop_order", 1) in verdict(TWO, together)


def test_stops_at_one_start_are_in_order():
    """Impossible to walk, but neither stands before the other."""
    rules = [rule for rule, _ in verdict(TWO, route(FIRST, stop("S2", "09:00")))]
    assert rules == ["travel_too_fast"]


@pytest.mark.parametrize("hours", ["08:00-18:00", "08:00-09:20;09:20-18:00"])
def test_a_carer_may_run_two_routes_one_after_the_other(hours):
    """In one shift or in two: the second leaves when the first is back, 09:16."""
    world = TWO.replace(roster=roster(hours=hours))
    first = route(FIRST)
    assert verdict(world, first, route(stop("S2", "09:21"))) == []


def test_no_travel_is_owed_between_two_routes():
    """Back at 09:16:00, out again in the same second."""
    again = route(stop("S2", "09:17"))
    assert again.leave == route(FIRST).back
    assert verdict(TWO, route(FIRST), again) == []


def test_a_carer_who_leaves_again_a_second_before_being_back():
    """Two routes that overlap by one second."""
    again = route(stop("S2", "09:16:59"))
    assert verdict(TWO, route(FIRST), again) == [("two_places", 1)]


def test_a_short_route_inside_a_long_one_is_found():
    """The third route overlaps the first, though not the second."""
    world = problem([senior("S1"), senior("S2"), senior("S3")])
    long = route(FIRST, back=parse_time("11:00"))
    short, later = route(stop("S2", "09:30")), route(stop("S3", "10:00"))
    found = verdict(world, long, short, later)
    assert found == [("two_places", 17 * 60), ("two_places", 17 * 60)]


def test_two_carers_may_be_out_at_the_same_time():
    """Only one and the same carer cannot be in two places."""
    world = problem(TWO.seniors, [carer("C1"), carer("C2")])
    other = route(stop("S2", "09:00"), carer_id="C2")
    assert verdict(world, route(FIRST), other) == []
