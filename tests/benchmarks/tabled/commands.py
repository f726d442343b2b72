"""Rows of commands: how they are put together, for the machine and for the reader."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tabled.steps import Step

QIXIU = str(Path(sys.executable).parent / "qixiu")
BENCHMARKS = Path(__file__).parent.parent

START = 1.5
"""Seconds until a command is at work, reading and loading included."""


class Row(NamedTuple):
    """One row.

    Attributes
    ----------
    command
        As a reader would type it, all steps in one.
    absent
        Why there are no steps, if there are none.
    """

    key: str
    command: str
    steps: tuple[Step, ...]
    absent: str = ""

    @property
    def seconds(self) -> float:
        """How long all its steps take, roughly."""
        return sum(step.seconds for step in self.steps)


def qixiu(*words: object) -> tuple[str, ...]:
    """Return a command that prints JSON and speaks English."""
    return (QIXIU, *map(str, words), "--lang", "en", "--json")


def script(name: str, *words: object) -> tuple[str, ...]:
    """Return a command that runs one of the other benchmarks."""
    return (sys.executable, str(BENCHMARKS / name), *map(str, words))


def typed(*words: object) -> str:
    """Return a command as a reader would type it."""
    return " ".join(map(str, ("qixiu", *words)))


def listed(numbers: Sequence[float]) -> str:
    """Return numbers as an option takes them."""
    return ",".join(f"{number:g}" for number in numbers)


def generated(seniors: int, seed: int, folder: Path) -> tuple[str, ...]:
    """Return a command that invents a community."""
    size = ("--seniors", str(seniors), "--seed", str(seed))
    return (QIXIU, "generate", *size, "--out", str(folder), "--lang", "en")
