"""Compiling the search: once on a new machine, and not at the plan's expense."""

from collections.abc import Callable

import numpy as np

from scheduler.solver.budget import Clock
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.kernel.random import seeded
from scheduler.solver.kernel.search import Control, is_cached, search
from scheduler.solver.kernel.state import empty_state
from scheduler.solver.kernel.world import new_world


def compile_search(
    instance: Instance, announce: Callable[[], None], clock: Clock
) -> None:
    """Make the search ready; what that takes is added to the time limit.

    ``announce`` is called first if it has to be compiled.
    """
    before = clock.spent
    if not is_cached():
        announce()
    closed = np.zeros((instance.seniors, instance.days), np.int8)
    stop = np.ones(1, np.int8)
    world = new_world(instance, empty_state(instance), seeded(0, 0), closed, stop)
    search(world, Control(0, 1.0, 1.0))
    clock.prolong(clock.spent - before)
