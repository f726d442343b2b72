"""The tasks of a day as arrays; times and travel in one unit, whatever it is."""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.kernel.handle import Bytes2, Floats1, Ints1, Ints2

Floats2 = Annotated[NDArray[np.float64], 2]


class Instance(NamedTuple):
    """What does not change during a search.

    A *node* is a task or, numbered after the tasks, the base of a vehicle; a *client*
    is who has one task or two.

    Attributes
    ----------
    place
        Row of each node in ``travel``; the base is 0.
    opens, closes
        Of each node: a task starts at ``opens`` or later; later than ``closes`` it is
        tardy.
    duration
        Of each node, 0 at the base.
    partner
        The other task of the same client; -1 none.
    lag
        The partner starts at least this long after the task; below zero where it may
        start before.
    travel
        Shape (places, places), row = from.
    skilled
        Whether a vehicle may do a task, shape (tasks, vehicles).
    first, client
        The first task of a client, and the client of a task.
    near
        Other clients, the nearest in place and time first.
    """

    place: Ints1
    opens: Floats1
    closes: Floats1
    duration: Floats1
    partner: Ints1
    lag: Floats1
    travel: Floats2
    skilled: Bytes2
    first: Ints1
    client: Ints1
    near: Ints2


class Task(NamedTuple):
    """One task as it is given.

    Attributes
    ----------
    vehicles
        Those that may do it.
    lag
        The client's other task starts at least this long after; 0 where there is none.
    """

    duration: float
    vehicles: tuple[int, ...]
    lag: float = 0.0


class Client(NamedTuple):
    """Who has one task or two; its place in ``travel`` is its number + 1."""

    opens: float
    closes: float
    tasks: tuple[Task, ...]


def new_instance(
    clients: list[Client], travel: NDArray[np.float64], vehicles: int
) -> Instance:
    """Return the arrays of a day; ``travel`` has the base in row and column 0."""
    tasks = [task for client in clients for task in client.tasks]
    owner = [number for number, client in enumerate(clients) for _ in client.tasks]
    first = np.searchsorted(owner, np.arange(len(clients)))
    skilled = np.zeros((len(tasks), vehicles), np.int8)
    for number, task in enumerate(tasks):
        skilled[number, list(task.vehicles)] = 1
    base = [0.0] * vehicles
    return Instance(
        place=np.array([number + 1 for number in owner] + [0] * vehicles, np.int64),
        opens=np.array([clients[number].opens for number in owner] + base),
        closes=np.array([clients[number].closes for number in owner] + base),
        duration=np.array([task.duration for task in tasks] + base),
        partner=_partners(clients, vehicles),
        lag=np.array([task.lag for task in tasks] + base),
        travel=np.ascontiguousarray(travel, np.float64),
        skilled=skilled,
        first=first.astype(np.int64),
        client=np.array(owner, np.int64),
        near=_near(clients, travel),
    )


def _partners(clients: list[Client], vehicles: int) -> Ints1:
    partners: list[int] = []
    for client in clients:
        here = len(partners)
        partners += [here + 1, here] if len(client.tasks) == 2 else [-1]
    return np.array(partners + [-1] * vehicles, np.int64)


def _near(clients: list[Client], travel: NDArray[np.float64]) -> Ints2:
    """Return for each client the others by what serving one after the other takes."""
    opens = np.array([client.opens for client in clients])
    closes = np.array([client.closes for client in clients])
    between = np.asarray(travel, np.float64)[1:, 1:]
    waits = np.maximum(0.0, opens[None, :] - closes[:, None] - between)
    tardy = np.maximum(0.0, opens[:, None] + between - closes[None, :])
    after = between + waits + tardy
    nearness = np.minimum(after, after.T)
    np.fill_diagonal(nearness, -1.0)
    return np.argsort(nearness, axis=1, kind="stable")[:, 1:].astype(np.int64)
