"""Invented pauses: in hospital, away, suspended, and the end of the programme."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from scheduler.domain.people import Senior
from scheduler.domain.words import Status
from scheduler.simulate.draw import pick_weighted, whole

SHARES: Mapping[tuple[Status, bool], float] = {
    (Status.ACTIVE, False): 96.5,
    (Status.HOSPITAL, True): 1.2,
    (Status.HOSPITAL, False): 0.5,
    (Status.AWAY, True): 0.9,
    (Status.AWAY, False): 0.4,
    (Status.SUSPENDED, False): 0.3,
    (Status.ENDED, False): 0.2,
}
"""In per cent; whether the end of the pause is known."""


def with_pauses(
    rng: np.random.Generator, seniors: Sequence[Senior], first_day: date
) -> tuple[list[Senior], Mapping[str, date]]:
    """Return the seniors with a few paused, and since when those are, by id.

    Known ends lie one to twelve days after the first day.
    """
    drawn, since = [], {}
    for senior in seniors:
        status, ends = pick_weighted(rng, SHARES)
        until = first_day + timedelta(days=whole(rng, 1, 12)) if ends else None
        drawn.append(senior.replace(status=status, status_until=until))
        if status is not Status.ACTIVE:
            since[senior.senior_id] = first_day - timedelta(days=whole(rng, 2, 15))
    return drawn, since
