"""What halves of routes may not do: of three seniors, two routes never see two each.

Whoever is visited once lies on one route. So of any three seniors at most one route
visits two or more: a *cut*, which mixtures of routes may break (subset rows). A route
counts every second visit of a cut's seniors, unless it has been away from the cut's
*memory* in between: a shorter memory forgives more, and is quicker to search with
(limited-memory cuts of Pecin et al. 2017).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.pricing.labels import WORDS

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Triple = tuple[int, int, int]
Stops = tuple[int, ...]


class Cut(NamedTuple):
    """Three seniors, and at whom a route remembers them: themselves and others."""

    triple: Triple
    memory: frozenset[int]


WORD = 64

MOST_CUTS = WORDS * WORD
"""As many as there are bits to tell them apart."""

CUTS_A_ROUND = 30
SMALLEST_EXCESS = 0.03

LEAST_USED = 1e-6
"""A route used less is none."""

OFTEN = 5
"""In so many new cuts a senior may stand, so that they lie apart."""


def times(stops: Stops, cut: Cut) -> int:
    """Return how often a route counts against a cut."""
    count, odd = 0, False
    for senior in stops:
        odd = odd and senior in cut.memory
        if senior in cut.triple:
            count += odd
            odd = not odd
    return count


def broken(routes: Sequence[Stops], used: Floats, alone: Bools, most: int) -> list[Cut]:
    """Return the cuts that the mixture breaks most.

    Parameters
    ----------
    used
        How much of each route is run.
    alone
        Which seniors are visited by one carer.
    """
    running = np.nonzero(used > LEAST_USED)[0]
    routes, used = [routes[int(number)] for number in running], used[running]
    visits = np.zeros((len(routes), len(alone)), np.int64)
    for row, stops in zip(visits, routes, strict=True):
        np.add.at(row, list(stops), 1)
    visits *= alone
    triples = _candidates(visits, used)
    excess = (visits[:, triples].sum(axis=2) // 2).T @ used - 1.0
    chosen: list[Cut] = []
    stands = np.zeros(len(alone), int)
    for place in np.argsort(-excess, kind="stable"):
        triple = triples[place]
        if excess[place] < SMALLEST_EXCESS or len(chosen) == most:
            break
        if stands[triple].max() < OFTEN:
            stands[triple] += 1
            chosen.append(_remembered((triple[0], triple[1], triple[2]), routes))
    return chosen


def _remembered(triple: Iterable[int], routes: Iterable[Stops]) -> Cut:
    """Return the cut with a memory that is just enough for these routes."""
    first, second, third = (int(senior) for senior in triple)
    memory = {first, second, third}
    for stops in routes:
        since: set[int] | None = None
        for senior in stops:
            if senior in (first, second, third):
                memory |= since or set()
                since = set() if since is None else None
            elif since is not None:
                since.add(senior)
    return Cut((first, second, third), frozenset(memory))


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


def cut_bits(groups: Iterable[Iterable[int]], seniors: int) -> Ints:
    """Return in which of these groups each senior stands, one bit each."""
    bits = np.zeros((seniors, WORDS), np.uint64)
    for number, group in enumerate(groups):
        word, place = divmod(number, WORD)
        bits[list(group), word] |= np.uint64(1) << np.uint64(place)
    return bits.view(np.int64)


def fines_by_byte(fines: Floats) -> Floats:
    """Return what each choice of eight cuts costs, shape (bytes, choices)."""
    padded = np.zeros(MOST_CUTS)
    padded[: len(fines)] = fines
    chosen = (np.arange(256)[:, None] >> np.arange(8)) & 1
    return np.ascontiguousarray(padded.reshape(-1, 8) @ chosen.T)
