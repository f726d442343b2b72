"""The cheapest places for a visit that two carers make."""

import numpy as np

from scheduler.solver.kernel.compiled import ZERO, compiled, inlined
from scheduler.solver.kernel.instance import NOT_QUALIFIED, QUALIFIED, Instance
from scheduler.solver.kernel.meeting import Free, meeting
from scheduler.solver.kernel.place import (
    breaks_week,
    carer_cost,
    extra_work_cost,
    has_room,
)
from scheduler.solver.kernel.timing import NEVER, latest_start, window_start
from scheduler.solver.kernel.wishes import off_wish
from scheduler.solver.kernel.world import Scratch, World

TRIES_A_PLACE = 4
"""How many pairs are tried in the time in which one place is looked at."""


@compiled
def best_pair(world: World, senior: int, day: int, base: float, total: float) -> None:
    """Look for two places on the day cheaper than what scratch holds already."""
    instance, state, scratch = world.instance, world.state, world.scratch
    first, last = instance.first_vehicle[day], instance.first_vehicle[day + 1]
    count = ZERO
    for vehicle in range(first, last):
        carer = instance.vehicle_carer[vehicle]
        if instance.qualified[senior, carer] == NOT_QUALIFIED:
            continue
        if has_room(instance, state, vehicle, senior, day):
            cost = carer_cost(world, senior, day, carer)
            cost += extra_work_cost(
                instance, state, carer, total, instance.service[senior]
            )
            count = _list_places(world, senior, vehicle, cost, count)
    least = np.inf
    for one in range(count):
        least = min(least, scratch.pair_cost[one])
    for one in range(count):
        if base + scratch.pair_cost[one] + least < scratch.cost[0]:
            scratch.effort[0] += one // TRIES_A_PLACE
            for other in range(one):
                _try_pair(world, senior, day, base, one, other)
                if instance.ordered[senior] == 1:
                    _try_pair(world, senior, day, base, other, one)


@compiled
def _list_places(
    world: World, senior: int, vehicle: int, base: float, count: int
) -> int:
    """Add the route's possible places to the candidates; return how many there are."""
    instance, state, scratch = world.instance, world.state, world.scratch
    legs = instance.travel[instance.vehicle_profile[vehicle]]
    home = instance.vehicle_base[vehicle]
    length = state.length[vehicle]
    service = instance.service[senior]
    place = home
    scratch.effort[0] += 4 * length
    for position in range(length + 1):
        after = state.route[vehicle, position] if position < length else home
        detour = legs[place, senior] + legs[senior, after]
        detour -= legs[place, after] if length > 0 else 0
        arrival = state.depart[vehicle, position] + legs[place, senior]
        start = window_start(instance, senior, arrival)
        leave = state.latest[vehicle, position] - legs[senior, after] - service
        until = latest_start(instance, state, senior, vehicle, leave)
        if start != NEVER and start <= until and count < len(scratch.pair_cost):
            scratch.pair_cost[count] = base + instance.travel_weight * detour
            scratch.pair[count, 0] = vehicle
            scratch.pair[count, 1] = position
            scratch.pair[count, 2] = start
            scratch.pair[count, 3] = until
            count += 1
        place = after
    return count


@compiled
def _try_pair(
    world: World, senior: int, day: int, base: float, one: int, other: int
) -> None:
    instance, state, scratch = world.instance, world.state, world.scratch
    cost = base + scratch.pair_cost[one] + scratch.pair_cost[other]
    if cost >= scratch.cost[0]:
        return
    first, second = scratch.pair[one, 0], scratch.pair[other, 0]
    if not _may_pair(instance, senior, first, second):
        return
    start, follow = meeting(
        instance, senior, _free(scratch, one), _free(scratch, other)
    )
    if start == NEVER:
        return
    cost += _disliked(instance, senior, first, second)
    if instance.wishes[senior] > 0:
        off = off_wish(instance, senior, start) + off_wish(instance, senior, follow)
        cost += instance.wish_weight * off
    if cost >= scratch.cost[0]:
        return
    places = scratch.pair[one, 1], scratch.pair[other, 1]
    if breaks_week(instance, state, first, senior, places[0], start):
        return
    if breaks_week(instance, state, second, senior, places[1], follow):
        return
    scratch.cost[0] = cost
    scratch.found[0] = day
    scratch.found[1] = first
    scratch.found[2] = places[0]
    scratch.found[3] = second
    scratch.found[4] = places[1]
    scratch.found[5] = start
    scratch.found[6] = follow


@inlined
def _free(scratch: Scratch, place: int) -> Free:
    return Free(scratch.pair[place, 2], scratch.pair[place, 3])


@inlined
def _may_pair(instance: Instance, senior: int, first: int, second: int) -> bool:
    one, other = instance.vehicle_carer[first], instance.vehicle_carer[second]
    if instance.ordered[senior] == 1 and instance.may_follow[senior, other] == 0:
        return False
    return one != other and (
        instance.qualified[senior, one] == QUALIFIED
        or instance.qualified[senior, other] == QUALIFIED
    )


@inlined
def _disliked(instance: Instance, senior: int, first: int, second: int) -> float:
    one, other = instance.vehicle_carer[first], instance.vehicle_carer[second]
    if instance.has_preference[senior] == 0:
        return 0.0
    liked = instance.preferred[senior, one] + instance.preferred[senior, other]
    return 0.0 if liked > 0 else np.float64(instance.prefer_weight)
