"""How few visits there can be: no plan that is no later makes fewer.

Tiny communities are planned by trying everything, and the proof compared with that.
"""

from builders import carer, day, problem, roster, senior
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import invented
from trying_all import fewest_by_lateness, tiny

from scheduler.check.kpis import kpis
from scheduler.domain.problem import Problem
from scheduler.domain.words import Tag
from scheduler.solver.arrays import to_instance
from scheduler.solver.fewest import FewestVisits, fewest_visits
from scheduler.solver.solve import solve

SECONDS = 5.0


def late(red: int = 0, orange: int = 0, green: int = 0) -> dict[Tag, int]:
    return dict(zip(Tag, (red, orange, green), strict=True))


def proved(of: Problem, late_days: dict[Tag, int]) -> FewestVisits:
    found = fewest_visits(to_instance(of), late_days, SECONDS)
    assert found is not None
    return found


def test_one_visit_an_interval():
    """Green, due on days 0 and 7; red, due on days 0, 3, 6, 9 and 12."""
    of = problem([senior(), senior("S2", "red")], days=14)
    assert proved(of, late()).beside(late()) == 2 + 5


def test_a_day_late_may_save_a_visit():
    """Due on day 6 and so on day 13, the last: a day later there is but one visit."""
    of = problem([senior(last_visit=day(-1))], days=14)
    found = proved(of, late())
    assert found.beside(late()) == 2
    assert found.beside(late(green=1)) <= 1
    assert proved(of, late(green=1)).beside(late(green=1)) == 1


def test_coming_early_costs_a_visit():
    """Staff come on days 3 and 9 only: due on day 5, then 10 and so once more."""
    of = problem(
        [senior(last_visit=day(-2))], roster=roster(days=[day(3), day(9)]), days=12
    )
    assert proved(of, late()).beside(late()) == 2
    assert proved(of.replace(days=10), late()).beside(late()) == 1


def test_what_stands_before_the_first_day_saves_nothing():
    """Overdue for five days when the plan begins: visited on days 0 and 7."""
    of = problem([senior(last_visit=day(-12))], days=14)
    assert proved(of, late(green=5)).beside(late(green=5)) == 2


@settings(deadline=None, derandomize=True, max_examples=200)
@given(tiny(), st.randoms(use_true_random=False))
def test_nobody_betters_the_proof(given_, rng):
    """No choice of days makes fewer visits, whatever lateness the proof was made for.

    Each bound holds for all plans, those that are later or earlier included.
    """
    of, staffed, capacity = given_
    instance = to_instance(of)
    fewest = fewest_by_lateness(instance, staffed, capacity)
    for aimed_at in {min(fewest), rng.choice(sorted(fewest))}:
        found = proved(of, late(*aimed_at))
        for late_days, visits in fewest.items():
            assert found.beside(late(*late_days)) <= visits


@settings(deadline=None, derandomize=True, max_examples=15)
@given(st.randoms(use_true_random=False))
def test_no_plan_makes_fewer_visits(rng):
    """What the referee counts is never below the bound for just so many days late."""
    of = invented(rng)
    counted = kpis(of, solve(of, time_limit=0.1).plan)
    found = proved(of, dict(counted.late_days))
    assert found.beside(counted.late_days) <= counted.visits


def test_out_of_time_proves_nothing():
    """A bound that was not reached is None, not a guess."""
    seniors = [senior(f"S{n:03}", last_visit=day(-n % 7)) for n in range(200)]
    of = problem(seniors, [carer(max_visits_per_day=20)], days=28)
    assert fewest_visits(to_instance(of), late(), 1e-9) is None
