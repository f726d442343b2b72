"""The list of the unserved: everybody on it who belongs there, and nobody else."""

import pytest
from builders import SUNDAY, day, problem, route, senior, stop, unserved
from verdict import broken, verdict


def test_a_due_senior_without_visit_is_listed():
    """Due on the only day, listed as one day late."""
    assert verdict(problem(), unserved=(unserved(),)) == []


def test_a_due_senior_neither_visited_nor_listed():
    """Forgotten; the sentence says since when."""
    [violation] = broken(problem())
    assert (violation.rule, violation.senior_id) == ("unserved_not_listed", "S1")
    assert str(day(0)) in violation.says.zh


@pytest.mark.parametrize(("days", "found"), [(6, []), (7, ["unserved_not_listed"])])
def test_who_falls_due_after_the_last_day_need_not_be_listed(days, found):
    """Seen on Sunday, due on day 6: the seventh planned day."""
    world = problem([senior(last_visit=SUNDAY)], days=days)
    assert [rule for rule, _ in verdict(world)] == found


def test_who_was_visited_and_falls_due_again_is_not_listed():
    """Red on Monday, due again on Thursday: late, but served."""
    world = problem([senior(tag="red")], days=7)
    assert verdict(world, route(stop(tag="red", minutes=20))) == []


@pytest.mark.parametrize("status", ["hospital", "away", "suspended", "ended"])
def test_a_paused_senior_is_not_listed(status):
    """Nothing is due; listing them is a mistake."""
    world = problem([senior(status=status)])
    assert verdict(world) == []
    assert verdict(world, unserved=(unserved(),)) == [("listed_but_not_due", 1)]


def test_who_comes_back_within_the_plan_is_listed():
    """Discharged on Tuesday, the last day, and not visited: one day late."""
    world = problem([senior(status="hospital", status_until=day(1))], days=2)
    assert verdict(world) == [("unserved_not_listed", 1)]
    assert verdict(world, unserved=(unserved(due=day(1)),)) == []


def test_a_served_senior_on_the_list():
    """Visited and listed: one of the two is wrong."""
    found = verdict(problem(), route(stop()), unserved=(unserved(),))
    assert found == [("listed_but_served", 1)]


def test_a_senior_on_the_list_who_falls_due_a_day_after_the_last():
    """Due on day 6, planned to day 5."""
    world = problem([senior(last_visit=SUNDAY)], days=6)
    entry = unserved(due=day(6), days_late=0)
    assert verdict(world, unserved=(entry,)) == [("listed_but_not_due", 1)]


def test_a_senior_listed_twice():
    """Once is right."""
    found = verdict(problem(), unserved=(unserved(), unserved()))
    assert found == [("listed_twice", 1)]


@pytest.mark.parametrize(
    "wrong", [{"tag": "red"}, {"due": SUNDAY}, {"days_late": 0}, {"days_late": 2}]
)
def test_an_entry_that_states_something_else(wrong):
    """Tag, due date and days late are the clock's."""
    assert verdict(problem(), unserved=(unserved(**wrong),)) == [("misstated", 1)]
