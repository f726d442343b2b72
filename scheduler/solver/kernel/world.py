"""All that one search works on, behind one pointer."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.kernel.handle import (
    Bytes1,
    Bytes2,
    Floats1,
    Ints1,
    Ints2,
    Words1,
    handle_for,
)
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.state import State, copied, empty_state

POOL_SLOTS = 1 << 15
MOST_PAIRS = 512


class Journal(NamedTuple):
    """What stood in the touched routes and rows before the current step.

    Attributes
    ----------
    marks
        Number of touched vehicles, of touched seniors, of the step, and whether the
        step has left a route that cannot be driven.
    vehicle_mark, senior_mark
        The step in which each was last touched.
    vehicles, seniors
        The touched ones, in order; what they were stands in the state ``old``, at the
        same places.
    """

    marks: Ints1
    vehicle_mark: Ints1
    senior_mark: Ints1
    vehicles: Ints1
    seniors: Ints1


class Scratch(NamedTuple):
    """Room for one step's lists, and what it found.

    Attributes
    ----------
    found
        Day, vehicle, position, second vehicle, its position, both starts (-1 none).
    cost
        Of what was found.
    absent
        Seniors whose visits were taken out.
    key
        Their order.
    known
        Whether a carer visits the senior in hand on some day.
    stripped
        Step in which a vehicle was last ruined.
    pair_cost, pair
        Candidates for a two-person visit: cost; vehicle, position, first and last
        start.
    effort
        Places looked at so far: the search's measure of time.
    looks, looked
        How many times near neighbours were asked, and when a vehicle last was.
    """

    found: Ints1
    cost: Floats1
    absent: Ints1
    key: Floats1
    known: Ints1
    stripped: Ints1
    pair_cost: Floats1
    pair: Ints2
    effort: Ints1
    looks: Ints1
    looked: Ints1


class Pool(NamedTuple):
    """Routes by a hash of vehicle class and set of seniors; later ones replace earlier.

    Attributes
    ----------
    word, class_word
        Random words of the seniors and of the vehicles' classes.
    key
        The hash stored in a slot; 0 for an empty one.
    vehicle, length, travel, work, wish, route
        The cheapest order seen of that set, its seconds, and what its wishes cost.
    """

    word: Words1
    class_word: Words1
    key: Words1
    vehicle: Ints1
    length: Ints1
    travel: Ints1
    work: Ints1
    wish: Floats1
    route: Ints2


class World(NamedTuple):
    """One search: the problem, where it stands, and room to work in.

    Attributes
    ----------
    state, best
        Where the search stands, and the best it has seen.
    journal, old
        What the current step has touched, and what stood there before.
    random
        The generator's state; see `kernel.random`.
    open_days
        Where visits may be touched or made, shape (seniors, days).
    stop
        One byte; the search ends early when it is set.
    """

    instance: Instance
    state: State
    best: State
    journal: Journal
    old: State
    scratch: Scratch
    pool: Pool
    random: Words1
    open_days: Bytes2
    stop: Bytes1


as_world = handle_for(World)


def new_world(
    instance: Instance,
    state: State,
    random: Words1,
    open_days: NDArray[np.int8],
    stop: NDArray[np.int8],
) -> World:
    """Return a search's world that begins with, and changes, the given state."""
    return World(
        instance=instance,
        state=state,
        best=copied(state),
        journal=_empty_journal(instance),
        old=empty_state(instance),
        scratch=_empty_scratch(instance),
        pool=_empty_pool(instance, state.route.shape[1]),
        random=random,
        open_days=open_days,
        stop=stop,
    )


def _empty_journal(instance: Instance) -> Journal:
    """Return a journal for states of this instance."""
    return Journal(
        marks=np.zeros(4, np.int64),
        vehicle_mark=np.full(instance.vehicles, -1, np.int64),
        senior_mark=np.full(instance.seniors, -1, np.int64),
        vehicles=np.zeros(instance.vehicles, np.int64),
        seniors=np.zeros(instance.seniors, np.int64),
    )


def _empty_scratch(instance: Instance) -> Scratch:
    """Return scratch room for this instance."""
    return Scratch(
        found=np.full(7, -1, np.int64),
        cost=np.zeros(1),
        absent=np.zeros(instance.seniors + 1, np.int64),
        key=np.zeros(instance.seniors + 1),
        known=np.zeros(len(instance.share), np.int64),
        stripped=np.full(instance.vehicles, -1, np.int64),
        pair_cost=np.zeros(MOST_PAIRS),
        pair=np.zeros((MOST_PAIRS, 4), np.int64),
        effort=np.zeros(1, np.int64),
        looks=np.zeros(1, np.int64),
        looked=np.zeros(instance.vehicles, np.int64),
    )


def _empty_pool(instance: Instance, stops: int) -> Pool:
    generator = np.random.default_rng(0)
    top = np.iinfo(np.uint64).max
    words = generator.integers(1, top, size=instance.seniors, dtype=np.uint64)
    class_words = generator.integers(1, top, size=instance.vehicles, dtype=np.uint64)
    return Pool(
        word=words,
        class_word=class_words[alike(instance)],
        key=np.zeros(POOL_SLOTS, np.uint64),
        vehicle=np.zeros(POOL_SLOTS, np.int64),
        length=np.zeros(POOL_SLOTS, np.int64),
        travel=np.zeros(POOL_SLOTS, np.int64),
        work=np.zeros(POOL_SLOTS, np.int64),
        wish=np.zeros(POOL_SLOTS),
        route=np.zeros((POOL_SLOTS, stops), np.int64),
    )


def alike(instance: Instance) -> Ints1:
    """Return for each vehicle the first one that could drive the same routes."""
    seen: dict[tuple[object, ...], int] = {}
    classes = []
    for vehicle in range(instance.vehicles):
        carer = int(instance.vehicle_carer[vehicle])
        key = (
            int(instance.vehicle_day[vehicle]),
            int(instance.vehicle_base[vehicle]),
            int(instance.vehicle_profile[vehicle]),
            int(instance.vehicle_start[vehicle]),
            int(instance.vehicle_end[vehicle]),
            instance.qualified[:, carer].tobytes(),
        )
        classes.append(seen.setdefault(key, vehicle))
    return np.array(classes, np.int64)
