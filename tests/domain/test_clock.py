"""The interval clock, case by case. Green: interval 7, gap 3; orange 5, 2; red 3, 1."""

from datetime import date, timedelta

import pytest
from builders import MONDAY, SUNDAY, day, problem, record, senior
from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain import clock
from scheduler.domain.clock import Turn
from scheduler.domain.policy import DEFAULT_TAGS, TagRule
from scheduler.domain.words import Outcome, Tag

GREEN = DEFAULT_TAGS[Tag.GREEN]


def turn_of(person, *records, **changes):
    """Return the senior's first turn in a problem with these records."""
    world = problem([person], records=records, **changes)
    return world.first_turns.get(person.senior_id)


def test_without_history_a_senior_is_due_on_the_first_day():
    """Nobody knows a last visit: visit on the first day, on time."""
    assert turn_of(senior()) == Turn(opens=MONDAY, due=MONDAY)


def test_due_is_last_visit_plus_interval():
    """A green senior noted as visited yesterday is due 7 days after that."""
    turn = turn_of(senior(last_visit=SUNDAY))
    assert turn == Turn(opens=day(2), due=day(6))


@pytest.mark.parametrize(("tag", "due"), [("red", 2), ("orange", 4), ("green", 6)])
def test_each_tag_has_its_interval(tag, due):
    """Red, orange and green seen yesterday are due in 3, 5 and 7 days."""
    assert turn_of(senior(tag=tag, last_visit=SUNDAY)).due == day(due)


@pytest.mark.parametrize(
    ("noted", "recorded", "due"), [(-5, -2, 5), (-2, -5, 5), (-2, -2, 5)]
)
def test_the_later_of_both_files_counts(noted, recorded, due):
    """With history in seniors.csv and visits.csv the later visit sets the clock."""
    person = senior(last_visit=day(noted))
    assert turn_of(person, record(on=day(recorded))).due == day(due)


def test_the_latest_record_counts_in_any_order():
    """Of several records the latest valid one sets the clock."""
    records = [record(on=day(-3)), record(on=day(-1)), record(on=day(-6))]
    assert turn_of(senior(), *records).due == day(6)


@pytest.mark.parametrize("outcome", [Outcome.COMPLETED, Outcome.PARTIAL])
def test_a_valid_visit_resets_the_clock(outcome):
    """A complete or partial visit yesterday starts a new interval."""
    person = senior(last_visit=day(-7))
    assert turn_of(person, record(outcome=outcome)).due == day(6)


@pytest.mark.parametrize("outcome", [o for o in Outcome if not o.is_valid])
def test_other_outcomes_leave_the_clock_alone(outcome):
    """A phone call, no answer, refusal, absence or missed visit resets nothing."""
    person = senior(last_visit=day(-7))
    assert turn_of(person, record(outcome=outcome)).due == MONDAY


def test_only_five_outcomes_are_not_valid():
    """The list of outcomes that reset nothing is the contract's."""
    invalid = {outcome.value for outcome in Outcome if not outcome.is_valid}
    assert invalid == {"phone", "no_answer", "refused", "absent", "missed"}


def test_an_overdue_senior_may_be_visited_from_the_first_day():
    """A turn that opened long ago opens on the first planned day; due stays past."""
    turn = turn_of(senior(last_visit=day(-20)))
    assert turn == Turn(opens=MONDAY, due=day(-13))


@pytest.mark.parametrize("status", ["hospital", "away", "suspended"])
def test_a_pause_without_end_has_no_turn(status):
    """Nobody knows when the senior comes back, so nothing is due."""
    assert turn_of(senior(status=status, last_visit=day(-20))) is None


def test_an_ended_senior_has_no_turn_even_with_a_date():
    """Out of the programme is out, whatever else the row says."""
    assert turn_of(senior(status="ended", status_until=MONDAY)) is None


def test_the_day_a_pause_ends_is_the_due_day():
    """Discharged in 4 days after a visit long ago: opens and due that day."""
    person = senior(status="hospital", status_until=day(4), last_visit=day(-20))
    assert turn_of(person) == Turn(opens=day(4), due=day(4))


def test_a_pause_that_ended_before_the_plan_leaves_its_end_as_due_day():
    """Back two days ago and not yet visited: overdue since then."""
    person = senior(status="away", status_until=day(-2), last_visit=day(-20))
    assert turn_of(person) == Turn(opens=MONDAY, due=day(-2))


def test_a_pause_of_a_senior_never_visited_ends_on_the_due_day():
    """Without any history the end of the pause alone counts."""
    person = senior(status="hospital", status_until=day(4))
    assert turn_of(person) == Turn(opens=day(4), due=day(4))


