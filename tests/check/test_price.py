"""The price of a plan, each term beside its calculation by hand."""

from datetime import date

import pytest
from builders import (
    FREE,
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
)

from scheduler.check.price import Price, price
from scheduler.domain.policy import Policy, Weights
from scheduler.domain.times import parse_time
from scheduler.domain.words import Tag


def cost(world, *routes, published=None):
    """Return the price of a plan of these routes."""
    return price(world, plan(*routes, of=world), published)


def visit(person, offset=0, carer_id="C1", start="09:00"):
    """Return a route of one visit."""
    return route(stop(person.senior_id, start), on=day(offset), carer_id=carer_id)


RED = senior("R", tag="red")
GREEN = senior("G", tag="green")


def test_a_plan_of_nothing_for_nobody_costs_nothing():
    """No term has anything to count."""
    assert cost(problem([], [])).total == 0.0


def test_travel_costs_its_seconds():
    """120 s at 1.0, whatever the plan states."""
    assert cost(problem([GREEN]), visit(GREEN)).travel == 120.0
    stated = route(stop("G", travel_seconds=1), travel_seconds=2)
    assert cost(problem([GREEN]), stated).travel == 120.0


def test_a_visit_costs_once_however_many_carers_make_it():
    """Weight 50, one two-person visit: 50, not 100."""
    policy = Policy(weights=Weights(visit=50.0))
    person = senior("G", carers_needed=2)
    world = problem([person], [carer("C1"), carer("C2")], policy=policy)
    both = visit(person), visit(person, carer_id="C2")
    assert cost(world, *both).visit == 50.0


@pytest.mark.parametrize(
    ("visited", "early"), [(0, 300 * 6 / 7), (5, 300 / 7), (6, 0.0), (9, 0.0)]
)
def test_an_early_visit_costs_the_unused_share_of_the_interval(visited, early):
    """Green, seen on Sunday, due on day 6: on day 0 six sevenths are unused."""
    world = problem([senior("G", last_visit=SUNDAY)], days=14)
    assert cost(world, visit(GREEN, visited)).early == pytest.approx(early)


def test_early_is_measured_turn_by_turn():
    """Red on days 0, 1 and 4: 0, 2/3 and 0 of the interval unused."""
    world = problem([RED], days=5)
    routes = [visit(RED, offset) for offset in (0, 1, 4)]
    assert cost(world, *routes).early == pytest.approx(200.0)


def test_a_visit_before_the_end_of_a_pause_is_early_by_its_days():
    """Green, discharged on day 7, visited on day 0: the whole interval."""
    person = senior("G", status="hospital", status_until=day(7))
    assert cost(problem([person], days=8), visit(person)).early == 300.0


def test_continuity_is_paid_for_every_new_face_at_every_visit():
    """Two new carers together: 2 x 600; C1 known: 600."""
    person = senior("G", carers_needed=2)
    team = [carer("C1"), carer("C2")]
    both = visit(person), visit(person, carer_id="C2")
    assert cost(problem([person], team), *both).continuity == 1200.0
    known = problem([person], team, records=[record("G")])
    assert cost(known, *both).continuity == 600.0


def test_continuity_remembers_28_days():
    """Met 28 days ago free, 29 days ago 600."""
    for met, paid in ((-28, 0.0), (-29, 600.0)):
        world = problem([GREEN], records=[record("G", day(met))])
        assert cost(world, visit(GREEN)).continuity == paid


def test_a_visit_without_anybody_preferred_costs():
    """C2 preferred, C1 comes: 300. Nobody named: nothing."""
    team = [carer("C1"), carer("C2")]
    choosy = senior("G", prefer=("C2", "C3"))
    assert cost(problem([choosy], team), visit(GREEN)).prefer == 300.0
    assert cost(problem([choosy], team), visit(GREEN, carer_id="C2")).prefer == 0.0
    assert cost(problem([GREEN], team), visit(GREEN)).prefer == 0.0


def test_one_preferred_carer_of_two_is_enough():
    """It is paid by visit, not by carer."""
    person = senior("G", prefer=("C2",), carers_needed=2)
    world = problem([person], [carer("C1"), carer("C2")])
    assert cost(world, visit(person), visit(person, carer_id="C2")).prefer == 0.0


@pytest.mark.parametrize(
    ("start", "minutes"),
    [
        ("09:00", 0),
        ("09:45", 0),
        ("08:50", 10),
        ("09:46", 1),
        ("09:45:30", 0.5),
        ("10:00", 15),
        ("12:00", 135),
        ("14:50", 10),
        ("15:10", 0),
    ],
)
def test_every_minute_outside_the_preferred_spans_costs(start, minutes):
    """15 minutes in 09:00-10:00 or 15:00-16:00: 10 for each minute to the nearer."""
    person = senior("G", prefer_windows=("09:00-10:00", "15:00-16:00"))
    price = cost(problem([person]), visit(person, start=start)).prefer_minutes
    assert price == pytest.approx(10.0 * minutes)


@pytest.mark.parametrize(
    ("start", "minutes"), [("09:00", 0), ("08:50", 0), ("08:55", 0), ("08:49", 1)]
)
def test_what_cannot_lie_in_a_short_preferred_span_is_free(start, minutes):
    """15 minutes where five are preferred: ten stick out whatever is done."""
    person = senior("G", prefer_windows=("09:00-09:05",))
    price = cost(problem([person]), visit(person, start=start)).prefer_minutes
    assert price == pytest.approx(10.0 * minutes)


