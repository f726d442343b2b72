"""Days as arrays: tasks, partners, and who is near in place and time."""

import numpy as np

from scheduler.solver.synchronised.instance import Client, Task, new_instance

LINE = np.abs(np.subtract.outer(np.arange(5.0), np.arange(5.0)))
"""A base and four clients, a minute apart along a street."""

ONE = (Task(10.0, (0,)),)


def test_tasks_and_partners():
    """A pair's tasks know each other; the base comes after the tasks."""
    pair = (Task(10.0, (0,), 30.0), Task(5.0, (1,), -60.0))
    instance = new_instance([Client(0, 9, ONE), Client(1, 8, pair)], LINE[:3, :3], 2)
    assert instance.place.tolist() == [1, 2, 2, 0, 0]
    assert instance.partner.tolist() == [-1, 2, 1, -1, -1]
    assert instance.lag.tolist() == [0, 30, -60, 0, 0]
    assert instance.first.tolist() == [0, 1]
    assert instance.client.tolist() == [0, 1, 1]
    assert instance.skilled.tolist() == [[1, 0], [1, 0], [0, 1]]


def test_near_in_place_where_times_agree():
    """With the same windows, the nearest along the street come first."""
    instance = new_instance([Client(0, 99, ONE)] * 4, LINE, 1)
    assert instance.near[0].tolist() == [1, 2, 3]
    assert instance.near[3].tolist() == [2, 1, 0]


def test_far_in_time_is_far():
    """Next door but hours apart comes after the end of the street."""
    clients = [Client(0, 9, ONE), Client(300, 309, ONE), *[Client(0, 9, ONE)] * 2]
    assert new_instance(clients, LINE, 1).near[0].tolist() == [2, 3, 1]
