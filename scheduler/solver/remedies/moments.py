"""When the carers of a two-person visit may begin, and what the second's part costs.

On a full step of five minutes, or as soon as one of the two can be there as the shifts
begin now; where one comes second, also so long before or after that as the lag says.
"""

import numpy as np

from scheduler.domain.lag import Lag
from scheduler.solver.remedies.need import Prices
from scheduler.solver.remedies.slots import NEVER, Held, Ints
from scheduler.solver.remedies.steps import ROUND_SECONDS, rounded_up


def following_prices(
    times: Ints, prices: Prices, lag: Lag | None
) -> tuple[Prices, Ints]:
    """Return the least price of who comes second, and when, by the first's time.

    Shape (rows, times); the price is infinite where no time keeps the lag.
    """
    if lag is None:
        return prices, np.broadcast_to(np.arange(len(times)), prices.shape)
    begins = np.searchsorted(times, times + lag.least_seconds)
    ends = np.searchsorted(times, times + lag.most_seconds, side="right")
    following = np.full(prices.shape, np.inf)
    later = np.zeros(prices.shape, np.int64)
    for number, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        if begin < end:
            later[:, number] = begin + prices[:, begin:end].argmin(axis=1)
            following[:, number] = prices[:, begin:end].min(axis=1)
    return following, later


def moments(held: Held, lag: Lag | None) -> Ints:
    """Return the moments at which somebody may begin, in order."""
    steps = [
        np.arange(
            rounded_up(window.start),
            window.end - held.call.seconds + 1,
            ROUND_SECONDS,
        )
        for window in held.call.windows
    ]
    there = held.earliest[held.earliest < NEVER]
    times = np.unique(np.concatenate([*steps, there]))
    if lag is None:
        return times
    ways = np.array([0, lag.least_seconds, lag.most_seconds])
    both: Ints = np.unique(times + np.concatenate([ways, -ways])[:, None])
    return np.asarray(both[held.earliest_from(both) == both])
