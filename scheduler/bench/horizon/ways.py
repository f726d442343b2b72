"""The ways of planning that are lived through beside each other."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from scheduler.bench.horizon.due_first import due_first
from scheduler.bench.peers.peer import Peer
from scheduler.errors import Text
from scheduler.planning import rolling
from scheduler.simulate.days import Planner


class Way(NamedTuple):
    """One way of planning.

    Attributes
    ----------
    key
        In the file of results.
    planner
        Of a seed and the seconds of solving each day.
    """

    key: str
    title: Text
    planner: Callable[[int, float], Planner]


OURS = Way("rolling", Text("滚动计划", "rolling plan"), rolling)


def usual_ways(peer: Peer) -> tuple[Way, Way]:
    """Return the two baselines, routed by a rival."""
    return (
        Way(
            f"due, {peer.key}",
            Text("先到期先排", "due first"),
            partial(due_first, peer, 0),
        ),
        Way(
            f"due + 1, {peer.key}",
            Text("以明日到期者补满", "and tomorrow's"),
            partial(due_first, peer, 1),
        ),
    )
