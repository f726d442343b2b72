"""The proof of a day: what it says no plan costs less than, no plan costs less than.

Tiny days are planned by trying everything, and the proof compared with that.
"""

from functools import cache
from itertools import combinations, permutations
from random import Random
from unittest.mock import patch

import numpy as np
import pytest
from builders import carer, day, problem, roster, senior, travel
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import invented

from scheduler.check.price import price
from scheduler.domain.policy import Policy, Weights
from scheduler.domain.problem import Problem
from scheduler.domain.times import parse_span
from scheduler.solver.arrays import to_instance
from scheduler.solver.bound import proved_day_bound
from scheduler.solver.budget import Clock
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.pricing import kinds
from scheduler.solver.pricing.cuts import Cut
from scheduler.solver.pricing.proof import Proof
from scheduler.solver.solve import solve
from scheduler.solver.timetable import timetable

SECONDS = 20.0
ROUNDED = 1e-3
"""Bounds are lowered a little, for what floating point loses."""

PLAIN = Policy(weights=Weights(early=0, continuity=0, prefer=0, fairness=0))


def proved(of: Problem, seconds: float = SECONDS) -> float:
    bound = proved_day_bound(to_instance(of), [], Clock(seconds, None))
    assert bound is not None
    return bound.cost


def least_cost(instance: Instance) -> float:
    """Return what the best of all plans costs: travel and days late, one carer each."""
    left_out = instance.late * np.maximum(0, 1 - instance.due)
    visited = instance.late * np.maximum(0, -instance.due)

    @cache
    def from_vehicle(vehicle: int, left: frozenset[int]) -> float:
        if vehicle == instance.vehicles:
            return float(left_out[list(left)].sum())
        return min(
            cost + from_vehicle(vehicle + 1, left - set(stops))
            for stops, cost in costed(vehicle)
            if left.issuperset(stops)
        )

    @cache
    def costed(vehicle: int) -> list[tuple[tuple[int, ...], float]]:
        return [
            (stops, travel + float(visited[list(stops)].sum()))
            for stops, travel in routes(instance, vehicle).items()
        ]

    return from_vehicle(0, frozenset(range(instance.seniors)))


def routes(instance: Instance, vehicle: int) -> dict[tuple[int, ...], float]:
    """Return the travel of all routes that a vehicle can run, none of them long."""
    able = instance.qualified[:, instance.vehicle_carer[vehicle]] > 0
    found: dict[tuple[int, ...], float] = {(): 0.0}
    for size in range(1, instance.seniors + 1):
        for stops in permutations(np.nonzero(able)[0].tolist(), size):
            times = timetable(instance, vehicle, list(stops), [-1] * size)
            if times is not None:
                found[stops] = sum(times.legs)
    return found


@st.composite
def tiny_days(draw) -> Problem:
    """Return a day of few seniors, windows with gaps, and shifts of half an hour."""
    rng = draw(st.randoms(use_true_random=False))
    spans = ["08:00-08:20", "08:15-08:40", "08:45-09:30", "09:00-10:00"]
    seniors = [
        senior(
            f"S{n}",
            rng.choice(["red", "orange", "green"]),
            visit_minutes=rng.choice([5, 10, 15]),
            windows=tuple(map(parse_span, rng.sample(spans, rng.randint(1, 3)))),
            skills=("a",) if rng.random() < 0.3 else (),
            last_visit=day(-rng.randint(3, 9)),
        )
        for n in range(rng.randint(1, 4))
    ]
    carers = [
        carer(f"C{n}", skills=("a",) if rng.random() < 0.5 else ())
        for n in range(rng.randint(1, 2))
    ]
    hours = rng.choice(["08:00-08:40", "08:00-10:00", "08:00-08:45;09:00-09:40"])
    table = travel(seniors, carers)
    places = len(seniors) + 1
    cells = np.array(
        [rng.randint(0, 900) for _ in range(places * places)], dtype=np.int32
    )
    return problem(
        seniors,
        carers,
        policy=PLAIN,
        roster=roster(*(one.carer_id for one in carers), hours=hours),
        travel=type(table)(
            senior_ids=table.senior_ids,
            base_ids=table.base_ids,
            seconds=cells.reshape(1, places, places),
            carer_profile=table.carer_profile,
            carer_base=table.carer_base,
        ),
    )


@settings(deadline=None, derandomize=True, max_examples=60)
@given(tiny_days())
def test_nobody_betters_the_proof_of_a_day(of):
    """Of all plans none costs less; and the proof is no idle one."""
    best = least_cost(to_instance(of))
    bound = proved(of)
    assert bound <= best
    assert bound >= 0.5 * best


