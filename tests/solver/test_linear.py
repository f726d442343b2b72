"""Programmes: known optima, none at all, hints, and the same answer twice."""

from random import Random

import numpy as np
import pytest

from scheduler.solver.linear import Programme

EFFORT, SECONDS = 1.0, 10.0


def programme(costs, rows) -> Programme:
    """Return a programme of rows (low, coefficients, high)."""
    made = Programme()
    variables = made.add_variables(np.array(costs, float))
    lows, table, highs = zip(*rows, strict=True)
    row, column = np.nonzero(np.array(table))
    made.add_rows(
        row,
        variables[column],
        np.array(table, float)[row, column],
        np.array(lows, float),
        np.array(highs, float),
    )
    return made


COVER = ([3.0, 2.0, 4.0], [(1, [1, 1, 0], 9), (1, [0, 1, 1], 9), (1, [1, 0, 1], 9)])
"""Each pair wants one of two: half of each over the reals, the cheaper two whole."""

NO_HINT = np.array([], int)


def test_relaxed_optimum_and_reduced_costs():
    """Half of each is best; what is used has no reduced cost."""
    answer = programme(*COVER).solve_relaxed(SECONDS)
    assert answer.optimal
    assert answer.objective == pytest.approx(4.5)
    assert answer.values == pytest.approx([0.5] * 3)
    assert answer.reduced_costs == pytest.approx([0.0] * 3)


def test_whole_optimum():
    """The two cheapest cover all three pairs."""
    answer = programme(*COVER).solve_whole(SECONDS, EFFORT, NO_HINT)
    assert (answer.optimal, answer.objective) == (True, 5.0)
    assert answer.values.tolist() == [1, 1, 0]


def test_limits_above_bind_too():
    """At most one of the two cheap ones leaves the dear one to be taken."""
    made = programme([1.0, 1.0, 5.0], [(2, [1, 1, 1], 2), (-np.inf, [1, 1, 0], 1)])
    assert made.solve_whole(SECONDS, EFFORT, NO_HINT).objective == 6.0
    assert made.solve_relaxed(SECONDS).objective == pytest.approx(6.0)


def test_coefficients_other_than_one():
    """Sixty minutes hold one of 40 and one of 20, not both of 40."""
    made = programme([-3.0, -3.0, -1.0], [(-np.inf, [40, 40, 20], 60)])
    assert made.solve_whole(SECONDS, EFFORT, NO_HINT).values.sum() == 2


def test_variables_and_rows_added_later_are_counted_on():
    """Ids and rows of a second block do not meet those of the first."""
    made = programme([1.0], [(1, [1], 1)])
    (other,) = made.add_variables(np.array([7.0]))
    one, row = np.array([1.0]), np.array([0])
    made.add_rows(row, np.array([other]), 1.0, one, one)
    assert other == 1
    assert made.solve_relaxed(SECONDS).objective == pytest.approx(8.0)
    assert made.solve_whole(SECONDS, EFFORT, NO_HINT).objective == 8.0


def test_what_cannot_be_met_has_no_answer():
    """Both at once and at most one of them: no values, and no claim."""
    made = programme([1.0, 1.0], [(2, [1, 1], 9), (-np.inf, [1, 1], 1)])
    for answer in (
        made.solve_relaxed(SECONDS),
        made.solve_whole(SECONDS, EFFORT, NO_HINT),
    ):
        assert (answer.values, answer.objective, answer.optimal) == (None, None, False)


def test_no_time_leaves_nothing():
    """A relaxation that was not finished is no bound."""
    assert not programme(*COVER).solve_relaxed(0.0).optimal


def covering(seed: int) -> tuple[Programme, list[int], float]:
    """Return 60 things to cover by 400 sets, a poor cover, and its cost."""
    rng = Random(seed)
    things, sets = 60, 400
    table = np.zeros((things, sets), int)
    for column in range(sets - things):
        table[rng.sample(range(things), 5), column] = 1
    table[range(things), range(sets - things, sets)] = 1
    costs = [*(rng.uniform(20, 60) for _ in range(sets - things)), *[40.0] * things]
    rows = [(1, row.tolist(), 1) for row in table]
    hint = np.arange(sets - things, sets)
    return programme(costs, rows), hint.tolist(), 40.0 * things


@pytest.mark.parametrize("effort", [1e-9, 0.02, 0.5])
@pytest.mark.parametrize("seed", range(3))
def test_never_worse_than_the_hint(seed, effort):
    """However little work is allowed, the known choice or a better one comes back."""
    made, hint, cost = covering(seed)
    answer = made.solve_whole(SECONDS, effort, np.array(hint))
    if answer.objective is not None:
        assert answer.objective <= cost + 1e-6


def test_the_hint_is_an_answer_at_once():
    """With the known choice at hand a little work is enough to have an answer."""
    made, hint, _ = covering(0)
    assert made.solve_whole(SECONDS, 0.05, np.array(hint)).values is not None


def test_the_same_answer_twice():
    """Counted work, not a clock, ends the choice."""
    made, hint, _ = covering(1)
    one, other = (made.solve_whole(SECONDS, 0.2, np.array(hint)) for _ in range(2))
    assert one.objective == other.objective
    assert np.array_equal(one.values, other.values)


def test_more_work_finds_better():
    """The cover by sets is far cheaper than the one that was hinted at."""
    made, hint, cost = covering(2)
    assert made.solve_whole(SECONDS, 0.5, np.array(hint)).objective < 0.6 * cost
