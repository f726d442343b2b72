"""Key figures, each beside its calculation by hand."""

from datetime import date

import pytest
from builders import (
    MONDAY,
    SUNDAY,
    carer,
    day,
    plan,
    problem,
    record,
    roster,
    route,
    senior,
    stop,
    travel,
)

from scheduler.check.kpis import kpis
from scheduler.domain.words import Tag


def figures(world, *routes, **changes):
    """Return the key figures of a plan of these routes."""
    return kpis(world, plan(*routes, of=world, **changes))


def visit(person, offset=0, carer_id="C1", start="09:00"):
    """Return a route of one visit."""
    return route(stop(person.senior_id, start), on=day(offset), carer_id=carer_id)


RED = senior("R", tag="red")
GREEN = senior("G", tag="green")


def test_a_plan_of_nothing_for_nobody():
    """No seniors: nothing done, nothing late, everything on time."""
    found = figures(problem([], []))
    assert found.visits == found.carers_used == found.new_faces == 0
    assert found.travel_minutes == found.service_minutes == 0.0
    assert found.late_days == dict.fromkeys(Tag, 0)
    assert found.on_time_share == dict.fromkeys(Tag, 1.0)
    assert found.overdue_now == 0
    assert found.bound is None


def test_one_visit_on_time():
    """15 minutes there, 60 s out and 60 s home."""
    found = figures(problem([GREEN]), visit(GREEN))
    assert (found.visits, found.carers_used, found.new_faces) == (1, 1, 1)
    assert (found.service_minutes, found.travel_minutes) == (15.0, 2.0)
    assert found.on_time_share[Tag.GREEN] == 1.0


def test_a_two_person_visit_counts_once_but_its_minutes_add_up():
    """One visit, 2 x 15 minutes, 2 x 120 s on the way, two faces, two carers."""
    person = senior("G", carers_needed=2)
    world = problem([person], [carer("C1"), carer("C2")])
    found = figures(world, visit(person), visit(person, carer_id="C2"))
    assert (found.visits, found.carers_used, found.new_faces) == (1, 2, 2)
    assert (found.service_minutes, found.travel_minutes) == (30.0, 4.0)
    assert found.on_time_share[Tag.GREEN] == 1.0


def test_days_late_of_visits_and_of_turns_still_open():
    """Red due on day 0, visited on day 2 and day 6, planned to day 9.

    2 late, then due on day 5: 1 late, then due on day 9: open, counted as day 10,
    1 late. On time: none of 2 visits and 1 open turn.
    """
    world = problem([RED], days=10)
    found = figures(world, visit(RED, 2), visit(RED, 6))
    assert found.late_days == {Tag.RED: 4, Tag.ORANGE: 0, Tag.GREEN: 0}
    assert found.on_time_share[Tag.RED] == 0.0


def test_a_turn_due_after_the_last_day_is_not_owed():
    """Red on day 0, due again on day 3: planned to day 2 nothing is open."""
    found = figures(problem([RED], days=3), visit(RED))
    assert found.late_days[Tag.RED] == 0
    assert found.on_time_share[Tag.RED] == 1.0


def test_a_turn_due_on_the_last_day_is_owed():
    """Red on day 0, due on day 3, the last: 1 day late, 1 of 2 on time."""
    found = figures(problem([RED], days=4), visit(RED))
    assert found.late_days[Tag.RED] == 1
    assert found.on_time_share[Tag.RED] == 0.5


def test_a_senior_never_visited_is_late_until_the_end():
    """Green, seen on day -10, due on day -3, planned to day 1: counted as day 2, 5."""
    world = problem([senior("G", last_visit=day(-10))], days=2)
    found = figures(world)
    assert found.late_days[Tag.GREEN] == 5
    assert found.on_time_share[Tag.GREEN] == 0.0
    assert found.overdue_now == 1


def test_shares_are_counted_by_tag():
    """Of two reds one is visited on day 0, of two greens both: 1/2 and 1."""
    reds = [senior("R1", tag="red"), senior("R2", tag="red")]
    greens = [senior("G1"), senior("G2")]
    world = problem([*reds, *greens])
    routes = [
        visit(person, start=f"{9 + hour}:00")
        for hour, person in enumerate([reds[0], *greens])
    ]
    found = figures(world, *routes)
    assert found.on_time_share == {Tag.RED: 0.5, Tag.ORANGE: 1.0, Tag.GREEN: 1.0}


def test_due_before_the_first_day_is_overdue_now():
    """Due yesterday is overdue, due on the first day is not, never seen is not."""
    people = [
        senior("S1", last_visit=day(-8)),
        senior("S2", last_visit=day(-7)),
        senior("S3"),
        senior("S4", status="hospital", status_until=SUNDAY),
        senior("S5", status="hospital", last_visit=day(-30)),
    ]
    assert figures(problem(people)).overdue_now == 2  # S1 and S4


