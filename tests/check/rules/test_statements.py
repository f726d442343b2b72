"""What a plan states about its stops agrees with the data."""

from builders import LEG, carer, day, problem, record, route, senior, stop
from verdict import broken, verdict


def test_a_plan_that_states_what_is_right():
    """Tag, due date and travel as the data have them."""
    assert verdict(problem(), route(stop())) == []


def test_another_tag():
    """Green stated as orange."""
    [violation] = broken(problem(), route(stop(tag="orange")))
    assert violation.rule == "misstated"
    assert "橙" in violation.says.zh
    assert "绿" in violation.says.zh


def test_a_due_date_a_day_off():
    """Due on Monday, stated as Tuesday."""
    [violation] = broken(problem(), route(stop(due=day(1))))
    assert (violation.rule, violation.amount) == ("misstated", 1)
    assert str(day(0)) in violation.says.zh


def test_the_due_date_of_a_second_visit_follows_the_first():
    """Red on Monday and Wednesday: the second was due on Thursday."""
    world = problem([senior(tag="red")], days=3)
    first = route(stop(tag="red", minutes=20))
    right, wrong = (
        route(stop(tag="red", minutes=20, due=day(due)), on=day(2)) for due in (3, 2)
    )
    assert verdict(world, first, right) == []
    assert verdict(world, first, wrong) == [("misstated", 1)]


def test_the_due_date_follows_the_records():
    """Visited on Sunday a week ago, due yesterday."""
    world = problem(records=[record(on=day(-8))])
    assert verdict(world, route(stop(due=day(-1)))) == []
    assert verdict(world, route(stop())) == [("misstated", 1)]


def test_travel_seconds_of_a_leg_one_off():
    """61 instead of 60, with the route's sum right."""
    wrong = route(stop(travel_seconds=LEG + 1), travel_seconds=2 * LEG)
    [violation] = broken(problem(), wrong)
    assert (violation.rule, violation.amount) == ("misstated", 1)
    assert violation.senior_id == "S1"


def test_travel_seconds_of_a_route_one_off():
    """119 instead of 120, with the legs right."""
    wrong = route(stop(), travel_seconds=2 * LEG - 1)
    [violation] = broken(problem(), wrong)
    assert (violation.rule, violation.amount) == ("misstated", 1)
    assert violation.senior_id is None
    assert "写为 119 秒，差 1 秒；应为 120 秒" in violation.says.zh


def test_a_route_with_an_unknown_place_is_not_measured():
    """Nobody knows how far it is to S9; that the id is unknown is enough."""
    world = problem([senior(last_visit=day(-1))], [carer()])
    assert verdict(world, route(stop("S9", travel_seconds=5))) == [
        ("unknown_senior", 1)
    ]
