"""When a route's visits can begin: windows, travel and the shift's two ends."""

import numpy as np

from scheduler.solver.kernel.compiled import compiled, inlined
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.state import State

NEVER = 1 << 30


@inlined
def earliest_start(
    instance: Instance, state: State, senior: int, vehicle: int, time: int
) -> int:
    """Return the first start at or after the time; NEVER if there is none."""
    if instance.timed[senior] == 1:
        day = instance.vehicle_day[vehicle]
        fixed = fixed_start(instance, state, senior, day, vehicle)
        if fixed >= 0:
            return fixed if time <= fixed else NEVER
        k = instance.pinned[senior, day]
        if k >= 0:
            in_time = time <= instance.closes[senior, k]
            return max(time, instance.opens[senior, k]) if in_time else NEVER
    return window_start(instance, senior, time)


@inlined
def fixed_start(
    instance: Instance, state: State, senior: int, day: int, vehicle: int
) -> int:
    """Return when a two-person visit begins for the vehicle's carer; -1 if free."""
    if instance.ordered[senior] == 1 and state.visit[senior, day, 1] == vehicle:
        return state.follow[senior, day]
    return state.fixed[senior, day]


@inlined
def window_start(instance: Instance, senior: int, time: int) -> int:
    """Return the first start at or after the time inside a window, or NEVER."""
    for k in range(instance.windows[senior]):
        if time <= instance.closes[senior, k]:
            return max(time, instance.opens[senior, k])
    return NEVER


@inlined
def latest_start(
    instance: Instance, state: State, senior: int, vehicle: int, time: int
) -> int:
    """Return the last start at or before the time; -1 if there is none."""
    if instance.timed[senior] == 1:
        day = instance.vehicle_day[vehicle]
        fixed = fixed_start(instance, state, senior, day, vehicle)
        if fixed >= 0:
            return fixed if time >= fixed else -1
        k = instance.pinned[senior, day]
        if k >= 0:
            in_time = time >= instance.opens[senior, k]
            return min(time, instance.closes[senior, k]) if in_time else -1
    return window_end(instance, senior, time)


@inlined
def window_end(instance: Instance, senior: int, time: int) -> int:
    """Return the last start at or before the time inside a window, or -1."""
    for k in range(instance.windows[senior] - 1, -1, -1):
        if time >= instance.opens[senior, k]:
            return min(time, instance.closes[senior, k])
    return -1


@compiled
def retime(instance: Instance, state: State, vehicle: int, changed: int) -> bool:
    """Work out times from the changed stop on; return False if the route is too long.

    The times of a route that cannot be driven are not to be used.
    """
    base = instance.vehicle_base[vehicle]
    legs = instance.travel[instance.vehicle_profile[vehicle]]
    route, leg, depart = state.route[vehicle], state.leg[vehicle], state.depart[vehicle]
    length = state.length[vehicle]
    depart[0] = instance.vehicle_start[vehicle]
    place = route[changed - 1] if changed > 0 else base
    for i in range(changed, length):
        senior = route[i]
        leg[i] = legs[place, senior]
        start = earliest_start(instance, state, senior, vehicle, depart[i] + leg[i])
        if start == NEVER:
            return False
        depart[i + 1] = start + instance.service[senior]
        place = senior
    leg[length] = legs[place, base] if length > 0 else 0
    back = depart[length] + leg[length]
    if back > instance.vehicle_end[vehicle]:
        return False
    leave = _backwards(instance, state, vehicle, back)
    book_work(instance, state, vehicle, back - leave)
    return True


@inlined
def _backwards(instance: Instance, state: State, vehicle: int, back: int) -> int:
    """Fill in latest starts and sums; return when to leave to be back as early."""
    route, leg = state.route[vehicle], state.leg[vehicle]
    length = state.length[vehicle]
    latest = instance.vehicle_end[vehicle]
    state.latest[vehicle, length] = latest
    travel = leg[length]
    service = 0
    leave = back
    for i in range(length - 1, -1, -1):
        senior = route[i]
        away = leg[i + 1] + instance.service[senior]
        latest = latest_start(instance, state, senior, vehicle, latest - away)
        leave = latest_start(instance, state, senior, vehicle, leave - away)
        state.latest[vehicle, i] = latest
        travel += leg[i]
        service += instance.service[senior]
    state.travel[vehicle] = travel
    state.load[vehicle] = travel + service
    return leave - leg[0]


@inlined
def book_work(instance: Instance, state: State, vehicle: int, work: int) -> None:
    """Note the route's seconds of work with its carer's."""
    more = np.int64(work) - state.work[vehicle]
    carer = instance.vehicle_carer[vehicle]
    week = instance.week[instance.vehicle_day[vehicle]]
    state.week_work[carer, week] += more
    state.carer_work[carer] += more
    state.work[vehicle] = work


@compiled
def work_with(
    instance: Instance,
    state: State,
    vehicle: int,
    senior: int,
    position: int,
    start: int,
) -> int:
    """Return the route's seconds of work if the senior stood at the position.

    ``start`` is the carer's start of a two-person visit, -1 for any in the windows.
    """
    base = instance.vehicle_base[vehicle]
    day = instance.vehicle_day[vehicle]
    legs = instance.travel[instance.vehicle_profile[vehicle]]
    length = state.length[vehicle] + 1
    old_fixed = state.fixed[senior, day]
    state.fixed[senior, day] = start
    time = state.depart[vehicle, position]
    place = state.route[vehicle, position - 1] if position > 0 else base
    for i in range(position, length):
        who = senior if i == position else state.route[vehicle, i - 1]
        time = earliest_start(instance, state, who, vehicle, time + legs[place, who])
        time += instance.service[who]
        place = who
    back = time + legs[place, base]
    leave = back
    place = base
    for i in range(length - 1, -1, -1):
        who = state.route[vehicle, i if i < position else i - 1]
        if i == position:
            who = senior
        away = legs[who, place] + instance.service[who]
        leave = latest_start(instance, state, who, vehicle, leave - away)
        place = who
    state.fixed[senior, day] = old_fixed
    return back - (leave - legs[base, place])
