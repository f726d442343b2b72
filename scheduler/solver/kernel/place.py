"""The cheapest place for one carer's visit in the routes of a day."""

from scheduler.solver.kernel.compiled import MINUS_ONE, compiled, inlined
from scheduler.solver.kernel.instance import QUALIFIED, Instance
from scheduler.solver.kernel.random import uniform
from scheduler.solver.kernel.state import State
from scheduler.solver.kernel.timing import NEVER, window_start, work_with
from scheduler.solver.kernel.wishes import least_off
from scheduler.solver.kernel.world import World

BLINK = 0.01
"""Chance to overlook a place, so that the same hole is not always filled the same."""


MANY_VEHICLES, NEAR_VEHICLES = 48, 24
"""With more on duty only so many routes are looked into, those of near neighbours."""


@inlined
def carer_cost(world: World, senior: int, day: int, carer: int) -> float:
    """Return what it costs that this carer comes, as far as it is known alone."""
    instance = world.instance
    cost = 0.0
    if instance.met_until[senior, carer] < day and world.scratch.known[carer] == 0:
        cost += instance.continuity_weight
    if (
        instance.has_preference[senior] == 1
        and instance.preferred[senior, carer] == 0
        and instance.carers_needed[senior] == 1
    ):
        cost += instance.prefer_weight
    if instance.stability_weight > 0.0 and (
        instance.published[senior, day, 0] == carer
        or instance.published[senior, day, 1] == carer
    ):
        cost -= instance.stability_weight
    return cost


@inlined
def note_known(world: World, senior: int) -> None:
    """Mark in scratch the carers who visit the senior on some day."""
    state, known = world.state, world.scratch.known
    for carer in range(len(known)):
        known[carer] = 0
    for day in range(state.fixed.shape[1]):
        for k in range(2):
            vehicle = state.visit[senior, day, k]
            if vehicle >= 0:
                known[world.instance.vehicle_carer[vehicle]] = 1


@inlined
def extra_work_cost(
    instance: Instance, state: State, carer: int, total: float, seconds: float
) -> float:
    """Return what so many more seconds of a carer's work cost in fairness."""
    if instance.fairness_weight == 0.0:
        return 0.0
    above = state.carer_work[carer] - instance.share[carer] * total + seconds
    return instance.fairness_weight * max(0.0, min(above, seconds))


@inlined
def has_room(
    instance: Instance, state: State, vehicle: int, senior: int, day: int
) -> bool:
    """Return whether a visit might still fit, judged without its travel."""
    carer = instance.vehicle_carer[vehicle]
    if state.made[carer, day] >= instance.max_visits[carer, day]:
        return False
    if state.length[vehicle] + 1 >= state.route.shape[1]:
        return False
    shift = instance.vehicle_end[vehicle] - instance.vehicle_start[vehicle]
    return bool(state.load[vehicle] + instance.service[senior] <= shift)


@compiled
def breaks_week(
    instance: Instance,
    state: State,
    vehicle: int,
    senior: int,
    position: int,
    start: int,
) -> bool:
    """Return whether the carer's weekly limit forbids the insertion."""
    carer = instance.vehicle_carer[vehicle]
    week = instance.week[instance.vehicle_day[vehicle]]
    rest = state.week_work[carer, week] - state.work[vehicle]
    limit = instance.max_work[carer, week]
    shift = instance.vehicle_end[vehicle] - instance.vehicle_start[vehicle]
    if rest + shift <= limit:
        return False
    work = work_with(instance, state, vehicle, senior, position, start)
    return bool(rest + work > limit)


@compiled
def best_single(world: World, senior: int, day: int, base: float, total: float) -> None:
    """Look for a place on the day cheaper than what scratch holds already.

    Where many are on duty, first beside those who live near.
    """
    instance, scratch = world.instance, world.scratch
    first, last = instance.first_vehicle[day], instance.first_vehicle[day + 1]
    if _is_large_day(world, last - first):
        limit = scratch.cost[0]
        _look_near(world, senior, day, base, total)
        if scratch.cost[0] < limit:
            return
    scratch.effort[0] += 2 * (last - first)
    for vehicle in range(first, last):
        _look_into(world, senior, vehicle, day, base, total)


@compiled
def best_wished(world: World, senior: int, day: int, base: float, total: float) -> None:
    """Do so for a senior some of whose starts are wished, beside everybody."""
    instance, scratch = world.instance, world.scratch
    first, last = instance.first_vehicle[day], instance.first_vehicle[day + 1]
    scratch.effort[0] += 2 * (last - first)
    for vehicle in range(first, last):
        _look_with_wishes(world, senior, vehicle, day, base, total)


