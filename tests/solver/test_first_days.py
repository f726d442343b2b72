"""Where the simplex begins changes how long it takes, not what it finds."""

import numpy as np
import pytest
from builders import carer, day, problem, roster, senior
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import invented

from scheduler.domain.problem import Problem
from scheduler.solver.arrays import to_instance
from scheduler.solver.days import least_load
from scheduler.solver.days_programme import DaysProgramme
from scheduler.solver.first_days import first_days

SECONDS = 5.0


def programme(of: Problem) -> DaysProgramme:
    """Return the days' programme in which visits and late days cost something."""
    instance = to_instance(of)
    costs = np.ones((instance.seniors, instance.days))
    model = DaysProgramme(instance, least_load(instance), visit_costs=costs)
    model.price_late_days(instance.late)
    return model


def begun(of: Problem) -> list[list[int]]:
    """Return on which days the corner visits each senior."""
    model = programme(of)
    basic = np.append(first_days(model).basic, False)
    return [np.flatnonzero(row).tolist() for row in basic[model.visits]]


def test_everybody_is_visited_on_the_last_day_on_time():
    """Green, due on days 4 and 11; red, due at once and every third day."""
    of = problem([senior(last_visit=day(-3)), senior("S2", "red")], days=12)
    assert begun(of) == [[4, 11], [0, 3, 6, 9]]


def test_a_full_day_sends_somebody_a_day_earlier():
    """Three hours hold two visits of an hour with a margin: one comes a day before."""
    crowd = [senior(f"S{n}", last_visit=day(-1), visit_minutes=60) for n in range(3)]
    of = problem(crowd, roster=roster(hours="08:30-11:30"), days=7)
    assert sorted(begun(of)) == [[5], [6], [6]]


def test_nobody_to_go_there_is_nobody_visited():
    """Without carers all days are late, and there is a corner all the same."""
    of = problem([senior(tag="red")], carers=[], days=3)
    assert begun(of) == [[]]
    model = programme(of)
    assert first_days(model).basic[model.late[0]].all()


def same(model: DaysProgramme) -> bool:
    """Return whether the optimum from the corner is the one from nothing."""
    begin = first_days(model)
    assert begin.basic.sum() == begin.tight.sum()
    cold = model.programme.solve_relaxed(SECONDS)
    warm = model.programme.solve_relaxed(SECONDS, begin=begin)
    return warm.objective == pytest.approx(cold.objective)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.randoms(use_true_random=False))
def test_the_same_is_found_from_there_as_from_nothing(rng):
    """Each variable worked out has its row, and the optimum is no other."""
    assert same(programme(invented(rng)))


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.randoms(use_true_random=False), st.integers(1, 9))
def test_so_it_is_where_late_seniors_are_counted(rng, days):
    """Whoever is late once is late: one variable stands in many rows."""
    instance = to_instance(invented(rng))
    model = DaysProgramme(instance, least_load(instance))
    model.price_late_seniors(min(days, instance.days))
    assert same(model)


def test_shifts_are_filled_before_the_next_one_is_touched():
    """Seven visits, five a carer: one carer has the limit, the other the rest."""
    seniors = [senior(f"S{n}", last_visit=day(-7)) for n in range(7)]
    carers = [carer(f"C{n}", max_visits_per_day=5) for n in range(2)]
    model = programme(problem(seniors, carers, days=1))
    begin = first_days(model)
    assert begin.basic[model.flows.variables].all()
    assert begin.tight[model.visit_rows[model.visit_rows >= 0]].tolist() == [
        True,
        False,
    ]
