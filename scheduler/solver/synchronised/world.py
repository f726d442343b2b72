"""Everything a search works on, behind one pointer."""

from typing import NamedTuple

import numpy as np

from scheduler.solver.kernel.handle import (
    Bytes1,
    Floats1,
    Ints1,
    Ints2,
    Words1,
    handle_for,
)
from scheduler.solver.synchronised.instance import Floats2, Instance
from scheduler.solver.synchronised.state import State, copied

LONGEST_CHAIN = 8
"""How often a task may be timed, on average, before the routes count as impossible."""


class Scratch(NamedTuple):
    """Room for intermediate results.

    Attributes
    ----------
    queue, queued
        Tasks to be timed, as a ring; and whether a task is in it.
    ends
        Where the ring begins and ends (counted on), and the journal's length.
    changed, old
        The journal: tasks whose start was raised, and what it was.
    grown
        By how much the last timing has raised total and largest tardiness.
    place, ready, base
        Of a pair's two tasks: nodes after which they may come, the earliest start
        there, and the least cost there; shape (2, breadth).
    listed
        How many of these there are of each task.
    found
        Nodes after which the tasks at hand come best.
    absent, key
        Clients to be served again, and their order.
    stripped
        Whether a vehicle has lost tasks in this step.
    effort
        Places looked at and tasks timed so far.
    """

    queue: Ints1
    queued: Bytes1
    ends: Ints1
    changed: Ints1
    old: Floats1
    grown: Floats1
    place: Ints2
    ready: Floats2
    base: Floats2
    listed: Ints1
    found: Ints1
    absent: Ints1
    key: Floats1
    stripped: Bytes1
    effort: Ints1


class World(NamedTuple):
    """A search and all it needs.

    Attributes
    ----------
    state
        What the search changes.
    kept
        The state as it was before the step.
    best
        The best seen.
    """

    instance: Instance
    state: State
    kept: State
    best: State
    scratch: Scratch
    random: Words1


as_world = handle_for(World)


def new_world(instance: Instance, state: State, random: Words1) -> World:
    """Return a search's world that begins with, and changes, the given state."""
    return World(
        instance=instance,
        state=state,
        kept=copied(state),
        best=copied(state),
        scratch=_empty_scratch(instance),
        random=random,
    )


def _empty_scratch(instance: Instance) -> Scratch:
    nodes, clients = len(instance.place), len(instance.first)
    vehicles = instance.skilled.shape[1]
    return Scratch(
        queue=np.zeros(nodes, np.int64),
        queued=np.zeros(nodes, np.int8),
        ends=np.zeros(3, np.int64),
        changed=np.zeros(nodes * LONGEST_CHAIN, np.int64),
        old=np.zeros(nodes * LONGEST_CHAIN),
        grown=np.zeros(2),
        place=np.zeros((2, nodes), np.int64),
        ready=np.zeros((2, nodes)),
        base=np.zeros((2, nodes)),
        listed=np.zeros(2, np.int64),
        found=np.zeros(2, np.int64),
        absent=np.zeros(clients, np.int64),
        key=np.zeros(clients),
        stripped=np.zeros(vehicles, np.int8),
        effort=np.zeros(1, np.int64),
    )