@settings(deadline=None, derandomize=True, max_examples=40)
@given(tiny_days())
def test_nobody_betters_the_proof_of_routes_that_remember_little(of):
    """Loops are forbidden only where they stand in the way: no route of a plan is."""
    with patch.object(kinds, "REMEMBERED", 1):
        bound = proved(of)
    best = least_cost(to_instance(of))
    assert 0.5 * best <= bound <= best


@settings(deadline=None, derandomize=True, max_examples=60)
@given(tiny_days(), st.randoms(use_true_random=False))
def test_the_search_finds_the_cheapest_route(of, rng):
    """At any prices, with any cuts: of all routes tried none is cheaper."""
    instance = to_instance(of)
    proof = Proof(instance, [], Clock(SECONDS, None))
    seniors = range(instance.seniors)
    triples = list(combinations(seniors, 3))
    for triple in triples:
        memory = {*triple, *rng.sample(seniors, rng.randint(0, instance.seniors))}
        proof._master.cuts.append(Cut(triple, frozenset(memory)))
    nothing = proof._master.nothing()
    duals = nothing._replace(
        visits=np.array([rng.uniform(0.0, 900.0) for _ in seniors]),
        cuts=np.array([-rng.uniform(0.0, 300.0) for _ in triples]),
    )
    for kind, groups in enumerate(proof._fleet.groups):
        found = proof._search_kind(kind, duals, hasty=False)
        for group, least in zip(groups, found.least, strict=True):
            vehicle = int(np.argmax(proof._fleet.group_of == group))
            costs = [
                proof._master.reduced(proof._column(int(group), stops), duals)
                for stops in routes(instance, vehicle)
                if stops
            ]
            cheapest = min(costs, default=0.0)
            assert least == pytest.approx(min(0.0, cheapest), abs=1e-6)


def test_one_senior_is_proved_to_the_second():
    """There and back, and nothing else."""
    assert proved(problem(policy=PLAIN)) == 120.0


def test_one_left_out_is_proved_late():
    """Half an hour is enough for one of two: the green one waits."""
    seniors = [senior("S1", "red"), senior("S2", "green")]
    of = problem(seniors, policy=PLAIN, roster=roster(hours="08:30-09:00"))
    assert proved(of) == 120.0 + 10_000.0


def test_limits_of_visits_bind():
    """Whose carer may make one visit a day is proved to make no second one."""
    seniors = [senior("S1"), senior("S2")]
    of = problem(seniors, [carer(max_visits_per_day=1)], policy=PLAIN)
    assert 10_000.0 <= proved(of) <= 120.0 + 10_000.0


def test_two_carers_both_travel():
    """A visit by two costs both their ways."""
    of = problem([senior(carers_needed=2)], [carer("C1"), carer("C2")], policy=PLAIN)
    assert proved(of) == 240.0


def test_new_faces_and_wishes_cost():
    """Who knows the senior is too far away; who comes is new, and not preferred."""
    weights = Weights(early=0, fairness=0, continuity=600, prefer=300)
    of = problem([senior(prefer=("C9",))], policy=Policy(weights=weights))
    assert proved(of) == 120.0 + 600.0 + 300.0


@settings(deadline=None, derandomize=True, max_examples=40)
@given(st.randoms(use_true_random=False))
def test_no_plan_of_a_day_costs_less(rng):
    """Whatever may happen in the data, a plan of it costs at least what is proved."""
    of = invented(rng, most_days=1)
    solution = solve(of, time_limit=0.1, prove=SECONDS)
    least = solution.bound.cost if solution.bound else 0.0
    assert least <= price(of, solution.plan).total + 1e-6


@pytest.mark.parametrize("seconds", [0.05, 0.1, 0.2, 0.4])
def test_stopped_by_the_clock_it_is_still_a_proof(seconds):
    """However early it ends, no plan costs less."""
    rng = Random(5)
    seniors = [
        senior(
            f"S{n:02}",
            windows=(parse_span(rng.choice(["08:00-12:00", "13:00-18:00"])),),
        )
        for n in range(40)
    ]
    carers = [carer(f"C{n}") for n in range(6)]
    of = problem(
        seniors,
        carers,
        policy=PLAIN,
        roster=roster("C0", "C1", "C2", "C3", hours="08:00-10:30"),
    )
    plan = solve(of, time_limit=0.5).plan
    assert proved(of, seconds) <= price(of, plan).total
