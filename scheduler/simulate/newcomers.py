"""Invented seniors who joined a few days ago and have no history yet."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from scheduler.domain.people import Senior
from scheduler.domain.words import Status
from scheduler.simulate.draw import chance, shuffled, whole

NEWCOMER_SHARE = 0.01
NOTED_SHARE = 0.6
"""Of these, so many have a first visit noted in seniors.csv; the rest have none."""


def with_newcomers(
    rng: np.random.Generator, seniors: Sequence[Senior], first_day: date
) -> tuple[list[Senior], frozenset[str]]:
    """Return the seniors with a few first visits noted, and the ids of newcomers."""
    active = [s.senior_id for s in seniors if s.status is Status.ACTIVE]
    new = frozenset(shuffled(rng, active)[: round(NEWCOMER_SHARE * len(seniors))])
    noted = [
        _with_first_visit(rng, senior, first_day) if senior.senior_id in new else senior
        for senior in seniors
    ]
    return noted, new


def _with_first_visit(
    rng: np.random.Generator, senior: Senior, first_day: date
) -> Senior:
    if not chance(rng, NOTED_SHARE):
        return senior
    return senior.replace(last_visit=first_day - timedelta(days=whole(rng, 1, 3)))
