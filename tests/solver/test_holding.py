"""A published stop moves only where a day late is saved for it, not more than must."""

import pytest
from builders import MONDAY, carer, day, plan, problem, roster, route, senior
from builders import stop as visit
from crowded import crowded, others_moved
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.check.referee import check
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.words import Tag
from scheduler.solver.arrays import to_instance
from scheduler.solver.holding import far_from_losses, holding_firmly
from scheduler.solver.run import FIRM
from scheduler.solver.solve import solve

BRIEF = 0.4
"""Seconds that are enough for a handful of seniors."""

TWO_DAYS = problem(
    [senior("S1"), senior("S2"), senior("S3")], [carer("C1"), carer("C2")], days=2
)
HELD = plan(
    route(visit("S1"), visit("S2", "10:00")),
    route(visit("S3", due=MONDAY), on=day(1), carer_id="C2"),
    of=TWO_DAYS,
)


def far(now: Problem, held: Plan = HELD) -> set[str]:
    """Return whose visits are held."""
    return {key.senior_id for key in far_from_losses(now, to_instance(now, held), held)}


def replanned(now: Problem, held: Plan) -> Plan:
    """Return the plan that moves as little as it can, passed by the referee."""
    new = solve(
        now, published=held, firmly=True, time_limit=BRIEF, by_the_clock=False
    ).plan
    assert check(now, new).violations == ()
    return new


def test_where_nothing_has_changed_everything_is_held():
    """A visit that is late as published is nothing new."""
    assert far(TWO_DAYS) == {"S1", "S2", "S3"}


def test_whoever_shares_a_day_with_a_lost_visit_may_be_asked_to_move():
    """C1 is off on Monday: S1 and S2 are to be planned, S3 on Tuesday stays."""
    leave = roster("C1", days=[MONDAY], kind="leave")
    assert far(TWO_DAYS.replace(roster=TWO_DAYS.roster + leave)) == {"S3"}


def test_a_visit_that_has_become_late_opens_the_day_it_is_due():
    """S3, visited on Tuesday, is by now due on Monday: room may be made there."""
    held = plan(*HELD.routes[:1], _on_tuesday(due=day(1)), of=TWO_DAYS)
    assert far(TWO_DAYS, held) == {"S3"}


def test_a_newcomer_opens_the_day_they_are_due():
    """Nobody visits S4 yet, who is due on Monday."""
    now = problem([*TWO_DAYS.seniors, senior("S4")], TWO_DAYS.carers, days=2)
    assert far(now) == {"S3"}


def _on_tuesday(**changes):
    return route(visit("S3", **changes), on=day(1), carer_id="C2")


def test_a_visit_is_held_with_its_date():
    """What is held is the visit, not only the senior."""
    keys = far_from_losses(TWO_DAYS, to_instance(TWO_DAYS, HELD), HELD)
    assert VisitKey("S3", day(1)) in keys


def _weights(**changes: float) -> Problem:
    weights = Policy().weights.replace(**changes)
    return problem(policy=Policy().replace(weights=weights))


@pytest.mark.parametrize(
    ("of", "price"), [(_weights(), 9_000.0), (_weights(stability=5e4), 5e5)]
)
def test_a_stop_costs_the_search_just_less_than_a_green_day(of, price):
    """Nine tenths of it, or ten times what the policy says, if that is more."""
    held = plan(route(visit()), of=of)
    assert holding_firmly(to_instance(of, held)).stability_weight * FIRM == price


def test_where_lateness_costs_nothing_the_policy_s_price_stays():
    """A community may switch lateness off."""
    late = dict.fromkeys(("red", "orange", "green"), 0.0)
    of = _weights(late_day=Policy().weights.late_day.replace(**late))
    instance = to_instance(of, plan(route(visit()), of=of))
    assert holding_firmly(instance) is instance


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_as_many_stops_move_as_must(data):
    """Each red visit of the carer who is ill takes the place of one green, no more."""
    green = data.draw(st.integers(1, 5))
    red = data.draw(st.integers(1, green))
    day_off = crowded(green, red)
    new = replanned(day_off.without, day_off.published)
    assert others_moved(day_off.published, new) == red
    late = check(day_off.without, new).kpis.late_days
    assert late == dict.fromkeys(Tag, 0)


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 8), st.integers(1, 8))
def test_where_there_is_room_nobody_else_is_moved(ill, well):
    """C2 has time for all visits of C1 beside their own, and keeps these."""
    theirs = {"C1": ill, "C2": well}
    seniors = [senior(f"{who}-{n}") for who, m in theirs.items() for n in range(m)]
    now = problem(seniors, [carer("C1"), carer("C2")], roster=roster("C2"), days=3)
    held = plan(
        *(
            route(
                *(visit(f"{who}-{n}", 9 * 3600 + 960 * n) for n in range(m)),
                carer_id=who,
            )
            for who, m in theirs.items()
        ),
        of=now,
    )
    new = replanned(now, held)
    assert others_moved(held, new) == 0
    assert check(now, new).kpis.late_days == dict.fromkeys(Tag, 0)


def test_the_same_inputs_give_the_same_plan():
    """Twice the same day off, twice the same routes."""
    first, second = (
        replanned(day_off.without, day_off.published)
        for day_off in (crowded(4, 2), crowded(4, 2))
    )
    assert first.routes == second.routes
