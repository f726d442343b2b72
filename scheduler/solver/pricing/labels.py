"""What the compiled search for cheap routes works on: plain arrays.

A *label* is a route so far: where it stands, when it is ready to leave, what it costs
less what its visits pay. *Kinds* of vehicles share shift, base, travel and costs; the
vehicles of a kind that may visit the same seniors are a *group*.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.kernel.handle import (
    Bytes1,
    Bytes2,
    Floats1,
    Ints1,
    Ints2,
    handle_for,
)

Bytes3 = Annotated[NDArray[np.int8], 3]
Floats2 = Annotated[NDArray[np.float64], 2]

MOST_LABELS = 300_000
MOST_STANDING = 4096
"""Labels at one senior that none of them betters."""

WORDS = 2
"""Of 64 bits, one for each cut."""


class Day(NamedTuple):
    """The seniors of a day, and whom a route remembers where.

    Attributes
    ----------
    service, opens, closes, windows
        As in the `Instance`.
    slot
        Which of those remembered at the first the second is, or -1.
    carried
        Which of those remembered at the second each of the first one's is, or -1.
    """

    service: Ints1
    opens: Ints2
    closes: Ints2
    windows: Ints1
    slot: Bytes2
    carried: Bytes3


class Kind(NamedTuple):
    """Vehicles that can drive the same routes.

    Attributes
    ----------
    legs
        Seconds from place to place.
    members
        Whom some of them may visit.
    allowed
        Which groups of them may visit a senior, one bit each.
    span
        Start and end of the shift, base, and the power of 2 that is the step of
        ``home`` in seconds.
    """

    legs: Ints2
    members: Ints1
    allowed: Ints1
    span: Ints1


class Labels(NamedTuple):
    """Room for labels.

    Attributes
    ----------
    node, ready, cost, seen, groups, odd, parent
        Of each label; ``seen`` are bits of the senior's memory, ``groups`` bits of
        those who may make all visits, ``odd`` bits of the cuts of whose seniors an
        odd number is remembered.
    later
        The next label of the same step of time.
    dominated
        Whether a better label stands at the same senior.
    used
        How many labels there are; and 1 if there was no room for all.
    standing
        How many labels stand at each senior, that is, are not bettered there.
    front
        These labels, by senior; ``front_ready``, ``front_cost``, ``front_seen`` and
        ``front_groups`` are what is read of them most, side by side.
    """

    node: Ints1
    ready: Ints1
    cost: Floats1
    seen: Ints1
    groups: Ints1
    odd: Ints2
    parent: Ints1
    later: Ints1
    dominated: Bytes1
    used: Ints1
    standing: Ints1
    front: Ints2
    front_ready: Ints2
    front_cost: Floats2
    front_seen: Ints2
    front_groups: Ints2


class Index(NamedTuple):
    """Where to find labels, and what they can lead to.

    Attributes
    ----------
    first
        The first label of each step of time.
    onward, gain
        From each place the seniors in the order of what the way there and home costs
        at least, and this cost.
    home, second
        At each senior and step the least cost of coming home, the same by another
        next senior; ``following`` is the first one's next.
    best, cheapest
        By group and senior the label from which coming home is cheapest, and what the
        route then costs.
    """

    first: Ints1
    onward: Ints2
    gain: Floats2
    home: Floats2
    second: Floats2
    following: Ints2
    best: Ints2
    cheapest: Floats2


class Pricing(NamedTuple):
    """One search for cheap routes.

    Attributes
    ----------
    labels, places
        Where labels are kept, and how they are found.
    pays
        What a visit pays, by senior.
    cuts, recalled
        In which cuts each senior stands, and which are remembered there, one bit each.
    fines
        What a route pays for every second visit of a cut's seniors: by eight cuts
        what each choice of them costs.
    brake
        One byte; the search ends unfinished when it is set.
    weight
        Cost of a second of travel.
    hasty
        1 to forget whom the routes have visited when the better of two is kept: soon
        done, and only good for finding routes.
    below
        Routes that cost a group of vehicles as much are of no interest.
    """

    day: Day
    kind: Kind
    labels: Labels
    places: Index
    pays: Floats1
    below: Floats1
    cuts: Ints2
    recalled: Ints2
    fines: Floats2
    brake: Bytes1
    weight: float
    hasty: float


as_pricing = handle_for(Pricing)


def new_labels(seniors: int) -> Labels:
    """Return room for labels, enough for a round."""
    shape = seniors, MOST_STANDING
    return Labels(
        node=np.zeros(MOST_LABELS, np.int64),
        ready=np.zeros(MOST_LABELS, np.int64),
        cost=np.zeros(MOST_LABELS),
        seen=np.zeros(MOST_LABELS, np.int64),
        groups=np.zeros(MOST_LABELS, np.int64),
        odd=np.zeros((MOST_LABELS, WORDS), np.int64),
        parent=np.zeros(MOST_LABELS, np.int64),
        later=np.zeros(MOST_LABELS, np.int64),
        dominated=np.zeros(MOST_LABELS, np.int8),
        used=np.zeros(2, np.int64),
        standing=np.zeros(seniors, np.int64),
        front=np.zeros(shape, np.int64),
        front_ready=np.zeros(shape, np.int64),
        front_cost=np.zeros(shape),
        front_seen=np.zeros(shape, np.int64),
        front_groups=np.zeros(shape, np.int64),
    )


def new_index(kind: Kind, groups: int) -> Index:
    """Return the index for labels of a kind of vehicle with so many groups."""
    seniors = len(kind.allowed)
    start, end, _, step = kind.span.tolist()
    steps = (end - start >> step) + 1
    shape = seniors, steps
    onward = len(kind.legs), len(kind.members)
    return Index(
        first=np.zeros(steps, np.int64),
        onward=np.zeros(onward, np.int64),
        gain=np.zeros(onward),
        home=np.zeros(shape),
        second=np.zeros(shape),
        following=np.zeros(shape, np.int64),
        best=np.zeros((groups, seniors), np.int64),
        cheapest=np.zeros((groups, seniors)),
    )
