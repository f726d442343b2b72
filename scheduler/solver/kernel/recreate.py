"""Recreate: fill the gaps in a senior's row of visits that are too long."""

from scheduler.solver.kernel.compiled import MINUS_ONE, ZERO, compiled, inlined
from scheduler.solver.kernel.moves import put_in, take_out
from scheduler.solver.kernel.pair import best_pair
from scheduler.solver.kernel.place import best_single, best_wished, note_known
from scheduler.solver.kernel.state import State
from scheduler.solver.kernel.world import World

VISIT_GUESS = 200.0
"""Seconds one more visit is taken to cost in travel when days are compared."""


@compiled
def serve(world: World, senior: int) -> None:
    """Add visits wherever the senior would wait too long and a place is found."""
    instance, state, scratch = world.instance, world.state, world.scratch
    days = state.fixed.shape[1]
    lowest = instance.first_ok[senior]
    due = instance.due[senior]
    cursor = ZERO
    note_known(world, senior)
    while True:
        following = next_visit(state, senior, cursor)
        if following > due and _find(world, senior, lowest, due, following):
            _place_found(world, senior)
            following = scratch.found[0]
        if following >= days:
            return
        lowest = following + instance.gap[senior]
        due = following + instance.interval[senior]
        cursor = following + 1


@inlined
def next_visit(state: State, senior: int, cursor: int) -> int:
    """Return the day of the first visit from a day on; the day after all if none."""
    days = state.fixed.shape[1]
    for day in range(cursor, days):
        if state.visit[senior, day, 0] >= 0:
            return day
    return days


@compiled
def _find(world: World, senior: int, lowest: int, due: int, following: int) -> bool:
    """Look for the cheapest visit in a gap, the last day on time first."""
    instance, state, scratch = world.instance, world.state, world.scratch
    days = state.fixed.shape[1]
    highest = following - instance.gap[senior] if following < days else days - 1
    total = 0.0
    for carer in range(len(instance.share)):
        total += state.carer_work[carer]
    scratch.found[0] = -1
    scratch.cost[0] = instance.late[senior] * (following - due)
    for day in range(min(due, highest), lowest - 1, -1):
        _look_at(world, senior, day, due, following, total)
    for day in range(max(due + 1, lowest), highest + 1):
        _look_at(world, senior, day, due, following, total)
    return bool(scratch.found[0] >= 0)


@compiled
def _look_at(
    world: World, senior: int, day: int, due: int, following: int, total: float
) -> None:
    instance, scratch, open_days = world.instance, world.scratch, world.open_days
    if open_days[senior, day] == 0:
        return
    base = instance.visit_weight + instance.late[senior] * max(0, day - due)
    base += instance.early[senior] * max(0, due - day)
    base += VISIT_GUESS * ((following - day - 1) // instance.interval[senior])
    if base >= scratch.cost[0]:
        return
    if instance.carers_needed[senior] == 2:
        best_pair(world, senior, day, base, total)
    elif instance.wishes[senior] > 0:
        best_wished(world, senior, day, base, total)
    else:
        best_single(world, senior, day, base, total)


@compiled
def _place_found(world: World, senior: int) -> None:
    found, known = world.scratch.found, world.scratch.known
    carer = world.instance.vehicle_carer
    known[carer[found[1]]] = 1
    if found[3] < 0:
        put_in(world, senior, found[1], found[2], MINUS_ONE)
        return
    known[carer[found[3]]] = 1
    put_in(world, senior, found[1], found[2], found[5])
    put_in(world, senior, found[3], found[4], found[6])


@compiled
def drop_needless(world: World, senior: int) -> None:
    """Take out visits without which nobody waits too long; published ones stay."""
    instance, state, open_days = world.instance, world.state, world.open_days
    days = state.fixed.shape[1]
    due = instance.due[senior]
    for day in range(days):
        if state.visit[senior, day, 0] < 0:
            continue
        following = next_visit(state, senior, day + 1)
        if (
            following <= due
            and open_days[senior, day] == 1
            and instance.published[senior, day, 0] < 0
        ):
            take_out(world, senior, day)
        else:
            due = day + instance.interval[senior]
