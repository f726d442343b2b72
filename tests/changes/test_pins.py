"""Pins that a new plan could not keep are named, with the reason."""

import pytest
from builders import carer, day, plan, problem, roster, route, senior
from builders import stop as visit
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import planted

from scheduler.changes.pins import lost_pins
from scheduler.domain.plan import VisitKey
from scheduler.solver.solve import solve

FIRST = VisitKey("S1", day(0))
TEAM = [carer("C1"), carer("C2")]
OF = problem(carers=TEAM)
HELD = plan(route(visit()), of=OF)
OTHER = plan(route(visit(), carer_id="C2"), of=OF)


def test_a_pin_that_holds_is_not_lost():
    """The same carer on the same day, whenever."""
    later = plan(route(visit(start="10:00")), of=OF)
    assert lost_pins(OF, HELD, later, {FIRST}) == ()


def test_only_what_was_fixed_can_be_lost():
    """Another carer for a visit that nobody fixed is no lost pin."""
    assert lost_pins(OF, HELD, OTHER, frozenset()) == ()


@pytest.mark.parametrize("key", [VisitKey("S1", day(3)), VisitKey("S9", day(0))])
def test_what_was_not_published_is_no_pin(key):
    """Nobody knows whom it would mean."""
    assert lost_pins(OF, HELD, OTHER, {key}) == ()


def test_what_is_past_is_not_lost():
    """The new plan begins a day later."""
    later = plan(of=OF, first_day=day(1))
    assert lost_pins(OF, HELD, later, {FIRST}) == ()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"roster": roster("C2")}, "当天没有班次"),
        ({"seniors": [senior(avoid=("C1",))]}, "C1"),
        ({"seniors": [senior(status="hospital")]}, "住院"),
        ({"seniors": [senior(last_visit=day(-1))]}, "太近"),
    ],
)
def test_the_reason_is_given(changes, why):
    """The referee says what is wrong with the visit as it was fixed."""
    (lost,) = lost_pins(OF.replace(**changes), HELD, OTHER, {FIRST})
    assert (lost.visit, lost.carer_ids) == (FIRST, ("C1",))
    assert lost.says.zh.startswith("S1 11-23 固定由 C1 走访，未能保留：")
    assert lost.says.en.startswith("S1: 11-23 was fixed for C1 and is not kept: ")
    assert why in lost.says.zh


def test_who_is_gone_is_named():
    """The carer has left the team."""
    (lost,) = lost_pins(problem(carers=TEAM[1:]), HELD, OTHER, {FIRST})
    assert "C1 已不在名单中" in lost.says.zh


def test_room_taken_by_others_is_a_reason_too():
    """Nothing is wrong with the visit alone."""
    (lost,) = lost_pins(OF, HELD, OTHER, {FIRST})
    assert "冲突" in lost.says.zh


@settings(deadline=None, derandomize=True, max_examples=10)
@given(st.randoms(use_true_random=False))
def test_exactly_the_ill_carers_pins_are_lost(rng):
    """Everything is pinned, one carer is ill, a new plan is made."""
    of, held = planted(rng)
    ill = rng.choice(of.carers).carer_id
    now = of.replace(roster=[row for row in of.roster if row.carer_id != ill])
    pins = frozenset(held.visits())
    new = solve(now, published=held, pinned=pins, time_limit=0.3).plan
    lost = {pin.visit for pin in lost_pins(now, held, new, pins)}
    assert lost == {
        VisitKey(stop.senior_id, route.date)
        for route, stop in held.stops()
        if ill in (route.carer_id, *stop.partners)
    }
