"""Routes that come back to a senior: what they must remember so that they cannot.

Where the programme mixes routes with loops, all on the loop remember its senior from
then on (dynamic ng-routes of Roberti and Mingozzi 2014).
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]

MOST_REMEMBERED = 20
"""At one senior."""


def longer(remembers: Bools, routes: Iterable[tuple[int, ...]]) -> Bools:
    """Return who is remembered where so that these routes have fewer loops."""
    remembers = remembers.copy()
    for stops in routes:
        last: dict[int, int] = {}
        for place, senior in enumerate(stops):
            if senior in last:
                between = list(stops[last[senior] + 1 : place])
                full = remembers[between].sum(axis=1).max() >= MOST_REMEMBERED
                if not full:
                    remembers[between, senior] = True
            last[senior] = place
    return remembers


def is_run(stops: tuple[int, ...], remembers: Bools) -> bool:
    """Return whether no senior of a route is remembered when it comes to them."""
    seen: set[int] = set()
    for senior in stops:
        if senior in seen:
            return False
        seen = {one for one in seen if remembers[senior, one]} | {senior}
    return True
