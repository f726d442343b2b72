"""The proof: what it says no plan can better, no plan betters.

Tiny communities are planned by trying everything, and the proof compared with that.
"""

from dataclasses import replace

import pytest
from builders import carer, day, problem, roster, senior
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invented import invented
from trying_all import least_late, tiny

from scheduler.check.kpis import kpis
from scheduler.check.price import price
from scheduler.domain.problem import Problem
from scheduler.domain.words import Tag
from scheduler.solver.arrays import to_instance
from scheduler.solver.bound import proved_bound
from scheduler.solver.solve import solve

SECONDS = 5.0


def proved(of: Problem) -> tuple[int, ...]:
    bound = proved_bound(to_instance(of), SECONDS)
    assert bound is not None
    return tuple(bound.late_days[tag] for tag in Tag)


EARLY = (
    problem(
        [senior(last_visit=day(-2))],
        [carer(max_visits_per_day=1)],
        roster=roster(days=[day(1)]),
        days=6,
    ),
    {1},
    1,
)
"""Due on day 5, but staff come on day 1 only: early, never late."""


@settings(deadline=None, derandomize=True, max_examples=50)
@example(EARLY)
@given(tiny())
def test_nobody_betters_the_proof(given_):
    """All possible choices of days together find nothing below what is proved."""
    of, staffed, capacity = given_
    assert proved(of) <= least_late(to_instance(of), staffed, capacity)


@settings(deadline=None, derandomize=True, max_examples=50)
@example(EARLY)
@given(tiny())
def test_with_room_for_everybody_the_proof_is_exact(given_):
    """Where all could be visited on every working day, the best there is is proved."""
    of, staffed, _ = given_
    ample = of.replace(carers=[carer()])
    best = least_late(to_instance(ample), staffed, len(of.seniors))
    assert proved(ample) == best


@settings(deadline=None, derandomize=True, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_no_plan_costs_less_than_is_proved(rng):
    """Neither late days nor the price of a plan fall below the bound."""
    of = invented(rng)
    bound = proved_bound(to_instance(of), SECONDS)
    plan = solve(of, time_limit=0.1).plan
    late = kpis(of, plan).late_days
    assert bound is not None
    assert [bound.late_days[tag] for tag in Tag] <= [late[tag] for tag in Tag]
    assert bound.cost <= price(of, plan).total + 1e-6


def test_a_long_overdue_community_adds_up():
    """Five thousand days late, most from before the first day, lose none."""
    seniors = [
        senior(f"S{n:03}", tag, last_visit=day(-60))
        for n, tag in enumerate([*Tag] * 30)
    ]
    of = problem(seniors, [carer(max_visits_per_day=2)], days=3)
    # Two of 30 reds are seen a day, in time for their next turn; nobody else is.
    red = 30 * (60 - 3) + 2 * (0 + 1 + 2) + 24 * 3
    assert proved(of) == (red, 30 * (60 - 5 + 3), 30 * (60 - 7 + 3))


def test_a_way_round_that_is_shorter_than_the_straight_one():
    """Whoever can be reached in time only through another home is not proved late."""
    of = problem([senior("S1"), senior("S2")], days=1)
    seconds = of.travel.seconds.copy()
    seconds[0, of.travel.base_place("C1"), of.travel.senior_place("S2")] = 72_000
    assert proved(of.replace(travel=replace(of.travel, seconds=seconds))) == (0, 0, 0)


def test_one_carer_makes_no_two_person_visit():
    """Whoever needs two waits to the end where only one is on duty."""
    of = problem([senior(tag="red", carers_needed=2)], days=4)
    assert proved(of) == (4, 0, 0)


def test_out_of_time_proves_nothing():
    """A bound that was not reached is None, not a guess."""
    seniors = [senior(f"S{n:03}", last_visit=day(-n % 7)) for n in range(200)]
    of = problem(seniors, [carer(max_visits_per_day=20)], days=28)
    assert proved_bound(to_instance(of), 1e-9) is None


@pytest.mark.parametrize("tag", list(Tag))
def test_a_weight_of_zero_proves_only_what_is_inherited(tag):
    """Nobody minds these days late: what stood before the first day remains."""
    weights = problem().policy.weights
    late = weights.late_day.replace(**{tag.value: 0.0})
    policy = problem().policy.replace(weights=weights.replace(late_day=late))
    rule = policy.tags[tag]
    of = problem(
        [senior(tag=tag, last_visit=day(-rule.interval_days - 2))],
        carers=[],
        policy=policy,
        days=3,
    )
    assert proved(of)[list(Tag).index(tag)] == 2
