"""Carers who come one after the other, and wished hours: from files to paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MONDAY
from papers import pages_of

from scheduler.check.price import price
from scheduler.check.referee import check
from scheduler.domain.plan import Plan, Route, Stop
from scheduler.domain.problem import Problem
from scheduler.planning import read_problem
from scheduler.sheets.content import route_sheet
from scheduler.sheets.render import render
from scheduler.sheets.wording import clock_time
from scheduler.solver.solve import solve

FOLDER = Path(__file__).parents[1] / "fixtures" / "one-by-one"


@pytest.fixture(scope="module")
def community() -> Problem:
    """Return the community of the folder, two weeks long."""
    return read_problem(FOLDER, MONDAY, 14).problem


@pytest.fixture(scope="module")
def made(community: Problem) -> Plan:
    """Return its plan."""
    return solve(community, seed=1, time_limit=1.5, by_the_clock=False).plan


def pairs(of: Problem, plan: Plan) -> Iterator[list[tuple[Route, Stop]]]:
    """Return the stops of each visit to somebody with a lag, the first first."""
    for key, stops in plan.visits().items():
        if of.senior[key.senior_id].after is not None:
            yield sorted(stops, key=lambda pair: pair[1].start)


def test_the_plan_breaks_no_rule_and_sees_everybody(community, made):
    """Three seniors are visited by one after the other, and nobody is left out."""
    assert check(community, made).violations == ()
    assert made.unserved == ()
    asked = {stops[0][1].senior_id for stops in pairs(community, made)}
    assert asked == {"S03", "S06", "S09"}


def test_the_second_comes_in_time_and_can_do_it(community, made):
    """Minutes between the starts, and the second's skills, held against the data."""
    for (_, first), (route, second) in pairs(community, made):
        senior = community.senior[second.senior_id]
        minutes = (second.start - first.start) / 60
        assert senior.after.least <= minutes <= senior.after.most
        assert set(senior.second_skills) <= set(community.carer[route.carer_id].skills)


def test_wished_hours_are_kept_where_they_have_a_price(community, made):
    """Without the price far more minutes lie outside the wished spans."""
    policy = community.policy
    free = community.replace(
        policy=policy.replace(weights=policy.weights.replace(prefer_minutes=0.0))
    )
    without = solve(free, seed=1, time_limit=1.5, by_the_clock=False).plan
    assert price(community, made).prefer_minutes < (
        0.5 * price(community, without).prefer_minutes
    )


def test_both_carers_read_when_the_other_comes(community, made):
    """The first pair of the plan, on the front pages of both route sheets."""
    (first, second), *_ = pairs(community, made)
    for (route, _), (other, stop), words in (
        (first, second, "您先到，"),
        (second, first, "您后到，"),
    ):
        sheet = route_sheet(community, made, route.date, route.carer_id)
        text = pages_of(render("route.typ", sheet, route.date))[0]
        name = community.carer[other.carer_id].name
        assert f"{words}{name}{clock_time(stop.start)}来" in text
