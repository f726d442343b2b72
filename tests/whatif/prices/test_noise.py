"""A difference is told as seldom by chance as is claimed, and where it is certain."""

from itertools import combinations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.whatif.prices.noise import MOST_DOUBT, doubt, shift

hours = st.integers(-1000, 1000)
runs = st.lists(hours, min_size=5, max_size=5)


def test_ranges_that_do_not_touch_differ():
    """Five runs about 10 against five about 7: three less, from one to five less."""
    found = shift([9, 10, 10, 10, 11], [6, 7, 7, 7, 8])
    assert found == (-3, -5, -1)
    assert not found.is_noise
    assert found.noise == 2


def test_ranges_that_touch_do_not():
    """One run as low as the highest of the others is enough for none."""
    assert shift([9, 10, 10, 10, 11], [6, 7, 7, 7, 9]).is_noise


def test_the_same_runs_do_not_differ():
    """However they scatter, or if they do not: nothing."""
    for alike in ([1, 2, 3, 4, 5], [2, 2, 2, 2, 2]):
        found = shift(alike, alike)
        assert found.change == 0
        assert found.is_noise


def test_what_every_seed_agrees_on_differs_without_noise():
    """Runs that do not scatter tell any difference, exactly."""
    assert shift([2.0] * 5, [2.5] * 5) == (0.5, 0.5, 0.5)


def test_sums_in_another_order_are_the_same():
    """What differs only far behind the point is nothing."""
    assert shift([0.1 + 0.2] * 5, [0.3] * 5).is_noise


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_chance_tells_a_difference_as_often_as_claimed(count):
    """Of all ways to deal twice as many ranks to two sides, just that part is told."""
    ranks = range(2 * count)
    told = sum(
        not shift([r for r in ranks if r not in side], side).is_noise
        for side in combinations(ranks, count)
    )
    assert told / comb(2 * count, count) == pytest.approx(doubt(count))


def test_from_five_seeds_on_chance_is_kept_small():
    """Two in 252 with five; three and four cannot be as sure, and say so."""
    assert doubt(5) == pytest.approx(2 / 252)
    assert all(doubt(count) <= MOST_DOUBT for count in (5, 6, 10, 50))
    assert doubt(3) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("count", "critical"), [(5, 0), (6, 2), (7, 4), (8, 7), (9, 11), (10, 16)]
)
def test_the_bounds_are_those_of_the_published_tables(count, critical):
    """Mann and Whitney's U at one per cent, two-sided: so many may lie beyond."""
    assert not shift(*_with_below(count, critical)).is_noise
    assert shift(*_with_below(count, critical + 1)).is_noise


def _with_below(count, below):
    """Return runs and others above them but for so many of the differences."""
    before = [10 * place for place in range(count)]
    after = []
    for _ in range(count):
        least = min(count, below)
        below -= least
        after.append(10 * (count - least) - 5)
    return before, after


@given(runs, runs)
def test_the_other_way_round_is_the_opposite(before, after):
    """What one side is above, the other is below."""
    assert shift(after, before) == shift(before, after).turned()


@given(runs, runs, hours)
def test_what_is_added_to_every_run_is_added_to_the_difference(before, after, more):
    """So a rule that costs the same in every run is priced at that, noise or not."""
    now, then = shift(before, [run + more for run in after]), shift(before, after)
    assert now == tuple(value + more for value in then)


@given(runs, runs)
def test_the_difference_lies_within_its_interval(before, after):
    """And the noise is no less than nothing."""
    found = shift(before, after)
    assert found.low <= found.change <= found.high
    assert found.noise >= 0
