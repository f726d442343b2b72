"""How far a search has come: by its clock, or by counted work, which repeats."""

import time
from dataclasses import dataclass
from threading import Event
from typing import Protocol


class Pace(Protocol):
    """Tells parts of a run from its beginning, 0, to its end, 1."""

    @property
    def burst(self) -> float:
        """The effort between two looks at it."""
        ...

    def part(self, effort: float) -> float:
        """Return how much of the run is over once a thread has made this effort."""
        ...


BURST = 2e5
"""About a hundredth of a second."""

LOOKS = 50
"""How often a counted run looks at its pace, at least."""


@dataclass(frozen=True)
class Counted:
    """A run of so much effort in each thread: the same every time.

    Over at once when ``stop`` is set.
    """

    total: float
    stop: Event | None = None

    @property
    def burst(self) -> float:
        """The effort between two looks at it."""
        return min(BURST, self.total / LOOKS)

    def part(self, effort: float) -> float:
        """Return how much of the run is over."""
        return 1.0 if _is_set(self.stop) else effort / self.total


class Timed:
    """A run of so many seconds from now; over at once when ``stop`` is set."""

    burst = BURST

    def __init__(self, seconds: float, stop: Event | None = None) -> None:
        self._begun = time.monotonic()
        self._seconds = seconds
        self._stop = stop

    def part(self, effort: float) -> float:
        """Return how much of the run is over."""
        if _is_set(self._stop):
            return 1.0
        return (time.monotonic() - self._begun) / self._seconds


def _is_set(stop: Event | None) -> bool:
    return stop is not None and stop.is_set()
