"""The routes as the search sees them, and the journal that takes a step back."""

from typing import NamedTuple

import numpy as np

from scheduler.solver.kernel.compiled import compiled, inlined
from scheduler.solver.kernel.handle import Floats1, Ints1, Ints2, Ints3
from scheduler.solver.kernel.instance import Instance


class State(NamedTuple):
    """Routes, visits and what is derived from them.

    Attributes
    ----------
    route, length
        Seniors in order by vehicle, and how many.
    leg
        Seconds of travel to stop i; at ``length`` home.
    depart
        Earliest departure: from the base at 0, from stop i at i + 1.
    latest
        Latest start of stop i with which the rest still holds; at ``length`` the
        shift's end.
    travel, work
        Seconds of a vehicle's legs, and from leaving to coming back.
    load
        Seconds of its legs and visits, without waiting.
    visit
        Vehicles that visit a senior on a day, shape (seniors, days, 2); -1 none.
    fixed
        The start of a two-person visit, shape (seniors, days); -1 none.
    follow
        The second carer's start; no days if nobody comes second.
    begin
        Start of stop i where the route keeps to wishes; no columns if nobody wishes.
    wish
        What a vehicle's stops cost because they lie outside the wished hours.
    cost, late
        Of each senior: cost without travel, and days late.
    made, week_work, carer_work
        Visits by carer and day; seconds of work by carer and week, and by carer.
    """

    route: Ints2
    length: Ints1
    leg: Ints2
    depart: Ints2
    latest: Ints2
    travel: Ints1
    work: Ints1
    load: Ints1
    visit: Ints3
    fixed: Ints2
    follow: Ints2
    begin: Ints2
    wish: Floats1
    cost: Floats1
    late: Ints1
    made: Ints2
    week_work: Ints2
    carer_work: Ints1


def empty_state(instance: Instance) -> State:
    """Return the state in which nobody is visited; costs are not yet right."""
    vehicles, seniors, days = instance.vehicles, instance.seniors, instance.days
    carers, weeks = instance.max_work.shape
    stops = _most_stops(instance)
    return State(
        route=np.full((vehicles, stops + 1), -1, np.int64),
        length=np.zeros(vehicles, np.int64),
        leg=np.zeros((vehicles, stops + 1), np.int64),
        depart=np.zeros((vehicles, stops + 1), np.int64),
        latest=np.zeros((vehicles, stops + 1), np.int64),
        travel=np.zeros(vehicles, np.int64),
        work=np.zeros(vehicles, np.int64),
        load=np.zeros(vehicles, np.int64),
        visit=np.full((seniors, days, 2), -1, np.int64),
        fixed=np.full((seniors, days), -1, np.int64),
        follow=np.full((seniors, days if instance.ordered.any() else 0), -1, np.int64),
        begin=np.zeros((vehicles, stops + 1 if instance.wishes.any() else 0), np.int64),
        wish=np.zeros(vehicles),
        cost=np.zeros(seniors),
        late=np.zeros(seniors, np.int64),
        made=np.zeros((carers, days), np.int64),
        week_work=np.zeros((carers, weeks), np.int64),
        carer_work=np.zeros(carers, np.int64),
    )


def _most_stops(instance: Instance) -> int:
    """Return how many of the shortest visits fit into the longest shift."""
    if instance.vehicles == 0 or instance.seniors == 0:
        return 1
    longest = int((instance.vehicle_end - instance.vehicle_start).max())
    return max(1, longest // int(instance.service.min()))


def copied(state: State) -> State:
    """Return an independent copy."""
    return State._make(array.copy() for array in state)


@compiled
def overwrite(target: State, source: State) -> None:
    """Make the target equal to the source."""
    for vehicle in range(len(source.length)):
        copy_vehicle(target, vehicle, source, vehicle)
    for senior in range(len(source.cost)):
        copy_senior(target, senior, source, senior)
    for carer in range(len(source.carer_work)):
        target.carer_work[carer] = source.carer_work[carer]
        for week in range(source.week_work.shape[1]):
            target.week_work[carer, week] = source.week_work[carer, week]
        for day in range(source.made.shape[1]):
            target.made[carer, day] = source.made[carer, day]


@inlined
def copy_vehicle(target: State, to: int, source: State, place: int) -> None:
    """Make one vehicle's row equal to a row of the source."""
    length = source.length[place]
    for i in range(length + 1):
        target.route[to, i] = source.route[place, i]
        target.leg[to, i] = source.leg[place, i]
        target.depart[to, i] = source.depart[place, i]
        target.latest[to, i] = source.latest[place, i]
    for i in range(min(length, source.begin.shape[1])):
        target.begin[to, i] = source.begin[place, i]
    target.length[to] = length
    target.wish[to] = source.wish[place]
    target.travel[to] = source.travel[place]
    target.work[to] = source.work[place]
    target.load[to] = source.load[place]


@inlined
def copy_senior(target: State, to: int, source: State, place: int) -> None:
    """Make one senior's row equal to a row of the source."""
    for day in range(source.fixed.shape[1]):
        target.visit[to, day, 0] = source.visit[place, day, 0]
        target.visit[to, day, 1] = source.visit[place, day, 1]
        target.fixed[to, day] = source.fixed[place, day]
    for day in range(source.follow.shape[1]):
        target.follow[to, day] = source.follow[place, day]
    target.cost[to] = source.cost[place]
    target.late[to] = source.late[place]