@pytest.mark.parametrize(("until", "opens"), [(0, 2), (1, 2), (2, 2), (3, 3)])
def test_a_short_pause_never_undercuts_the_smallest_gap(until, opens):
    """Seen on Sunday, gap 3: due on Wednesday however early the discharge."""
    person = senior(status="hospital", status_until=day(until), last_visit=SUNDAY)
    assert turn_of(person) == Turn(opens=day(opens), due=day(opens))


@pytest.mark.parametrize("visited", [-4, -3])
def test_a_visit_since_the_pause_ended_makes_the_pause_history(visited):
    """Back four days ago and visited that day or later: the plain interval counts."""
    person = senior(status="hospital", status_until=day(-4), last_visit=day(-20))
    turn = turn_of(person, record(on=day(visited)))
    assert turn.due == day(visited + 7)


def test_a_visit_on_the_eve_of_the_pauses_end_does_not():
    """Visited one day before the pause ended: due by the pause and the gap."""
    person = senior(status="hospital", status_until=day(-4))
    assert turn_of(person, record(on=day(-5))).due == day(-2)


def test_a_failed_visit_since_the_pause_ended_changes_nothing():
    """Nobody opened the door after the discharge: still due on its day."""
    person = senior(status="hospital", status_until=day(-4), last_visit=day(-20))
    assert turn_of(person, record(outcome="no_answer")).due == day(-4)


def test_an_active_senior_ignores_an_old_end_of_pause():
    """Once the status is active again the date beside it means nothing."""
    person = senior(status="active", status_until=day(5), last_visit=SUNDAY)
    assert turn_of(person).due == day(6)


@pytest.mark.parametrize(("tag", "due"), [("red", -1), ("orange", 1), ("green", 3)])
def test_a_new_tag_dates_the_open_turn_anew(tag, due):
    """The same last visit, four days ago, is judged by the tag of today."""
    assert turn_of(senior(tag=tag, last_visit=day(-4))).due == day(due)


@pytest.mark.parametrize(
    ("visited", "due"),
    [
        (date(2026, 11, 28), date(2026, 12, 5)),
        (date(2026, 12, 28), date(2027, 1, 4)),
        (date(2027, 2, 26), date(2027, 3, 5)),
        (date(2028, 2, 26), date(2028, 3, 4)),
    ],
)
def test_months_years_and_leap_days_are_only_days(visited, due):
    """Seven days run over the end of a month, a year, and 29 February."""
    assert clock.next_turn(visited, GREEN).due == due


def test_a_gap_of_nothing_still_means_the_next_day():
    """With min_gap_days 0 two visits on one day stay forbidden."""
    rule = TagRule(interval_days=3, visit_minutes=20, min_gap_days=0)
    assert clock.next_turn(MONDAY, rule).opens == day(1)


@pytest.mark.parametrize(("visited", "late"), [(-1, 0), (0, 0), (1, 1), (9, 9)])
def test_days_late_count_from_the_day_after_the_due_date(visited, late):
    """A visit on the due date is on time, the day after is one late."""
    assert clock.days_late(MONDAY, day(visited)) == late


@pytest.mark.parametrize(("due", "late"), [(8, 0), (7, 0), (6, 1), (5, 2), (-3, 10)])
def test_an_open_turn_counts_as_if_visited_after_the_last_day(due, late):
    """Due on the last day (day 6) and not visited is one day late."""
    assert clock.open_days_late(day(due), day(6)) == late


def test_overdue_days_of_a_year_are_counted():
    """A visit 14 days late over New Year is 14 days late."""
    due, visited = date(2026, 12, 25), date(2027, 1, 8)
    assert clock.days_late(due, visited) == 14


@given(
    tag=st.sampled_from(Tag),
    last=st.none() | st.integers(-60, -1),
    until=st.none() | st.integers(-60, 60),
    status=st.sampled_from(["active", "hospital", "away", "suspended"]),
)
def test_no_turn_opens_before_the_plan_the_gap_or_the_end_of_a_pause(
    tag, last, until, status
):
    """Whatever the history, a turn opens no sooner than all three allow."""
    person = senior(
        tag=tag,
        last_visit=None if last is None else day(last),
        status=status,
        status_until=None if until is None else day(until),
    )
    turn = turn_of(person)
    if turn is None:
        assert status != "active"
        assert until is None
        return
    gap = timedelta(days=DEFAULT_TAGS[tag].min_gap_days)
    assert turn.opens >= MONDAY
    assert last is None or turn.opens >= day(last) + gap
    assert status == "active" or turn.opens >= day(until)
