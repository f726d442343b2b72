"""What a senior's visits cost beside their travel, and how unevenly work is spread."""

import numpy as np

from scheduler.solver.kernel.compiled import compiled, inlined
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.state import State

MEMORY_DAYS = 28
"""A carer seen within so many days is no new face (contract, section 2)."""


@compiled
def price_senior(instance: Instance, state: State, senior: int) -> None:
    """Work out the senior's cost and days late from their visits."""
    due = instance.due[senior]
    late = 0
    unused = 0
    cost = 0.0
    for day in range(state.fixed.shape[1]):
        if state.visit[senior, day, 0] >= 0:
            late += max(0, day - due)
            unused += max(0, due - day)
            due = day + instance.interval[senior]
            cost += instance.visit_weight
            cost += visit_cost(instance, state, senior, day)
        if instance.stability_weight > 0.0:
            cost += instance.stability_weight * _moved(instance, state, senior, day)
    late += max(0, state.fixed.shape[1] - due)
    state.late[senior] = late
    state.cost[senior] = (
        cost + late * instance.late[senior] + unused * instance.early[senior]
    )


@inlined
def visit_cost(instance: Instance, state: State, senior: int, day: int) -> float:
    """Return what the carers of a visit cost: new faces, and nobody preferred."""
    cost = 0.0
    liked = instance.has_preference[senior] == 0
    for k in range(instance.carers_needed[senior]):
        carer = instance.vehicle_carer[state.visit[senior, day, k]]
        if instance.continuity_weight > 0.0 and is_new(
            instance, state, senior, carer, day
        ):
            cost += instance.continuity_weight
        if instance.preferred[senior, carer] == 1:
            liked = True
    return cost if liked else cost + instance.prefer_weight


@inlined
def is_new(instance: Instance, state: State, senior: int, carer: int, day: int) -> bool:
    """Return whether the senior has not met the carer in the days before."""
    if instance.met_until[senior, carer] >= day:
        return False
    for earlier in range(day - 1, max(-1, day - MEMORY_DAYS - 1), -1):
        for k in range(2):
            vehicle = state.visit[senior, earlier, k]
            if vehicle >= 0 and instance.vehicle_carer[vehicle] == carer:
                return False
    return True


@inlined
def _moved(instance: Instance, state: State, senior: int, day: int) -> int:
    """Return how many published stops of the day are not kept."""
    moved = 0
    for k in range(2):
        carer = instance.published[senior, day, k]
        if carer >= 0 and not serves(instance, state, senior, day, carer):
            moved += 1
    return moved


@inlined
def serves(instance: Instance, state: State, senior: int, day: int, carer: int) -> bool:
    """Return whether the carer visits the senior on the day."""
    for k in range(2):
        vehicle = state.visit[senior, day, k]
        if vehicle >= 0 and instance.vehicle_carer[vehicle] == carer:
            return True
    return False


@compiled
def unfairness(instance: Instance, state: State) -> float:
    """Return the cost of all work above the fair shares."""
    if instance.fairness_weight == 0.0:
        return 0.0
    total = np.int64(0)
    for carer in range(len(instance.share)):
        total += state.carer_work[carer]
    above = 0.0
    for carer in range(len(instance.share)):
        above += max(0.0, state.carer_work[carer] - instance.share[carer] * total)
    return instance.fairness_weight * above


@compiled
def total_cost(instance: Instance, state: State) -> float:
    """Return the cost of the whole state."""
    cost = unfairness(instance, state)
    for vehicle in range(len(instance.vehicle_day)):
        cost += instance.travel_weight * state.travel[vehicle] + state.wish[vehicle]
    for senior in range(len(instance.service)):
        cost += state.cost[senior]
    return cost


@compiled
def refresh(instance: Instance, state: State) -> None:
    """Price every senior anew."""
    for senior in range(len(instance.service)):
        price_senior(instance, state, senior)