def test_a_paused_senior_owes_nothing():
    """Last seen a year ago, in hospital with an open end: not late, not overdue."""
    world = problem([senior("G", status="hospital", last_visit=day(-365))], days=14)
    found = figures(world)
    assert found.late_days[Tag.GREEN] == found.overdue_now == 0
    assert found.on_time_share[Tag.GREEN] == 1.0


def test_a_pause_that_ends_within_the_plan_is_due_that_day():
    """Discharged on day 2, visited on day 3: 1 late."""
    person = senior("G", status="hospital", status_until=day(2))
    found = figures(problem([person], days=4), visit(person, 3))
    assert found.late_days[Tag.GREEN] == 1


def test_lateness_runs_over_new_year():
    """Red seen on 28 December, due on the 31st, visited on 2 January: 2 late."""
    person = senior("R", tag="red", last_visit=date(2026, 12, 28))
    world = problem([person], first_day=date(2026, 12, 30), days=4)
    found = figures(world, route(stop("R"), on=date(2027, 1, 2)))
    assert found.late_days[Tag.RED] == 2


@pytest.mark.parametrize(("met", "faces"), [(-28, 0), (-29, 1), (-1, 0)])
def test_a_face_is_new_after_more_than_28_days(met, faces):
    """Met exactly 28 days before the visit is known, 29 is new."""
    history = [record("G", day(met))]
    found = figures(problem([GREEN], records=history), visit(GREEN))
    assert found.new_faces == faces


def test_a_visit_of_the_same_day_is_not_before_it():
    """A record dated on the day of the visit introduces nobody."""
    world = problem([RED], records=[record("R", day(2))], days=3)
    assert figures(world, visit(RED, 2)).new_faces == 1


def test_only_valid_visits_make_a_face_known():
    """A phone call introduces nobody."""
    history = [record("G", outcome="phone")]
    found = figures(problem([GREEN], records=history), visit(GREEN))
    assert found.new_faces == 1


def test_a_face_met_in_the_plan_is_known_from_then_on():
    """C1 twice and C2 once: two new faces."""
    world = problem([RED], [carer("C1"), carer("C2")], days=7)
    found = figures(world, visit(RED, 0), visit(RED, 3), visit(RED, 6, carer_id="C2"))
    assert found.new_faces == 2


def test_a_face_is_new_to_each_senior():
    """C1 knows G, not R."""
    world = problem([GREEN, RED], records=[record("G")])
    assert figures(world, visit(GREEN), visit(RED, start="10:00")).new_faces == 1


def test_travel_is_measured_by_the_table_not_by_the_plan():
    """The plan says 5 and 10 seconds, the table 120."""
    short = route(stop(travel_seconds=5), travel_seconds=10)
    assert figures(problem(), short).travel_minutes == 2.0


def test_an_unknown_senior_is_skipped_and_the_way_taken_as_stated():
    """S1 then S9: out 60 by the table, then 7 and home 8 as stated, 75 s: 1.2 min."""
    odd = route(
        stop("S1", "09:00"), stop("S9", "09:16", travel_seconds=7), travel_seconds=75
    )
    found = figures(problem(), odd)
    assert (found.visits, found.service_minutes) == (1, 15.0)
    assert found.travel_minutes == 1.2


def test_an_unknown_carers_way_is_taken_as_stated():
    """Nobody knows how C9 travels: 120 s as stated."""
    found = figures(problem(), route(stop(), carer_id="C9"))
    assert (found.carers_used, found.travel_minutes) == (1, 2.0)


def test_minutes_are_rounded_to_a_tenth():
    """15 min 2 s there are 15.0; 2 x 50 s on the way are 1.7."""
    world = problem(travel=travel([senior()], [carer()], seconds=50))
    found = figures(world, route(stop(end=9 * 3600 + 902)))
    assert (found.service_minutes, found.travel_minutes) == (15.0, 1.7)


def test_shares_keep_their_full_precision():
    """One of three."""
    people = [senior(f"S{n}") for n in range(3)]
    found = figures(problem(people), visit(people[0]))
    assert found.on_time_share[Tag.GREEN] == 1 / 3


def test_visits_outside_the_planned_days_do_not_count():
    """A visit on the day after the last."""
    found = figures(problem([GREEN], roster=roster()), visit(GREEN, 1))
    assert (found.visits, found.travel_minutes) == (0, 0.0)
    assert found.late_days[Tag.GREEN] == 1


def test_the_plans_own_days_count():
    """The same visits in a plan of 4 days owe a red turn, in one of 3 they do not."""
    world = problem([RED])
    three, four = (
        kpis(world, plan(visit(RED), first_day=MONDAY, days=days)) for days in (3, 4)
    )
    assert three.late_days[Tag.RED] == 0
    assert four.late_days[Tag.RED] == 1


def test_a_new_tag_dates_the_turn_anew():
    """Seen on day -4 as green, red today: due on day -1, visited on day 0, 1 late."""
    person = senior("R", tag="red", last_visit=day(-4))
    assert figures(problem([person]), visit(person)).late_days[Tag.RED] == 1
