"""What a step takes away: strings of neighbouring routes, the tardy, some at random."""

from scheduler.solver.kernel.compiled import compiled
from scheduler.solver.kernel.random import below, uniform
from scheduler.solver.synchronised.state import (
    TARDINESS,
    TRAVEL,
    UNSET,
    unlink,
)
from scheduler.solver.synchronised.timing import (
    IMPOSSIBLE,
    agree,
    find_largest,
    loosen,
    settle,
    tardiness,
)
from scheduler.solver.synchronised.world import World

LONGEST_STRING = 6
MEAN_REMOVED = 8
"""How many tasks of one route are taken, at most, and of all routes, on average."""

FEWEST_AT_RANDOM, MOST_AT_RANDOM = 2, 6

TARDY_CHANCE, RANDOM_CHANCE = 0.2, 0.1
"""How often a step begins with a tardy client, and how often clients are just drawn."""

EVEN_CHANCE = 0.5


@compiled
def ruin(world: World) -> int:
    """Take some clients out of the routes; return how many, listed as absent."""
    random = world.random
    clients = len(world.instance.first)
    draw = uniform(random)
    if draw < RANDOM_CHANCE:
        absent = _remove_some(world)
    else:
        client = below(random, clients)
        if draw > 1.0 - TARDY_CHANCE:
            client = _tardy_client(world, client)
        absent = _remove_strings(world, client)
    settle(world, IMPOSSIBLE)
    agree(world)
    find_largest(world)
    return absent


@compiled
def _remove_some(world: World) -> int:
    absent = 0
    wanted = FEWEST_AT_RANDOM + below(
        world.random, MOST_AT_RANDOM - FEWEST_AT_RANDOM + 1
    )
    for _ in range(wanted):
        client = below(world.random, len(world.instance.first))
        if world.state.vehicle[world.instance.first[client]] >= 0:
            absent = _remove(world, client, absent)
    return absent


@compiled
def _tardy_client(world: World, otherwise: int) -> int:
    """Return a client drawn by how tardy their tasks are."""
    instance, state = world.instance, world.state
    left = uniform(world.random) * state.sums[TARDINESS]
    for task in range(len(instance.client)):
        late = tardiness(instance, task, state.start[task])
        if late > left:
            return instance.client[task]
        left -= late
    return otherwise


@compiled
def _remove_strings(world: World, client: int) -> int:
    """Take strings of tasks, one each from routes that come near a client."""
    instance, scratch, random = world.instance, world.scratch, world.random
    for vehicle in range(len(scratch.stripped)):
        scratch.stripped[vehicle] = 0
    most = (4.0 * MEAN_REMOVED) / (1.0 + LONGEST_STRING) - 1.0
    routes = 1 + below(random, int(most) + 1)
    absent = _strip_around(world, client, 0)
    for other in range(instance.near.shape[1]):
        if routes <= 1:
            break
        before = absent
        absent = _strip_around(world, instance.near[client, other], absent)
        if absent > before:
            routes -= 1
    return absent


@compiled
def _strip_around(world: World, client: int, absent: int) -> int:
    """Take a string around a client out of a route that has lost none yet."""
    state, stripped = world.state, world.scratch.stripped
    task = world.instance.first[client]
    partner = world.instance.partner[task]
    if state.vehicle[task] < 0:
        return absent
    if partner >= 0 and (
        stripped[state.vehicle[task]] or uniform(world.random) < EVEN_CHANCE
    ):
        task = partner
    if stripped[state.vehicle[task]]:
        return absent
    stripped[state.vehicle[task]] = 1
    return _remove_string(world, task, absent)


@compiled
def _remove_string(world: World, task: int, absent: int) -> int:
    """Take a task out with some before and after it."""
    instance, state = world.instance, world.state
    tasks = len(instance.client)
    length = 1 + below(world.random, LONGEST_STRING)
    for _ in range(below(world.random, length)):
        if state.before[task] < tasks:
            task = state.before[task]
    for _ in range(length):
        if task < tasks:
            following = state.after[task]
            absent = _remove(world, instance.client[task], absent)
            task = following
    return absent


@compiled
def _remove(world: World, client: int, absent: int) -> int:
    """Take a client's tasks out; list it."""
    task = world.instance.first[client]
    _remove_task(world, task)
    if world.instance.partner[task] >= 0:
        _remove_task(world, world.instance.partner[task])
    world.scratch.absent[absent] = client
    return absent + 1


@compiled
def _remove_task(world: World, task: int) -> None:
    instance, state = world.instance, world.state
    following, place = state.after[task], instance.place[state.before[task]]
    here, onward = instance.place[task], instance.place[following]
    state.sums[TRAVEL] += (
        instance.travel[place, onward]
        - instance.travel[place, here]
        - instance.travel[here, onward]
    )
    state.sums[TARDINESS] -= tardiness(instance, task, state.start[task])
    unlink(state, task)
    state.start[task] = UNSET
    loosen(world, following)
