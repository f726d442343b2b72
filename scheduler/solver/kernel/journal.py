"""The journal of the current step, and the way back."""

import numpy as np

from scheduler.solver.kernel.compiled import compiled, inlined
from scheduler.solver.kernel.state import copy_senior, copy_vehicle
from scheduler.solver.kernel.world import World


@inlined
def begin_step(world: World) -> None:
    """Forget what was touched before."""
    journal = world.journal
    journal.marks[0] = 0
    journal.marks[1] = 0
    journal.marks[2] += 1
    journal.marks[3] = 0


@inlined
def spoil(world: World) -> None:
    """Mark the current step as one that must be taken back."""
    journal = world.journal
    journal.marks[3] = 1


@compiled
def touch_vehicle(world: World, vehicle: int) -> None:
    """Note a route before its first change in this step."""
    state, journal = world.state, world.journal
    if journal.vehicle_mark[vehicle] == journal.marks[2]:
        return
    journal.vehicle_mark[vehicle] = journal.marks[2]
    place = journal.marks[0]
    journal.marks[0] += 1
    journal.vehicles[place] = vehicle
    copy_vehicle(world.old, place, state, vehicle)


@compiled
def touch_senior(world: World, senior: int) -> None:
    """Note a senior's visits before their first change in this step."""
    state, journal = world.state, world.journal
    if journal.senior_mark[senior] == journal.marks[2]:
        return
    journal.senior_mark[senior] = journal.marks[2]
    place = journal.marks[1]
    journal.marks[1] += 1
    journal.seniors[place] = senior
    copy_senior(world.old, place, state, senior)


@compiled
def take_back(world: World) -> None:
    """Undo the current step."""
    instance, state, journal = world.instance, world.state, world.journal
    for place in range(journal.marks[0]):
        vehicle = journal.vehicles[place]
        carer = instance.vehicle_carer[vehicle]
        day = instance.vehicle_day[vehicle]
        worked = np.int64(world.old.work[place]) - state.work[vehicle]
        state.week_work[carer, instance.week[day]] += worked
        state.carer_work[carer] += worked
        state.made[carer, day] += world.old.length[place] - state.length[vehicle]
        copy_vehicle(state, vehicle, world.old, place)
    for place in range(journal.marks[1]):
        copy_senior(state, journal.seniors[place], world.old, place)
