"""Random numbers: they repeat, streams differ, and none leaves its range."""

import numpy as np
from numba import njit

from scheduler.solver.kernel.compiled import OPTIONS
from scheduler.solver.kernel.random import below, seeded, uniform

COUNT = 20_000


@njit(**OPTIONS)
def draw(random, bound, numbers, whole):
    """Fill both arrays with numbers from one generator."""
    for i in range(len(numbers)):
        numbers[i] = uniform(random)
        whole[i] = below(random, bound)


def drawn(seed, stream, bound=7):
    numbers, whole = np.zeros(COUNT), np.zeros(COUNT, np.int64)
    draw(seeded(seed, stream), bound, numbers, whole)
    return numbers, whole


def test_the_same_seed_and_stream_repeat():
    """Two generators of one seed and stream draw the same numbers."""
    assert np.array_equal(drawn(3, 1)[0], drawn(3, 1)[0])


def test_seeds_and_streams_differ():
    """Neither another stream nor another seed draws any of the same numbers."""
    here, there, elsewhere = (drawn(*which)[0] for which in [(3, 0), (3, 1), (4, 0)])
    assert not (here == there).any()
    assert not (here == elsewhere).any()


def test_numbers_are_spread_evenly_from_0_to_1():
    """All lie in [0, 1), and each tenth holds about a tenth of them."""
    numbers, _ = drawn(0, 0)
    assert 0.0 <= numbers.min() < numbers.max() < 1.0
    tenths = np.histogram(numbers, 10, (0.0, 1.0))[0]
    assert abs(tenths - COUNT / 10).max() < COUNT / 100


def test_whole_numbers_stay_below_their_bound():
    """Every number from 0 to the bound less 1 comes up, and no other."""
    assert set(drawn(5, 0, bound=7)[1].tolist()) == set(range(7))
    assert set(drawn(5, 0, bound=1)[1].tolist()) == {0}


def test_the_state_is_never_zero():
    """Zero would be drawn for ever."""
    assert all(seeded(seed, 0)[0] != 0 for seed in range(1000))
