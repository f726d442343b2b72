"""Our engine on the published problem: optima by hand, by trying all, and the judge."""

from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from tied import day, days, least_cost, patient

from scheduler.bench.hhcrsp.evaluator import judge
from scheduler.bench.hhcrsp.solving import arrays_of, solution_of, solved
from scheduler.solver.kernel.random import seeded
from scheduler.solver.synchronised.pace import Counted, Timed
from scheduler.solver.synchronised.search import search
from scheduler.solver.synchronised.solve import solve
from scheduler.solver.synchronised.state import empty_state, stops_of
from scheduler.solver.synchronised.world import new_world

SHORT = Counted(20_000.0)

STREET = np.abs(np.subtract.outer(range(4), range(4)))

BOTH = (("s1", 10), ("s2", 10))


def starts(solution):
    """Return when each patient's services start."""
    return {
        (stop.patient_id, stop.service_id): stop.arrival_time
        for route in solution.routes
        for stop in route.locations
    }


def test_nobody_to_visit():
    """An empty day has no routes."""
    assert solved(day([], [[0]]), 0, SHORT).routes == ()


def test_one_visit_as_early_as_can_be():
    """Five minutes away, open from 20: nobody comes before."""
    instance = day([patient(window=(20, 30))], [[0, 5], [5, 0]])
    assert starts(solved(instance, 0, SHORT)) == {("p1", "s1"): 20}


def test_two_together_wait_for_the_later():
    """c2 comes from p2, done at 35, and is at p1 at 40; c1 waits."""
    instance = day(
        [
            patient("p1", (30, 60), BOTH, "simultaneous"),
            patient("p2", (25, 25), (("s2", 10),)),
        ],
        [[0, 5, 5], [5, 0, 5], [5, 5, 0]],
    )
    assert starts(solved(instance, 0, SHORT)) == {
        ("p1", "s1"): 40,
        ("p1", "s2"): 40,
        ("p2", "s2"): 25,
    }


def test_a_first_service_is_put_off_for_the_second():
    """c2 can be at p1 at 40, at most 15 after the first, which so starts at 25."""
    instance = day(
        [
            patient("p1", (10, 60), BOTH, (5, 15)),
            patient("p2", (25, 25), (("s2", 10),)),
        ],
        [[0, 5, 5], [5, 0, 5], [5, 5, 0]],
    )
    found = starts(solved(instance, 0, SHORT))
    assert (found["p1", "s1"], found["p1", "s2"]) == (25, 40)


def test_two_may_meet_patients_in_opposite_orders():
    """First p1 then p2 for one, the other way round for the other: gaps allow it."""
    instance = day(
        [
            patient("p1", (10, 10), BOTH, (50, 90)),
            patient("p2", (10, 10), (BOTH[1], BOTH[0]), (50, 90)),
        ],
        [[0, 5, 5], [5, 0, 50], [5, 50, 0]],
    )
    solution = solved(instance, 0, SHORT)
    assert starts(solution) == {
        ("p1", "s1"): 10,
        ("p2", "s2"): 10,
        ("p1", "s2"): 70,
        ("p2", "s1"): 70,
    }
    assert judge(instance, solution) == (120, 120, 60, ())


def test_nobody_able_is_refused():
    """The reader never lets such a day through; the engine does not hang on it."""
    with pytest.raises(ValueError, match="no vehicles"):
        solve(arrays_of(day([patient()], [[0, 5], [5, 0]], [()])), 0, SHORT)


def test_stopped_at_once_everybody_is_visited_still():
    """A search that ends before it has begun gives routes that break no rule."""
    stop = Event()
    stop.set()
    instance = day([patient(f"p{n}", needs=BOTH, tie=(0, 9)) for n in range(3)], STREET)
    solution = solved(instance, 0, Timed(60.0, stop))
    assert judge(instance, solution).breaches == ()


def test_the_same_seed_and_effort_give_the_same_solution():
    """Two threads and all: work is counted, not timed."""
    instance = day(
        [patient(f"p{n}", (n, n + 20)) for n in range(12)],
        np.abs(np.subtract.outer(range(13), range(13))),
        [("s1",)] * 3,
    )
    assert solved(instance, 7, SHORT) == solved(instance, 7, SHORT)


@settings(max_examples=40)
@given(days())
def test_the_best_of_all_solutions_is_found(instance):
    """No solution of a tiny day is cheaper, and the judge finds nothing wrong."""
    judged = judge(instance, solved(instance, 0, SHORT))
    assert judged.breaches == ()
    assert judged.cost == pytest.approx(least_cost(instance))


@settings(max_examples=60)
@given(days(most=12))
def test_search_and_judge_agree(instance):
    """What the search believes a solution costs is what it costs, after many steps."""
    arrays = arrays_of(instance)
    world = new_world(arrays, empty_state(arrays), seeded(0, 0))
    believed = search(world, 50_000.0, 5.0)
    judged = judge(instance, solution_of(instance, stops_of(arrays, world.best)))
    assert judged.breaches == ()
    assert 3 * judged.cost == pytest.approx(believed)
