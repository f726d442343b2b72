"""Published visits that a search has taken out and does not miss, put back.

The search makes visits that fall due. One that is made early, as published, and that
nobody misses before the plan ends, it may take out, but never puts back.
"""

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.solver.beginning import Held, begun
from scheduler.solver.budget import Clock
from scheduler.solver.crew import Crew
from scheduler.solver.kernel.instance import NOT_PINNED, Instance
from scheduler.solver.kernel.state import State
from scheduler.solver.published import held
from scheduler.solver.run import FIRM


def restored(
    problem: Problem, instance: Instance, state: State, published: Plan, clock: Clock
) -> State:
    """Return the state with what was taken out put back, if that makes it cheaper.

    Parameters
    ----------
    instance
        With the pins that the state has.
    state
        With all times right.
    """
    missing = _missing(instance, state)
    if not missing.any():
        return state
    lost = [v for v in held(problem, instance, published) if missing[v.senior, v.day]]
    if not any(visit.crews for visit in lost):
        return state
    kept = sorted(_visits(instance, state), key=lambda one: (one.day, one.start))
    other = begun(instance, [*kept, *lost]).state
    firm = instance._replace(stability_weight=FIRM * instance.stability_weight)
    crew = Crew(firm, 0, clock)
    least, state = crew.priced(state)
    cost, other = crew.priced(other)
    return other if cost < least else state


def _missing(instance: Instance, state: State) -> NDArray[np.bool_]:
    """Return which published visits are not made, of seniors with no visit instead.

    Shape (seniors, days).
    """
    told = instance.published[:, :, 0] >= 0
    made = state.visit[:, :, 0] >= 0
    instead = np.asarray((made & ~told).any(axis=1))
    return np.asarray(told & ~made & ~instead[:, None])


def _visits(instance: Instance, state: State) -> list[Held]:
    found = []
    for senior, day in np.argwhere(state.visit[:, :, 0] >= 0).tolist():
        crew = tuple(int(v) for v in state.visit[senior, day] if v >= 0)
        starts = {v: _start(instance, state, v, senior) for v in crew}
        pinned = bool(instance.pinned[senior, day] != NOT_PINNED)
        found.append(Held(senior, day, starts[crew[0]], starts, (crew,), pinned))
    return found


def _start(instance: Instance, state: State, vehicle: int, senior: int) -> int:
    """Return when a route's visit to a senior begins."""
    place = state.route[vehicle, : state.length[vehicle]].tolist().index(senior)
    return int(state.depart[vehicle, place + 1] - instance.service[senior])
