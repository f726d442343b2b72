"""How much search a time limit buys: counted work, so that runs repeat.

A clock never gives the same plan twice. The time limit is turned into *effort*, the
number of places the search looks at; the clock only ends a run that would overstay.
"""

import time
from threading import Event

import numpy as np
from numpy.typing import NDArray
from ortools.util.python.solve_interrupter import SolveInterrupter

from scheduler.solver.kernel.instance import Instance

Rates = tuple[tuple[int, float], ...]
"""Effort a second, by the most bytes of the travel table, ascending."""

ANY_SIZE = 1 << 62

HORIZON_RATES: Rates = (
    (100 << 10, 150e6),
    (500 << 10, 90e6),
    (2 << 20, 75e6),
    (8 << 20, 55e6),
    (ANY_SIZE, 42e6),
)
DAY_RATES: Rates = ((500 << 10, 180e6), (8 << 20, 130e6), (ANY_SIZE, 90e6))
"""Of several days and of one, on one core of an AMD EPYC 9004 at 2.6 GHz: the larger
the table, the less of it stays in a core's fast memory; the routes of one day do."""

SAFE_PART, SAFE_DAY_PART = 0.65, 0.85
"""Part of these that is counted on, so that the clock need not end a run."""


def effort_a_second(instance: Instance) -> float:
    """Return the effort that one thread makes in a second, on the safe side."""
    one_day = instance.days == 1
    rates = DAY_RATES if one_day else HORIZON_RATES
    measured = next(rate for size, rate in rates if instance.travel.nbytes <= size)
    return (SAFE_DAY_PART if one_day else SAFE_PART) * measured


USUAL_SENIORS, USUAL_DAYS = 686, 14
"""The community that the limits were measured on."""


def default_seconds(instance: Instance) -> float:
    """Return a sensible time limit: up to 15 for a usual community, more beyond.

    So much more that the days' programme still has its part of it with four times as
    many seniors.
    """
    usual = min(15.0, 2.0 + instance.seniors * instance.days / 500.0)
    return usual + max(0, instance.seniors - USUAL_SENIORS) / 24.0


def programme_seconds(instance: Instance) -> float:
    """Return how long the days' programme and the proof may take, roughly.

    On the safe side: 686 seniors take 0.3 s over 14 days and 2 s over 28, four times
    as many 6 s over 14. Where there is not time for all of them, 686 took 1.3 s over
    14 days, but 20 s over 28.
    """
    size = instance.seniors * instance.days / (USUAL_SENIORS * USUAL_DAYS)
    return 3.0 * float(size**1.85)


class Clock:
    """The time limit as an emergency brake, and the way to stop from outside.

    Parameters
    ----------
    seconds
        From now.
    stop
        Set by whoever wants the best plan so far at once; None: nobody can.

    Attributes
    ----------
    brake
        One byte that the compiled search looks at in every step.
    interrupter
        Ends a linear programme when the time is up; another one once it is put off.
    """

    def __init__(self, seconds: float, stop: Event | None) -> None:
        self.brake: NDArray[np.int8] = np.zeros(1, np.int8)
        self.interrupter = SolveInterrupter()
        self._started = time.monotonic()
        self._seconds = seconds
        self._stop = stop

    @property
    def spent(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    @property
    def left(self) -> float:
        """Seconds until the limit; 0 when over or stopped."""
        if self._stop is not None and self._stop.is_set():
            return 0.0
        return max(0.0, self._seconds - self.spent)

    def check(self, reserve: float = 0.0) -> bool:
        """Pull the brake if no more than the reserve is left, else release it.

        Returns whether it is pulled.
        """
        left = self.left
        self.brake[0] = left <= reserve
        if left <= 0.0:
            self.interrupter.interrupt()
        return bool(self.brake[0])

    def prolong(self, seconds: float) -> None:
        """Put the limit off: the time went into something that is not counted.

        What was ended meanwhile, as if it were over, may go on.
        """
        self._started += seconds
        self.interrupter = SolveInterrupter()
        self.check()
