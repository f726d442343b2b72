"""Routes that wait for wished hours, where that is worth more than the work it makes.

On other routes everybody is visited as soon as can be. With a wish on the route, stops
wait for theirs and the carer leaves no later than they allow; whether the route keeps
to that is decided by the cost of both ways. Feasibility knows nothing of it: the times
that the search inserts by are those of a route that never waits.
"""

import numpy as np

from scheduler.solver.kernel.compiled import ZERO, compiled, inlined, whole
from scheduler.solver.kernel.cost import unfairness
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.state import State
from scheduler.solver.kernel.timing import (
    book_work,
    earliest_start,
    latest_start,
    retime,
)
from scheduler.solver.kernel.wishes import last_as_good, off_wish, wished_start

MINUTE = whole(60)
NO_WORK = np.inf
"""The price of work for which nobody waits longer than it costs no work."""


@compiled
def keep_wishes(instance: Instance, state: State, vehicle: int) -> None:
    """Choose a route's starts, book its work, and note what wishes cost it.

    ``retime`` has timed the route before.
    """
    state.wish[vehicle] = 0.0
    if instance.wish_weight == 0.0 or not _is_wished(instance, state, vehicle):
        return
    cost = instance.wish_weight * _hurry(instance, state, vehicle)
    state.wish[vehicle] = cost
    if cost == 0.0:
        return
    uneven = unfairness(instance, state)
    hurried = state.work[vehicle]
    for price in (_price_of_work(instance, state, vehicle, uneven), NO_WORK):
        off, work = _wait(instance, state, vehicle, price)
        kept = instance.wish_weight * off
        if work <= hurried or _may_work(instance, state, vehicle, work):
            book_work(instance, state, vehicle, work)
            if kept + unfairness(instance, state) < cost + uneven:
                state.wish[vehicle] = kept
                return
            book_work(instance, state, vehicle, hurried)
    _hurry(instance, state, vehicle)


@compiled
def keep_all_wishes(instance: Instance, state: State) -> None:
    """Time every route anew and choose its starts."""
    for vehicle in range(len(instance.vehicle_day)):
        if instance.wish_weight > 0.0:
            retime(instance, state, vehicle, ZERO)
        keep_wishes(instance, state, vehicle)


@inlined
def _is_wished(instance: Instance, state: State, vehicle: int) -> bool:
    for i in range(state.length[vehicle]):
        if instance.wishes[state.route[vehicle, i]] > 0:
            return True
    return False


@inlined
def _price_of_work(
    instance: Instance, state: State, vehicle: int, uneven: float
) -> float:
    """Return what a second more costs in fairness, measured by a minute."""
    work = state.work[vehicle]
    book_work(instance, state, vehicle, work + MINUTE)
    more = unfairness(instance, state) - uneven
    book_work(instance, state, vehicle, work)
    return max(0.0, more / MINUTE)


@inlined
def _may_work(instance: Instance, state: State, vehicle: int, work: int) -> bool:
    """Return whether the carer's week has room for so much work in the route."""
    carer = instance.vehicle_carer[vehicle]
    week = instance.week[instance.vehicle_day[vehicle]]
    rest = state.week_work[carer, week] - state.work[vehicle]
    return bool(rest + work <= instance.max_work[carer, week])


@compiled
def _hurry(instance: Instance, state: State, vehicle: int) -> int:
    """Begin every stop as ``retime`` has it; return the seconds off the wishes."""
    for i in range(state.length[vehicle]):
        state.begin[vehicle, i] = 0
    return _drive(instance, state, vehicle, _back(state, vehicle) - state.work[vehicle])


@compiled
def _wait(
    instance: Instance, state: State, vehicle: int, price: float
) -> tuple[int, int]:
    """Begin stops when they are wished; return the seconds off, and of work.

    Parameters
    ----------
    price
        Of a second of work.
    """
    _note_latest(instance, state, vehicle)
    back = _put_off(instance, state, vehicle, price)
    leave = _latest_leave(instance, state, vehicle, back)
    return _drive(instance, state, vehicle, leave), back - leave


@inlined
def _back(state: State, vehicle: int) -> int:
    length = state.length[vehicle]
    return state.depart[vehicle, length] + state.leg[vehicle, length]


@inlined
def _note_latest(instance: Instance, state: State, vehicle: int) -> None:
    """Note as begins the latest that bring the carer back as early as can be."""
    latest = _back(state, vehicle)
    for i in range(state.length[vehicle] - 1, -1, -1):
        senior = state.route[vehicle, i]
        away = state.leg[vehicle, i + 1] + instance.service[senior]
        latest = latest_start(instance, state, senior, vehicle, latest - away)
        state.begin[vehicle, i] = latest


@inlined
def _put_off(instance: Instance, state: State, vehicle: int, price: float) -> int:
    """Put begins off to wished hours where that is worth it; return when it is back."""
    time = instance.vehicle_start[vehicle]
    for i in range(state.length[vehicle]):
        senior = state.route[vehicle, i]
        arrival = time + state.leg[vehicle, i]
        start = earliest_start(instance, state, senior, vehicle, arrival)
        if instance.wishes[senior] > 0:
            free = max(start, state.begin[vehicle, i])
            start = _worth_waiting(
                instance, senior, start, free, state.latest[vehicle, i], price
            )
        state.begin[vehicle, i] = start
        time = start + instance.service[senior]
    return time + state.leg[vehicle, state.length[vehicle]]


@inlined
def _worth_waiting(
    instance: Instance, senior: int, start: int, free: int, until: int, price: float
) -> int:
    """Return the start after waiting; up to the free one it makes no work."""
    wished = wished_start(instance, senior, start, until)
    work = max(0, wished - free)
    if work > 0:
        off = off_wish(instance, senior, start) - off_wish(instance, senior, wished)
        if instance.wish_weight * off <= price * work:
            return wished_start(instance, senior, start, free)
    return wished


@inlined
def _latest_leave(instance: Instance, state: State, vehicle: int, back: int) -> int:
    """Return the latest departure with which no wish is kept less."""
    leave = back
    for i in range(state.length[vehicle] - 1, -1, -1):
        senior = state.route[vehicle, i]
        leave -= state.leg[vehicle, i + 1] + instance.service[senior]
        if instance.wishes[senior] > 0:
            good = last_as_good(instance, senior, state.begin[vehicle, i])
            leave = min(leave, good)
        leave = latest_start(instance, state, senior, vehicle, leave)
    return leave - state.leg[vehicle, 0]


@inlined
def _drive(instance: Instance, state: State, vehicle: int, leave: int) -> int:
    """Begin every stop when the carer is there, and not before it is noted."""
    time = leave
    off = ZERO
    for i in range(state.length[vehicle]):
        senior = state.route[vehicle, i]
        arrival = time + state.leg[vehicle, i]
        start = earliest_start(instance, state, senior, vehicle, arrival)
        start = max(start, state.begin[vehicle, i])
        state.begin[vehicle, i] = start
        off += off_wish(instance, senior, start)
        time = start + instance.service[senior]
    return off
