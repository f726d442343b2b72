"""The search: ruin, recreate, keep or take back; the package's one entry point."""

from typing import NamedTuple

import numpy as np

from scheduler.solver.kernel.compiled import ZERO, compiled, entry, is_kept
from scheduler.solver.kernel.cost import refresh, total_cost, unfairness
from scheduler.solver.kernel.handle import Table, tables_of
from scheduler.solver.kernel.journal import begin_step, take_back
from scheduler.solver.kernel.moves import price_touched
from scheduler.solver.kernel.pool import remember
from scheduler.solver.kernel.random import below, uniform
from scheduler.solver.kernel.recreate import drop_needless, serve
from scheduler.solver.kernel.ruin import (
    late_senior,
    make_room,
    remove_chains,
    remove_strings,
)
from scheduler.solver.kernel.sorting import sort_by_key
from scheduler.solver.kernel.state import overwrite
from scheduler.solver.kernel.timing import retime
from scheduler.solver.kernel.waiting import keep_all_wishes
from scheduler.solver.kernel.world import World, as_world

LATE_CHANCE = 0.3
CHAIN_CHANCE = 0.25
SMALLEST_GAIN = 1e-3
TINY = 1e-300

POOL_MARGIN = 100.0
"""Routes are remembered of plans that cost at most so much a day above the best."""

STEP_EFFORT = 60
TOUCH_EFFORT = 40
"""What a step costs beside the places it looks at, in the same measure."""


class Control(NamedTuple):
    """How long and how boldly to search.

    Attributes
    ----------
    effort
        When to end, in places looked at.
    hot, cold
        First and last temperature, in cost.
    """

    effort: int
    hot: float
    cold: float


def search(world: World, control: Control) -> float:
    """Improve ``world.state`` in place; return the cost of the best seen.

    The best is copied to ``world.best``. Only visits on open days are touched or
    made. Ends early when ``world.stop[0]`` is set.
    """
    tables = tables_of(world)
    return _search(tables[0], control.effort, control.hot, control.cold)


@entry
def _search(table: Table, effort: int, hot: float, cold: float) -> float:
    world = as_world(table)
    cost = _begin(world)
    least = cost
    margin = POOL_MARGIN * world.state.fixed.shape[1]
    spent = world.scratch.effort
    while spent[0] < effort and world.stop[0] == 0:
        spent[0] += STEP_EFFORT
        change = _step(world, hot * (cold / hot) ** (spent[0] / effort))
        cost += change
        if change < 0.0 and cost < least + margin:
            remember(world)
        if cost < least - SMALLEST_GAIN:
            least = cost
            overwrite(world.best, world.state)
    return least


@compiled
def _begin(world: World) -> float:
    """Time and price the state, give visits to who lacks them; return the cost."""
    instance, state = world.instance, world.state
    for vehicle in range(len(instance.vehicle_day)):
        retime(instance, state, vehicle, ZERO)
    refresh(instance, state)
    _serve_everyone(world)
    keep_all_wishes(instance, state)
    overwrite(world.best, state)
    world.scratch.effort[0] = 0
    return total_cost(instance, state)


@compiled
def _step(world: World, heat: float) -> float:
    """Ruin and recreate once; return the change of cost, 0 if it was taken back."""
    instance, state = world.instance, world.state
    begin_step(world)
    uneven = unfairness(instance, state)
    absent = _ruin(world)
    if absent == 0:
        return 0.0
    _recreate(world, absent)
    world.scratch.effort[0] += (
        TOUCH_EFFORT * world.journal.marks[0]
        + (TOUCH_EFFORT + len(instance.week)) * world.journal.marks[1]
        + len(instance.share)
    )
    change = price_touched(world) + unfairness(instance, state) - uneven
    limit = -heat * np.log(uniform(world.random) + TINY)
    if world.journal.marks[3] or change >= limit or _overworked(world):
        take_back(world)
        return 0.0
    return change


@compiled
def _serve_everyone(world: World) -> None:
    """Give visits to whoever would wait too long, the most urgent first."""
    instance, state = world.instance, world.state
    begin_step(world)
    for urgency in range(3):
        for senior in range(len(instance.service)):
            if instance.urgency[senior] == urgency and (
                state.late[senior] > instance.unavoidable[senior]
            ):
                serve(world, senior)
    price_touched(world)


@compiled
def _ruin(world: World) -> int:
    instance, state, random, open_days = (
        world.instance,
        world.state,
        world.random,
        world.open_days,
    )
    draw = uniform(random)
    if draw < LATE_CHANCE:
        senior = late_senior(world)
        if senior >= 0:
            return make_room(world, senior)
    vehicle = below(random, len(instance.vehicle_day))
    if state.length[vehicle] == 0:
        return 0
    senior = state.route[vehicle, below(random, state.length[vehicle])]
    day = instance.vehicle_day[vehicle]
    if open_days[senior, day] == 0:
        return 0
    if draw > 1.0 - CHAIN_CHANCE and state.fixed.shape[1] > 1:
        return remove_chains(world, senior, day)
    return remove_strings(world, senior, day)


@compiled
def _recreate(world: World, absent: int) -> None:
    scratch = world.scratch
    _order(world, absent)
    for place in range(absent):
        senior = scratch.absent[place]
        serve(world, senior)
        drop_needless(world, senior)


@compiled
def _order(world: World, absent: int) -> None:
    """Sort the absent by one of several orders; a key below zero stays first."""
    instance, scratch, random = world.instance, world.scratch, world.random
    draw = uniform(random)
    for place in range(absent):
        senior = scratch.absent[place]
        if scratch.key[place] < 0.0:
            continue
        key = uniform(random)
        if draw < 0.35:
            key += instance.urgency[senior]
        elif draw < 0.55:
            key = 1e6 - instance.travel[0, senior, instance.vehicle_base[0]]
        elif draw < 0.65:
            key = instance.travel[0, senior, instance.vehicle_base[0]] * 1.0
        scratch.key[place] = key
    sort_by_key(scratch.key, scratch.absent, absent)


@compiled
def _overworked(world: World) -> bool:
    """Return whether the step has pushed a carer's week over its limit."""
    instance, state, journal = world.instance, world.state, world.journal
    for place in range(journal.marks[0]):
        vehicle = journal.vehicles[place]
        carer = instance.vehicle_carer[vehicle]
        week = instance.week[instance.vehicle_day[vehicle]]
        if (
            state.work[vehicle] > world.old.work[place]
            and state.week_work[carer, week] > instance.max_work[carer, week]
        ):
            return True
    return False


def is_cached() -> bool:
    """Return whether the compiled search lies on this machine already."""
    return is_kept(_search)
