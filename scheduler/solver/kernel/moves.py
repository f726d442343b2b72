"""The two changes a step is made of: a visit taken out, a visit put in."""

from scheduler.solver.kernel.compiled import compiled, inlined
from scheduler.solver.kernel.cost import price_senior
from scheduler.solver.kernel.journal import spoil, touch_senior, touch_vehicle
from scheduler.solver.kernel.state import State
from scheduler.solver.kernel.timing import retime
from scheduler.solver.kernel.waiting import keep_wishes
from scheduler.solver.kernel.world import World


@inlined
def position_of(state: State, vehicle: int, senior: int) -> int:
    """Return where in the route the senior stands; -1 if nowhere."""
    for position in range(state.length[vehicle]):
        if state.route[vehicle, position] == senior:
            return position
    return -1


@compiled
def take_out(world: World, senior: int, day: int) -> None:
    """Remove a visit from the route or routes it stands in.

    The senior is not priced anew. Where travel times break the triangle inequality,
    the shorter route may not be drivable: then the step is spoilt.
    """
    state = world.state
    touch_senior(world, senior)
    first = state.visit[senior, day, 0]
    second = state.visit[senior, day, 1]
    state.visit[senior, day, 0] = -1
    state.visit[senior, day, 1] = -1
    state.fixed[senior, day] = -1
    _close_gap(world, first, senior)
    if second >= 0:
        _close_gap(world, second, senior)


@compiled
def _close_gap(world: World, vehicle: int, senior: int) -> None:
    instance, state = world.instance, world.state
    touch_vehicle(world, vehicle)
    last = state.length[vehicle] - 1
    position = position_of(state, vehicle, senior)
    for i in range(position, last):
        state.route[vehicle, i] = state.route[vehicle, i + 1]
    state.length[vehicle] = last
    state.made[instance.vehicle_carer[vehicle], instance.vehicle_day[vehicle]] -= 1
    if not retime(instance, state, vehicle, position):
        spoil(world)


@compiled
def put_in(world: World, senior: int, vehicle: int, position: int, start: int) -> None:
    """Insert a visit on the vehicle's day; the senior is not priced anew.

    ``start`` is the carer's start of a two-person visit, -1 for any in the windows; the
    first one is put in first.
    """
    instance, state = world.instance, world.state
    touch_senior(world, senior)
    touch_vehicle(world, vehicle)
    day = instance.vehicle_day[vehicle]
    for i in range(state.length[vehicle], position, -1):
        state.route[vehicle, i] = state.route[vehicle, i - 1]
    state.route[vehicle, position] = senior
    state.length[vehicle] += 1
    state.made[instance.vehicle_carer[vehicle], day] += 1
    slot = 0 if state.visit[senior, day, 0] < 0 else 1
    state.visit[senior, day, slot] = vehicle
    if slot == 1 and world.instance.ordered[senior] == 1:
        state.follow[senior, day] = start
    else:
        state.fixed[senior, day] = start
    if not retime(instance, state, vehicle, position):
        spoil(world)


@compiled
def price_touched(world: World) -> float:
    """Price every touched senior; return the change of cost, fairness left out."""
    instance, state, journal = world.instance, world.state, world.journal
    change = 0.0
    for place in range(journal.marks[1]):
        senior = journal.seniors[place]
        price_senior(instance, state, senior)
        change += state.cost[senior] - world.old.cost[place]
    for place in range(journal.marks[0]):
        vehicle = journal.vehicles[place]
        change += instance.travel_weight * (
            state.travel[vehicle] - world.old.travel[place]
        )
        if instance.wish_weight > 0.0:
            keep_wishes(instance, state, vehicle)
            change += state.wish[vehicle] - world.old.wish[place]
    return change
