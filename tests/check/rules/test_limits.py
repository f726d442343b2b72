"""What a carer may do in a day and in a week. A visit of 15 takes 17 minutes out."""

import pytest
from builders import MONDAY, carer, day, problem, record, route, senior, stop
from verdict import broken, verdict

from scheduler.domain.times import parse_time


def world(days=1, records=(), first_day=MONDAY, **limits):
    """Return a problem of two seniors and a carer with limits."""
    people = [senior("S1"), senior("S2")]
    return problem(
        people, [carer(**limits)], records=records, days=days, first_day=first_day
    )


BOTH = route(stop("S1", "09:00"), stop("S2", "09:16"))
"""From 08:59 to 09:32: 33 minutes."""


def test_as_many_visits_as_the_daily_limit():
    """Two of two."""
    assert verdict(world(max_visits_per_day=2), BOTH) == []


def test_one_visit_more_than_the_daily_limit():
    """Two of one, in one route or in two."""
    apart = route(stop("S1", "09:00")), route(stop("S2", "15:00"))
    assert verdict(world(max_visits_per_day=1), BOTH) == [("too_many_visits", 1)]
    assert verdict(world(max_visits_per_day=1), *apart) == [("too_many_visits", 1)]


def test_the_daily_limit_begins_anew_each_day():
    """One on Monday, one on Tuesday."""
    apart = route(stop("S1")), route(stop("S2"), on=day(1))
    assert verdict(world(days=2, max_visits_per_day=1), *apart) == []


def test_a_limit_of_nothing_lets_nobody_out():
    """0 is a limit, an empty cell is none."""
    found = verdict(world(max_visits_per_day=0), BOTH)
    assert found == [("too_many_visits", 2)]


def test_as_many_minutes_as_the_weekly_limit():
    """33 of 33: travel, visits and waiting."""
    assert verdict(world(max_minutes_per_week=33), BOTH) == []


def test_a_second_more_than_the_weekly_limit():
    """33 minutes and a second of 33."""
    slow = BOTH.replace(back=BOTH.back + 1)
    [violation] = broken(world(max_minutes_per_week=33), slow)
    assert violation.rule == "too_many_minutes"
    assert violation.amount == pytest.approx(1 / 60)


def test_waiting_counts_as_work():
    """Leaving 10 minutes earlier costs 10 minutes."""
    early = BOTH.replace(leave=parse_time("08:49"))
    assert verdict(world(max_minutes_per_week=42), early) == [("too_many_minutes", 1)]
    assert verdict(world(max_minutes_per_week=43), early) == []


def test_all_routes_of_a_week_add_up():
    """17 minutes on Monday and 17 on Sunday."""
    apart = route(stop("S1")), route(stop("S2"), on=day(6))
    assert verdict(world(days=7, max_minutes_per_week=34), *apart) == []
    found = verdict(world(days=7, max_minutes_per_week=33), *apart)
    assert found == [("too_many_minutes", 1)]


def test_a_week_begins_on_monday():
    """17 minutes on Sunday and 17 on Monday are two weeks."""
    apart = route(stop("S1"), on=day(6)), route(stop("S2"), on=day(7))
    assert verdict(world(days=8, max_minutes_per_week=17), *apart) == []


def test_a_week_runs_over_new_year():
    """Thursday 31 December and Friday 1 January belong together."""
    first = MONDAY.replace(month=12, day=31)
    new_year = first.replace(year=2027, month=1, day=1)
    apart = (
        route(stop("S1", due=first), on=first),
        route(stop("S2", due=first), on=new_year),
    )
    short, enough = (
        world(days=2, first_day=first, max_minutes_per_week=m) for m in (33, 34)
    )
    assert verdict(short, *apart) == [("too_many_minutes", 1)]
    assert verdict(enough, *apart) == []


LATER = route(
    stop("S1", "09:00", due=day(1)), stop("S2", "09:16", due=day(1)), on=day(1)
)
"""The same 33 minutes in a plan that begins on Tuesday."""


@pytest.mark.parametrize(
    ("row", "minutes"),
    [
        ({"minutes": 10}, 10),
        ({"minutes": 10, "outcome": "phone"}, 10),
        ({"minutes": 0}, 0),
        ({"minutes": None}, 15),
        ({"minutes": None, "outcome": "partial"}, 15),
        ({"minutes": None, "outcome": "no_answer"}, 0),
        ({"minutes": 10, "on": day(-1)}, 0),
        ({"minutes": 10, "carer_id": "C2"}, 0),
    ],
)
def test_recorded_minutes_of_the_week_count_as_worked(row, minutes):
    """Noted minutes of any outcome; for a valid visit without them the visit's own.

    Last week's do not count, nor do a colleague's. The record is of a third senior.
    """
    people = [senior("S1"), senior("S2"), senior("S3", status="away")]
    history = [record("S3", **({"on": MONDAY} | row))]
    exact, short = (
        problem(
            people,
            [carer(max_minutes_per_week=33 + minutes - less)],
            records=history,
            first_day=day(1),
        )
        for less in (0, 1)
    )
    assert verdict(exact, LATER) == []
    assert verdict(short, LATER) == [("too_many_minutes", 1)]


def test_each_carer_of_a_two_person_visit_has_a_row():
    """One recorded visit of two: 15 minutes for C1, not 30."""
    people = [senior("S1"), senior("S2"), senior("S3", status="away")]
    history = [record("S3", MONDAY, c, minutes=15) for c in ("C1", "C2")]
    team = [carer("C1", max_minutes_per_week=48), carer("C2")]
    both = problem(people, team, records=history, first_day=day(1))
    assert verdict(both, LATER) == []
