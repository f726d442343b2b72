"""One day's routing as every rival understands it: calls, vehicles and travel times.

A *call* is one carer's visit to one senior; a two-person visit is two calls whose
starts are fixed beforehand, for no rival can make two routes meet, nor one follow
another. A *vehicle* is one shift of one carer.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.bench.pairs import pair_starts
from scheduler.bench.reach import Span
from scheduler.domain.lag import Lag
from scheduler.domain.problem import Problem
from scheduler.solver.arrays import to_instance
from scheduler.solver.kernel.instance import NOT_QUALIFIED, QUALIFIED, Instance

TOGETHER = Lag(0, 0)

Routes = Sequence[Sequence[int]]
"""Calls in order, by vehicle."""


class Call(NamedTuple):
    """One carer's visit to one senior.

    Attributes
    ----------
    senior
        Row in the problem's seniors, and the place of the home in the travel table.
    seconds
        How long it takes.
    starts
        Earliest and latest start in each window, in seconds since midnight.
    carers
        Rows of the carers who may make it.
    worth
        Seconds of travel that are driven rather than leave it out.
    """

    senior: int
    seconds: int
    starts: tuple[Span, ...]
    carers: frozenset[int]
    worth: int


class Vehicle(NamedTuple):
    """One shift of one carer; times in seconds since midnight.

    Attributes
    ----------
    base
        The place where it starts and ends.
    most_calls, most_seconds
        Its part of the carer's limits on visits a day and on work a week, by the
        length of the shift; None: no limit that the day could reach.
    """

    carer: int
    base: int
    profile: int
    start: int
    end: int
    most_calls: int | None
    most_seconds: int | None


class Task(NamedTuple):
    """The day to be routed.

    Attributes
    ----------
    problem
        Of this one day.
    instance
        The same as arrays; ``instance.travel`` has the seconds between all places.
    """

    problem: Problem
    instance: Instance
    calls: tuple[Call, ...]
    vehicles: tuple[Vehicle, ...]

    def may_make(self, vehicle: int, call: int) -> bool:
        """Return whether the vehicle's carer may make the call."""
        return self.vehicles[vehicle].carer in self.calls[call].carers


def to_task(problem: Problem, worth: Mapping[int, int]) -> Task:
    """Return the routing of a problem's only day.

    Parameters
    ----------
    worth
        Whom to visit: by row of the senior, the seconds of travel that it is worth.
    """
    instance = to_instance(problem)
    vehicles = tuple(_vehicles(instance))
    calls = tuple(
        call
        for row, value in worth.items()
        for call in _calls(problem, instance, row, value)
    )
    return Task(problem, instance, calls, vehicles)


def due_today(problem: Problem) -> Mapping[int, int]:
    """Return everybody who must be visited by the first day, and what it is worth."""
    instance = to_instance(problem)
    due = np.flatnonzero((instance.due <= 0) & (instance.first_ok <= 0))
    return {int(row): max(1, round(instance.late[row])) for row in due}


def _calls(
    problem: Problem, instance: Instance, row: int, worth: int
) -> Iterator[Call]:
    seconds = int(instance.service[row])
    starts = _starts(instance, row)
    leads = _carers(instance, row, QUALIFIED)
    if instance.carers_needed[row] == 1:
        yield Call(row, seconds, starts, leads, worth)
        return
    senior = problem.seniors[row]
    anybody = _carers(instance, row, NOT_QUALIFIED + 1)
    able = frozenset(
        carer for carer in anybody if senior.lets_follow(problem.carers[carer])
    )
    lag = senior.after or TOGETHER
    found = pair_starts(instance, row, starts, leads, able, lag)
    for start, carers in zip(found or (), (leads, able), strict=False):
        yield Call(row, seconds, ((start, start),), carers, worth)


def _starts(instance: Instance, row: int) -> tuple[Span, ...]:
    count = int(instance.windows[row])
    opens, closes = instance.opens[row, :count], instance.closes[row, :count]
    return tuple(zip(opens.tolist(), closes.tolist(), strict=True))


def _carers(instance: Instance, row: int, least: int) -> frozenset[int]:
    return frozenset(np.flatnonzero(instance.qualified[row] >= least).tolist())


def _vehicles(instance: Instance) -> Iterator[Vehicle]:
    lengths = (instance.vehicle_end - instance.vehicle_start).tolist()
    hours: Counter[int] = Counter()
    for carer, length in zip(instance.vehicle_carer.tolist(), lengths, strict=True):
        hours[carer] += length
    shortest = int(instance.service.min())
    for number, length in enumerate(lengths):
        carer = int(instance.vehicle_carer[number])
        most = int(instance.max_visits[carer, 0]), int(instance.max_work[carer, 0])
        part = length / hours[carer]
        yield Vehicle(
            carer=carer,
            base=int(instance.vehicle_base[number]),
            profile=int(instance.vehicle_profile[number]),
            start=int(instance.vehicle_start[number]),
            end=int(instance.vehicle_end[number]),
            most_calls=_part(most[0], part, hours[carer] // shortest),
            most_seconds=_part(most[1], part, hours[carer]),
        )


def _part(limit: int, part: float, possible: int) -> int | None:
    """Return a shift's part of a carer's limit, None if that much is not possible."""
    return None if limit >= possible else int(limit * part)