def test_each_of_two_carers_pays_for_the_preferred_spans():
    """Both half an hour before the span: twice; one of them within it: once."""
    person = senior("G", prefer_windows=("09:30-10:00",), after="0-60")
    world = problem([person], [carer("C1"), carer("C2")])
    first, second = visit(person), visit(person, carer_id="C2")
    assert cost(world, first, second).prefer_minutes == 600.0
    later = visit(person, carer_id="C2", start="09:30")
    assert cost(world, first, later).prefer_minutes == 300.0


def test_nobody_s_wish_is_not_paid_for():
    """No preferred span, no price, whatever the time."""
    assert cost(problem([GREEN]), visit(GREEN)).prefer_minutes == 0.0


def test_fairness_is_paid_for_work_above_the_fair_share():
    """1020 s of work by C1 alone; both have equal shifts, so 510 is fair."""
    world = problem([GREEN], [carer("C1"), carer("C2")])
    assert cost(world, visit(GREEN)).fairness == 510.0


def test_who_is_longer_on_shift_may_work_more():
    """C1 has 9 hours, C2 one: of 1020 s 918 are fair to C1, 102 s are above."""
    rows = roster("C1", hours="08:00-17:00") + roster("C2", hours="08:00-09:00")
    world = problem([GREEN], [carer("C1"), carer("C2")], roster=rows)
    assert cost(world, visit(GREEN)).fairness == pytest.approx(102.0)


def test_waiting_is_work():
    """Out from 08:00 to 10:00, alone on the roster with a colleague: 3600 above."""
    world = problem([GREEN], [carer("C1"), carer("C2")])
    slow = route(stop("G"), leave=parse_time("08:00"), back=parse_time("10:00"))
    assert cost(world, slow).fairness == 3600.0


def test_a_carer_alone_is_treated_fairly():
    """All work is the fair share of the only one."""
    assert cost(problem([GREEN]), visit(GREEN)).fairness == 0.0


def test_fairness_looks_at_the_planned_days_together():
    """One visit each on two days: equal, though nobody worked on both."""
    world = problem([GREEN, RED], [carer("C1"), carer("C2")], days=2)
    routes = visit(GREEN, 0), visit(RED, 1, carer_id="C2")
    assert cost(world, *routes).fairness == 0.0


def test_work_without_any_shift_is_all_above_the_share():
    """Nobody is on the roster: 1020 s above nothing."""
    assert cost(problem([GREEN], roster=()), visit(GREEN)).fairness == 1020.0


def test_a_published_stop_costs_when_it_moves():
    """Kept free; another day, another carer or left out 300 each."""
    world = problem([GREEN], [carer("C1"), carer("C2")], days=2)
    published = plan(visit(GREEN), of=world)
    for routes, paid in (
        ([visit(GREEN)], 0.0),
        ([visit(GREEN, start="10:00")], 0.0),
        ([visit(GREEN, 1)], 300.0),
        ([visit(GREEN, carer_id="C2")], 300.0),
        ([], 300.0),
    ):
        assert cost(world, *routes, published=published).stability == paid


def test_published_stops_of_other_days_do_not_count():
    """What was published for yesterday or for after the plan cannot be kept."""
    world = problem([GREEN], days=2)
    published = plan(visit(GREEN, -1), visit(GREEN, 2), first_day=SUNDAY, days=4)
    assert cost(world, published=published).stability == 0.0


def test_a_new_visit_moves_nothing():
    """Only published stops count."""
    world = problem([GREEN, RED])
    routes = visit(GREEN), visit(RED, start="10:00")
    published = plan(visit(GREEN), of=world)
    assert cost(world, *routes, published=published).stability == 0.0


def test_days_late_cost_by_tag():
    """Two days planned, nobody visited, all due on day 0: 2 late each."""
    people = [RED, senior("O", tag="orange"), GREEN]
    late = cost(problem(people, days=2)).late
    assert late == {Tag.RED: 2e6, Tag.ORANGE: 2e5, Tag.GREEN: 2e4}


def test_lateness_is_paid_over_new_year():
    """Red due on 31 December, visited on 1 January: one day."""
    person = senior("R", tag="red", last_visit=date(2026, 12, 28))
    world = problem([person], first_day=date(2026, 12, 31), days=2)
    late = cost(world, route(stop("R"), on=date(2027, 1, 1))).late
    assert late[Tag.RED] == 1e6


def test_every_term_is_part_of_the_total():
    """Powers of two: no term can stand in for another."""
    late = {Tag.RED: 256.0, Tag.ORANGE: 512.0, Tag.GREEN: 1024.0}
    all_terms = Price(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, late)
    assert all_terms.total == 2047.0


def test_the_total_is_the_sum_of_all_terms():
    """One visit by a new face, a day late, with a colleague who stays at home.

    Travel 120 + continuity 600 + fairness 510 + one green day 10000.
    """
    world = problem([senior("G", last_visit=day(-8))], [carer("C1"), carer("C2")])
    assert cost(world, visit(GREEN)).total == 11_230.0


def test_a_weight_of_nothing_switches_its_term_off():
    """All weights 0: a bad plan is free."""
    choosy = senior(
        "G", prefer=("C2",), prefer_windows=("15:00-16:00",), last_visit=day(-20)
    )
    world = problem(
        [choosy, RED], [carer("C1"), carer("C2")], policy=Policy(weights=FREE)
    )
    published = plan(visit(RED), of=world)
    assert cost(world, visit(choosy), published=published).total == 0.0


def test_strangers_do_not_stop_the_count():
    """An unknown senior, an unknown carer, an unknown day."""
    odd = [
        route(stop("S9")),
        route(stop("G"), carer_id="C9"),
        route(stop("G"), on=day(5)),
    ]
    assert cost(problem([GREEN]), *odd).travel == 60 + 60 + 60 + 60
