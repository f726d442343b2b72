"""The last word: never worse, finds what the pool holds, keeps every limit."""

import numpy as np
import pytest
from builders import carer, plan, problem, record, roster, route, senior
from builders import stop as visit
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from invented import invented
from states import broken_rules, priced, put, searched, world_of

from scheduler.domain.travel import OFFICE, TravelTimes
from scheduler.solver.arrays import to_instance
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.state import State, empty_state
from scheduler.solver.kernel.world import Pool
from scheduler.solver.routes import rechosen

SECONDS = 5.0


def on_a_line(seniors, carers, **changes):
    """Return a problem whose homes lie 100 seconds apart, the office in the middle."""
    ids = tuple(sorted(s.senior_id for s in seniors))
    places = np.array([*(200 * (n + 1) for n in range(len(ids))), 0])
    places[len(ids) // 2 : -1] = -200 * np.arange(1, len(ids) - len(ids) // 2 + 1)
    seconds = np.abs(places[:, None] - places[None, :]).astype(np.int32)
    base = dict.fromkeys((c.carer_id for c in carers), OFFICE)
    travel = TravelTimes(ids, (OFFICE,), seconds[None], dict.fromkeys(base, 0), base)
    return problem(seniors, carers, travel=travel, **changes)


def state_with(instance: Instance, *routes: tuple[int, ...]) -> State:
    """Return the timed state in which vehicle after vehicle runs these routes."""
    state = empty_state(instance)
    for vehicle, stops in enumerate(routes):
        put(state, instance, vehicle, *stops)
    return priced(instance, state)[1]


def pool_of(instance: Instance, *routes: tuple[int, tuple[int, ...]]) -> Pool:
    """Return a pool of routes that were seen, each with the vehicle that drove it."""
    pool = world_of(instance, empty_state(instance)).pool
    for slot, (vehicle, stops) in enumerate(routes):
        state = empty_state(instance)
        put(state, instance, vehicle, *stops)
        _, timed = priced(instance, state)
        pool.key[slot] = slot + 1
        pool.vehicle[slot] = vehicle
        pool.length[slot] = len(stops)
        pool.travel[slot] = timed.travel[vehicle]
        pool.work[slot] = timed.work[vehicle]
        pool.route[slot, : len(stops)] = stops
    return pool


def routes_in(state: State) -> list[list[int]]:
    """Return the stops of every vehicle."""
    return [
        row[:length].tolist()
        for row, length in zip(state.route, state.length, strict=True)
    ]


FOUR = [senior(f"S{n}") for n in range(4)]
TWO = [carer("C0"), carer("C1")]


def test_a_better_combination_is_found():
    """Each carer crosses the office; the pool holds the routes that do not."""
    instance = to_instance(on_a_line(FOUR, TWO))
    state = state_with(instance, (0, 2), (1, 3))
    pool = pool_of(instance, (0, (0, 1)), (1, (2, 3)))
    better = rechosen(instance, state, [pool], 0, SECONDS)
    assert better is not None
    assert sorted(routes_in(better)) == [[0, 1], [2, 3]]
    assert priced(instance, better)[0] < priced(instance, state)[0]


def test_a_route_seen_with_one_carer_may_be_run_by_another_alike():
    """Both routes were driven by the first carer; the second can do one of them."""
    instance = to_instance(on_a_line(FOUR, TWO))
    state = state_with(instance, (0, 2), (1, 3))
    pool = pool_of(instance, (0, (0, 1)), (0, (2, 3)))
    assert rechosen(instance, state, [pool], 0, SECONDS) is not None


def test_routes_of_two_pools_are_put_together():
    """One half was seen by each of two searches."""
    instance = to_instance(on_a_line(FOUR, TWO))
    state = state_with(instance, (0, 2), (1, 3))
    pools = [pool_of(instance, (v, s)) for v, s in [(0, (0, 1)), (1, (2, 3))]]
    assert rechosen(instance, state, pools, 0, SECONDS) is not None


def test_nothing_better_is_none():
    """The best combination is running already."""
    instance = to_instance(on_a_line(FOUR, TWO))
    state = state_with(instance, (0, 1), (2, 3))
    pool = pool_of(instance, (0, (0, 2)), (1, (1, 3)), (0, (0, 1)))
    assert rechosen(instance, state, [pool], 0, SECONDS) is None


def test_a_day_without_visits():
    """Nothing can be chosen where nobody is visited."""
    instance = to_instance(on_a_line(FOUR, TWO, days=2))
    state = state_with(instance, (0, 2), (1, 3))
    pool = pool_of(instance, (2, (0, 1)))
    assert rechosen(instance, state, [pool], 1, SECONDS) is None


def test_a_day_without_shifts():
    """Nothing can be chosen where nobody works."""
    of = on_a_line(FOUR, TWO, days=2, roster=roster("C0", "C1", days=["mon"]))
    instance = to_instance(of)
    state = state_with(instance, (0, 2), (1, 3))
    pool = pool_of(instance, (0, (0, 1)))
    assert rechosen(instance, state, [pool], 1, SECONDS) is None


@pytest.mark.parametrize(
    "limits",
    [
        {"max_visits_per_day": 2},
        {"max_minutes_per_week": 45},
    ],
)
def test_limits_are_kept(limits):
    """One carer could do it all on the way; two visits each are the limit."""
    instance = to_instance(on_a_line(FOUR, [carer(f"C{n}", **limits) for n in (0, 1)]))
    state = state_with(instance, (0, 1), (2, 3))
    pool = pool_of(instance, (0, (1, 0, 2, 3)), (0, (2, 3, 0)), (1, (1,)))
    assert rechosen(instance, state, [pool], 0, SECONDS) is None


def test_weekly_work_on_other_days_counts():
    """What the week's other days take is not there for this one."""
    seniors = [*FOUR, senior("S4", visit_minutes=60)]
    carers = [carer("C0", max_minutes_per_week=80), carer("C1")]
    of = on_a_line(seniors, carers, days=2)
    instance = to_instance(of)
    state = empty_state(instance)
    for vehicle, stops in [(0, (0,)), (1, (1,)), (2, (4,))]:
        put(state, instance, vehicle, *stops)
    _, state = priced(instance, state)
    pool = pool_of(instance, (0, (1, 0)))
    better = rechosen(instance, state, [pool], 0, SECONDS)
    assert better is not None
    assert routes_in(better)[:2] == [[], [1, 0]]


def test_two_person_visits_keep_their_carers_and_their_time():
    """Only those who visit alone that day are chosen anew."""
    seniors = [*FOUR, senior("S4", carers_needed=2, tag="red")]
    of = on_a_line(seniors, [carer(f"C{n}") for n in range(4)])
    instance = to_instance(of)
    state = empty_state(instance)
    for vehicle, stops in enumerate([(4,), (4,), (0, 2), (1, 3)]):
        put(state, instance, vehicle, *stops)
    state.fixed[4, 0] = 10 * 3600
    _, state = priced(instance, state)
    pool = pool_of(instance, (2, (0, 1)), (3, (2, 3)))
    better = rechosen(instance, state, [pool], 0, SECONDS)
    assert better is not None
    assert routes_in(better)[:2] == [[4], [4]]
    assert better.fixed[4, 0] == 10 * 3600


def test_a_known_carer_is_worth_a_detour():
    """The senior's own carer comes, 400 seconds longer on the way, not 600."""
    of = on_a_line(FOUR[:2], TWO, records=[record("S0", carer_id="C1")])
    instance = to_instance(of)
    state = state_with(instance, (0,), (1,))
    pool = pool_of(instance, (1, (0,)), (0, (1,)))
    better = rechosen(instance, state, [pool], 0, SECONDS)
    assert better is not None
    assert routes_in(better) == [[1], [0]]


def test_published_carers_are_worth_an_exchange():
    """The ways are as long whoever comes, but two stops were published otherwise."""
    of = on_a_line(FOUR[:2], TWO)
    held = plan(route(visit("S0")), of=of)
    held = plan(
        route(visit("S0"), carer_id="C1"), route(visit("S1"), carer_id="C0"), of=of
    )
    instance = to_instance(of, held)
    state = state_with(instance, (0,), (1,))
    pool = pool_of(instance, (1, (0,)), (0, (1,)))
    better = rechosen(instance, state, [pool], 0, SECONDS)
    assert better is not None
    assert routes_in(better) == [[1], [0]]


@settings(deadline=None, derandomize=True, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_no_choice_breaks_a_rule_or_costs_more_but_for_fairness(rng):
    """What is chosen from a search's routes is allowed and, fairness aside, cheaper."""
    of = invented(rng, most_seniors=14)
    assume(of.shifts)
    instance = to_instance(of)._replace(fairness_weight=0.0)
    first = searched(instance, empty_state(instance), effort=3_000)
    pools = [first.pool, searched(instance, first.best).pool]
    cost, state = priced(instance, first.best)
    for on in range(of.days):
        better = rechosen(instance, state, pools, on, SECONDS)
        if better is not None:
            less, state = priced(instance, better)
            assert less < cost + 1e-6
            cost = less
            assert broken_rules(of, instance, state) == set()
