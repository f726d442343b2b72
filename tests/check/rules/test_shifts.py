"""Routes inside shifts. The way out and the way home take 60 seconds each."""

import pytest
from builders import MONDAY, carer, problem, roster, route, stop
from verdict import broken, verdict

from scheduler.domain.roster import RosterRow
from scheduler.domain.times import parse_time

TIGHT = problem(roster=roster(hours="09:00-09:17"))
"""A shift that one visit fills: out 09:00, there 09:01, end 09:16, back 09:17."""


def test_a_route_may_fill_its_shift():
    """From the first second of the shift to the last."""
    assert verdict(TIGHT, route(stop(start="09:01"))) == []


def test_leaving_a_second_before_the_shift():
    """The stop itself is inside."""
    early = route(stop(start="09:01"), leave=parse_time("08:59:59"))
    assert verdict(TIGHT, early) == [("outside_shift", 1)]


def test_coming_back_a_second_after_the_shift():
    """The stop itself is inside."""
    late = route(stop(start="09:01"), back=parse_time("09:17:01"))
    assert verdict(TIGHT, late) == [("home_late", 1)]


def test_a_stated_return_that_cannot_be_is_not_believed():
    """Ends at 09:16:01, says back at 09:17: it takes until 09:17:01."""
    late = route(stop(start="09:01:01"), back=parse_time("09:17"))
    assert verdict(TIGHT, late) == [("travel_too_fast", 1), ("home_late", 1)]


def test_a_stop_that_ends_a_second_after_the_shift():
    """09:01 to 09:16 in a shift until 09:15:59, and a minute home."""
    short = problem(roster=roster(hours="09:00-09:15:59"))
    [stop_out, home] = broken(short, route(stop(start="09:01")))
    assert (stop_out.rule, stop_out.amount) == ("outside_shift", 1)
    assert stop_out.senior_id == "S1"
    assert (home.rule, home.amount) == ("home_late", 61)


def test_a_stop_entered_a_second_before_the_shift():
    """There at 09:00:59 in a shift from 09:01, having left a minute before."""
    later = problem(roster=roster(hours="09:01-10:00"))
    [way, stop_out] = broken(later, route(stop(start="09:00:59")))
    assert (way.rule, way.amount, way.senior_id) == ("outside_shift", 61, None)
    assert (stop_out.rule, stop_out.amount) == ("outside_shift", 1)
    assert stop_out.senior_id == "S1"


def test_the_roster_counts_not_the_shift_a_plan_states():
    """A plan may state a longer shift, the work must fit the real one."""
    stated = route(stop(start="09:01"), shift="06:00-20:00")
    assert verdict(TIGHT, stated) == []
    assert verdict(TIGHT, stated.replace(back=parse_time("09:17:01"))) != []


def test_a_break_splits_the_day():
    """A route may lie in either half, not across the break from 11 to 14."""
    halves = problem(roster=roster(hours="08:00-11:00;14:00-18:00"))
    assert verdict(halves, route(stop(start="10:00"))) == []
    assert verdict(halves, route(stop(start="15:00"))) == []
    across = route(stop(start="10:00"), back=parse_time("15:00"))
    assert verdict(halves, across) == [("home_late", 4 * 3600)]


def test_touching_shifts_are_not_joined():
    """Each shift starts and ends at the base."""
    halves = problem(roster=roster(hours="08:00-09:10;09:10-18:00"))
    rules = {rule for rule, _ in verdict(halves, route(stop(start="09:00")))}
    assert rules == {"outside_shift", "home_late"}


def test_overlapping_shifts_each_count_whole():
    """A route inside the second of two overlapping shifts is inside a shift."""
    both = problem(roster=roster(hours="08:00-10:00;09:30-12:00"))
    route_in_second = route(stop(start="09:50"), leave=parse_time("09:30"))
    assert verdict(both, route_in_second) == []


def test_a_day_without_a_shift():
    """The roster has Tuesdays only."""
    tuesdays = problem(roster=roster(days=["tue"]))
    [violation] = broken(tuesdays, route(stop()))
    assert (violation.rule, violation.carer_id) == ("off_duty", "C1")
    assert violation.amount == 17 * 60


@pytest.mark.parametrize(("until", "found"), [("08:59", []), ("08:59:01", 1)])
def test_leave_is_no_shift(until, found):
    """Leave until the second of departure is fine, a second longer is not."""
    away = RosterRow(carer_id="C1", day=MONDAY, start="08:00", end=until, kind="leave")
    world = problem(carers=[carer()], roster=(*roster(), away))
    assert verdict(world, route(stop())) == (found and [("outside_shift", found)])
