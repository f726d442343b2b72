"""Ruin: take visits out that lie near one another in place and time.

Strings of neighbouring stops as in Christiaens and Vanden Berghe, *Slack Induction
by String Removals*, Transportation Science 2020, over the routes of several days.
"""

from scheduler.solver.kernel.compiled import ZERO, compiled, inlined, whole
from scheduler.solver.kernel.instance import QUALIFIED
from scheduler.solver.kernel.moves import position_of, take_out
from scheduler.solver.kernel.random import below, uniform
from scheduler.solver.kernel.recreate import next_visit
from scheduler.solver.kernel.world import World

MEAN_REMOVED = 12
LONGEST_STRING = whole(8)
SPLIT_CHANCE = 0.5
CHAIN_SENIORS = 6
SHORT_STRING = whole(4)


@compiled
def remove_strings(world: World, senior: int, day: int) -> int:
    """Take out strings around a visit, near its day; return how many are absent."""
    instance, state, journal, scratch, random, open_days = (
        world.instance,
        world.state,
        world.journal,
        world.scratch,
        world.random,
        world.open_days,
    )
    reach = _day_reach(world, state.fixed.shape[1])
    wanted = 1 + below(random, 2 * MEAN_REMOVED)
    absent = ZERO
    for place in range(instance.near.shape[1]):
        neighbour = instance.near[senior, place]
        for other in range(
            max(0, day - reach), min(state.fixed.shape[1], day + reach + 1)
        ):
            vehicle = state.visit[neighbour, other, 0]
            if vehicle < 0 or open_days[neighbour, other] == 0:
                continue
            if scratch.stripped[vehicle] == journal.marks[2]:
                continue
            absent = strip(world, vehicle,
                neighbour, LONGEST_STRING, absent,
            )  # fmt: skip
            if absent >= wanted:
                return absent
    return absent


@inlined
def _day_reach(world: World, days: int) -> int:
    """Return over how many days to each side a ruin reaches."""
    random = world.random
    draw = uniform(random)
    if draw < 0.45:
        return 0
    if draw < 0.85:
        return 1 + below(random, 4)
    return days


@compiled
def strip(world: World, vehicle: int, senior: int, longest: int, absent: int) -> int:
    """Take a string that holds the senior out of a route; return how many absent."""
    instance, state, journal, scratch, random, open_days = (
        world.instance,
        world.state,
        world.journal,
        world.scratch,
        world.random,
        world.open_days,
    )
    scratch.stripped[vehicle] = journal.marks[2]
    day = instance.vehicle_day[vehicle]
    length = state.length[vehicle]
    size = 1 + below(random, min(longest, length))
    kept = 0
    if size > 1 and size < length and uniform(random) < SPLIT_CHANCE:
        kept = 1 + below(random, length - size)
    whole = size + kept
    here = position_of(state, vehicle, senior)
    start = max(0, min(here - below(random, whole), length - whole))
    kept_from = start + 1 + below(random, size - 1) if kept > 0 else length
    for position in range(start + whole - 1, start - 1, -1):
        if kept_from <= position < kept_from + kept:
            continue
        who = state.route[vehicle, position]
        if open_days[who, day] == 1:
            take_out(world, who, day)
            absent = note_absent(world, who, absent)
    return absent


@inlined
def note_absent(world: World, senior: int, absent: int) -> int:
    """Add the senior to the absent, once; return how many there are."""
    scratch = world.scratch
    for place in range(absent):
        if scratch.absent[place] == senior:
            return absent
    scratch.absent[absent] = senior
    scratch.key[absent] = 0.0
    return absent + 1


@compiled
def remove_chains(world: World, senior: int, day: int) -> int:
    """Take out a few near seniors' visits from a day on; return how many are absent."""
    instance, state, random, open_days = (
        world.instance,
        world.state,
        world.random,
        world.open_days,
    )
    wanted = 1 + below(random, CHAIN_SENIORS)
    absent = ZERO
    for place in range(instance.near.shape[1]):
        neighbour = instance.near[senior, place]
        if place > 0 and uniform(random) < 0.5:
            continue
        before = absent
        for later in range(day, state.fixed.shape[1]):
            if state.visit[neighbour, later, 0] >= 0 and open_days[neighbour, later]:
                take_out(world, neighbour, later)
                absent = note_absent(world, neighbour, before)
        if absent >= wanted:
            break
    return absent


@compiled
def late_senior(world: World) -> int:
    """Return a senior who is later than they need be, red before the rest; or -1."""
    instance, state, random = world.instance, world.state, world.random
    seniors = len(instance.service)
    draw = uniform(random)
    most = 0 if draw < 0.4 else (1 if draw < 0.7 else 2)
    begin = below(random, seniors)
    fallback = -1
    for step in range(seniors):
        senior = (begin + step) % seniors
        if state.late[senior] > instance.unavoidable[senior]:
            if instance.urgency[senior] <= most:
                return senior
            if fallback < 0:
                fallback = senior
    return fallback


@compiled
def make_room(world: World, senior: int) -> int:
    """Strip qualified carers on a day on which the late senior should be visited.

    Returns how many are absent; the late one is the first of them.
    """
    instance, state, scratch, random, open_days = (
        world.instance,
        world.state,
        world.scratch,
        world.random,
        world.open_days,
    )
    day = _missing_day(world, senior)
    absent = note_absent(world, senior, ZERO)
    scratch.key[0] = -1.0
    if uniform(random) < 0.5:
        for later in range(day, state.fixed.shape[1]):
            if state.visit[senior, later, 0] >= 0 and open_days[senior, later] == 1:
                take_out(world, senior, later)
    first = instance.first_vehicle[day]
    count = instance.first_vehicle[day + 1] - first
    if count == 0:
        return absent
    wanted = 1 + below(random, 3)
    begin = below(random, count)
    for step in range(count):
        vehicle = first + (begin + step) % count
        carer = instance.vehicle_carer[vehicle]
        if instance.qualified[senior, carer] != QUALIFIED or state.length[vehicle] == 0:
            continue
        who = state.route[vehicle, below(random, state.length[vehicle])]
        absent = strip(world, vehicle, who,
            SHORT_STRING, absent,
        )  # fmt: skip
        wanted -= 1
        if wanted == 0:
            break
    return absent


@compiled
def _missing_day(world: World, senior: int) -> int:
    """Return a day on which a visit would mend the first avoidable lateness."""
    instance, state, random = world.instance, world.state, world.random
    days = state.fixed.shape[1]
    lowest = max(0, instance.first_ok[senior])
    due = instance.due[senior]
    cursor = ZERO
    while True:
        following = next_visit(state, senior, cursor)
        if following > max(due, lowest):
            highest = min(max(due, lowest), days - 1)
            return lowest + below(random, highest - lowest + 1)
        if following >= days:
            return days - 1
        lowest = min(days - 1, following + instance.gap[senior])
        due = following + instance.interval[senior]
        cursor = following + 1
