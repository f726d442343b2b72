"""What halves of routes may not do: of three seniors, two routes never see two each.

Whoever is visited once lies on one route. So of any three seniors at most one route
visits two or more: a *cut*, which mixtures of routes may break (subset rows).
"""

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Cut = tuple[int, int, int]

MOST_CUTS = 60
"""As many as there are bits to tell them apart."""

CUTS_A_ROUND = 20
SMALLEST_EXCESS = 0.05

LEAST_USED = 1e-6
"""A route used less is none."""

OFTEN = 4
"""In so many new cuts a senior may stand, so that they lie apart."""


def broken(visits: Ints, used: Floats, alone: Bools, most: int) -> list[Cut]:
    """Return the cuts that the mixture breaks most.

    Parameters
    ----------
    visits
        How often each route visits each senior, shape (routes, seniors).
    used
        How much of each route is run.
    alone
        Which seniors are visited by one carer.
    """
    running = used > LEAST_USED
    visits, used = visits[running] * alone, used[running]
    triples = _candidates(visits, used)
    excess = (visits[:, triples].sum(axis=2) // 2).T @ used - 1.0
    chosen: list[Cut] = []
    times = np.zeros(visits.shape[1], int)
    for place in np.argsort(-excess, kind="stable"):
        triple = triples[place]
        if excess[place] < SMALLEST_EXCESS or len(chosen) == most:
            break
        if times[triple].max() < OFTEN:
            times[triple] += 1
            chosen.append((int(triple[0]), int(triple[1]), int(triple[2])))
    return chosen


def _candidates(visits: Ints, used: Floats) -> Ints:
    """Return three seniors each whose pairs are together often enough."""
    together = (visits.T * used) @ visits
    np.fill_diagonal(together, 0.0)
    triples = [np.zeros((0, 3), np.int64)]
    for first in range(len(together)):
        beside = together[first, first:]
        sums = beside[:, None] + beside[None, :] + together[first:, first:]
        pairs = np.argwhere(np.triu(sums > 1.0 + SMALLEST_EXCESS, 1))
        pairs = pairs[pairs[:, 0] > 0] + first
        triples.append(np.insert(pairs, 0, first, axis=1))
    return np.concatenate(triples)


def cut_bits(cuts: list[Cut], seniors: int) -> Ints:
    """Return in which cuts each senior stands, one bit each."""
    bits = np.zeros(seniors, np.int64)
    for number, cut in enumerate(cuts):
        bits[list(cut)] |= np.int64(1) << np.int64(number)
    return bits
