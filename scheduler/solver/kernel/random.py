"""Random numbers that repeat: xorshift64 (Marsaglia 2003) on a state handed in."""

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.kernel.compiled import inlined

Random = NDArray[np.uint64]
"""The generator's state: one word, never zero."""


def seeded(seed: int, stream: int) -> Random:
    """Return a generator state; different streams of one seed are independent."""
    state = np.random.SeedSequence([seed, stream]).generate_state(1, np.uint64)
    return state | np.uint64(1)


@inlined
def uniform(random: Random) -> float:
    """Return a number in [0, 1)."""
    word = random[0]
    word ^= word << np.uint64(13)
    word ^= word >> np.uint64(7)
    word ^= word << np.uint64(17)
    random[0] = word
    return np.float64(word >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inlined
def below(random: Random, bound: int) -> int:
    """Return a whole number from 0 to bound - 1."""
    return int(uniform(random) * bound)