@inlined
def _is_large_day(world: World, vehicles: int) -> bool:
    """Return whether near neighbours alone are asked: they are all visited today."""
    return world.state.fixed.shape[1] == 1 and vehicles > MANY_VEHICLES


@compiled
def _look_near(world: World, senior: int, day: int, base: float, total: float) -> None:
    """Look into the routes of near neighbours, and into those that are empty."""
    instance, state, scratch = world.instance, world.state, world.scratch
    scratch.looks[0] += 1
    look = scratch.looks[0]
    wanted = NEAR_VEHICLES
    for place in range(1, instance.near.shape[1]):
        vehicle = state.visit[instance.near[senior, place], day, 0]
        scratch.effort[0] += 1
        if vehicle < 0 or scratch.looked[vehicle] == look:
            continue
        scratch.looked[vehicle] = look
        scratch.effort[0] += 2
        _look_into(world, senior, vehicle, day, base, total)
        wanted -= 1
        if wanted == 0:
            break
    first, last = instance.first_vehicle[day], instance.first_vehicle[day + 1]
    scratch.effort[0] += (last - first) // 2
    for vehicle in range(first, last):
        if state.length[vehicle] == 0 and (
            base + _alone(instance, vehicle, senior) < scratch.cost[0]
        ):
            _look_into(world, senior, vehicle, day, base, total)


@inlined
def _alone(instance: Instance, vehicle: int, senior: int) -> float:
    """Return what a route of one visit costs in travel."""
    home, profile = instance.vehicle_base[vehicle], instance.vehicle_profile[vehicle]
    there = instance.travel_to[profile, senior, home]
    return instance.travel_weight * (there + instance.travel[profile, senior, home])


@compiled
def _look_into(
    world: World, senior: int, vehicle: int, day: int, base: float, total: float
) -> None:
    """Note the cheapest place in the vehicle's route, if it is cheaper than what is."""
    _note_best(world, senior, vehicle, day, base, total, False)


@compiled
def _look_with_wishes(
    world: World, senior: int, vehicle: int, day: int, base: float, total: float
) -> None:
    """Do so for a senior some of whose starts are wished."""
    _note_best(world, senior, vehicle, day, base, total, True)


@inlined
def _note_best(
    world: World,
    senior: int,
    vehicle: int,
    day: int,
    base: float,
    total: float,
    wished: bool,
) -> None:
    instance, state, scratch = world.instance, world.state, world.scratch
    carer = instance.vehicle_carer[vehicle]
    if instance.qualified[senior, carer] != QUALIFIED:
        return
    if not has_room(instance, state, vehicle, senior, day):
        return
    cost = base + carer_cost(world, senior, day, carer)
    if instance.fairness_weight > 0.0:
        cost += extra_work_cost(instance, state, carer, total, instance.service[senior])
    if cost >= scratch.cost[0]:
        return
    scratch.effort[0] += state.length[vehicle] + 1
    position, cost = _best_position(
        world, senior, vehicle, cost, scratch.cost[0], wished
    )
    if position < 0 or breaks_week(
        instance, state, vehicle, senior, position, MINUS_ONE
    ):
        return
    scratch.cost[0] = cost
    scratch.found[0] = day
    scratch.found[1] = vehicle
    scratch.found[2] = position
    scratch.found[3] = -1


@inlined
def _best_position(
    world: World, senior: int, vehicle: int, base: float, limit: float, wished: bool
) -> tuple[int, float]:
    """Return the cheapest position in the route and its cost; -1 if none is below."""
    instance, state = world.instance, world.state
    profile = instance.vehicle_profile[vehicle]
    there, on = instance.travel_to[profile, senior], instance.travel[profile, senior]
    route, leg = state.route[vehicle], state.leg[vehicle]
    depart, latest = state.depart[vehicle], state.latest[vehicle]
    home = instance.vehicle_base[vehicle]
    length = state.length[vehicle]
    service = instance.service[senior]
    weight = instance.travel_weight
    found = -1
    place = home
    for position in range(length + 1):
        after = route[position] if position < length else home
        cost = base + weight * (there[place] + on[after] - leg[position])
        if cost < limit:
            arrival = depart[position] + there[place]
            start = window_start(instance, senior, arrival)
            if start == NEVER:
                break
            until = latest[position] - on[after] - service
            fits = start <= until
            if fits and wished:
                off = least_off(instance, senior, start, until)
                cost += instance.wish_weight * off
                fits = cost < limit
            if fits and uniform(world.random) >= BLINK:
                limit = cost
                found = position
        place = after
    return found, limit
