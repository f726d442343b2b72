"""A plan speaks only of people and days that the data know."""

from builders import carer, day, plan, problem, route, senior, stop, unserved
from verdict import broken, verdict

from scheduler.check.referee import check


def test_a_plan_of_listed_people_on_planned_days_is_good():
    """One senior, one carer, one day, one visit."""
    assert verdict(problem(), route(stop())) == []


def test_a_carer_who_is_not_listed():
    """One letter off; everything that needs the carer's data is left alone."""
    assert verdict(problem(), route(stop(), carer_id="C9")) == [("unknown_carer", 1)]


def test_a_senior_who_is_not_listed():
    """One letter off; the senior meant is reported as left out."""
    assert verdict(problem(), route(stop("S9"))) == [
        ("unknown_senior", 1),
        ("unserved_not_listed", 1),
    ]


def test_an_unserved_entry_of_somebody_not_listed():
    """The list of the unserved is read with the same eyes."""
    [violation] = broken(problem(), route(stop()), unserved=(unserved("S9"),))
    assert (violation.rule, violation.senior_id) == ("unknown_senior", "S9")


def test_a_route_on_the_day_after_the_last():
    """One day beyond: reported, and no visit that counts."""
    assert verdict(problem(), route(stop(), on=day(1))) == [
        ("outside_days", 1),
        ("unserved_not_listed", 1),
    ]


def test_a_route_on_the_day_before_the_first():
    """One day too early."""
    world = problem([senior(), senior("S2", last_visit=day(-1))])
    assert verdict(world, route(stop()), route(stop("S2"), on=day(-1))) == [
        ("outside_days", 1)
    ]


def test_the_plans_own_days_count():
    """A problem of one day judges a plan of two over both days."""
    world = problem([senior(), senior("S2")], [carer()])
    tuesday = route(stop("S2"), on=day(1))
    assert check(world, plan(route(stop()), tuesday, days=2)).violations == ()
    assert check(world, plan(tuesday, first_day=day(1))).violations != ()
