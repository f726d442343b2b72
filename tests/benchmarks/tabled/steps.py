"""One command measured: what it prints, what it says when, seconds and memory."""

import csv
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from pydantic import BaseModel

LAST_LINES = 2
"""Of what a command says that tell why it failed."""

Said = list[tuple[float, str]]
"""Lines on standard error, each with its seconds since the start."""


class Step(NamedTuple):
    """One command.

    Attributes
    ----------
    command
        Program and arguments. The result is what it prints, JSON.
    seconds
        How long it takes on two quiet cores, roughly.
    before
        Commands that make what it needs; they are not measured.
    fresh
        A folder or file that must not be there when it starts.
    table
        The CSV file that holds the result, if it is not printed.
    """

    name: str
    command: tuple[str, ...]
    seconds: float
    before: tuple[tuple[str, ...], ...] = ()
    fresh: Path | None = None
    table: Path | None = None


class Measured(BaseModel):
    """What came of a step.

    Attributes
    ----------
    load
        Of the machine over the last minute, when it began.
    seconds
        By the clock, from the start of the program to its end.
    """

    command: tuple[str, ...]
    date: str
    load: float
    seconds: float
    memory_mb: int
    said: Said
    result: Any


class Failed(Exception):  # noqa: N818
    """A command did not end well; the text is its last word."""


def measure(step: Step, heard: Callable[[str], None]) -> Measured:
    """Return what came of a step.

    Parameters
    ----------
    heard
        Called with each line that the command says.

    Raises
    ------
    Failed
        If a command ends with another code than 0.
    """
    _clear(step.fresh)
    if step.table is not None:
        step.table.parent.mkdir(parents=True, exist_ok=True)
    for command in step.before:
        _run(command, heard)
    date = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    load, began = os.getloadavg()[0], time.monotonic()
    printed, said, memory_mb = _run(step.command, heard)
    return Measured(
        command=step.command,
        date=date,
        load=round(load, 2),
        seconds=round(time.monotonic() - began, 2),
        memory_mb=memory_mb,
        said=said,
        result=_rows(step.table) if step.table else json.loads(printed),
    )


def _clear(path: Path | None) -> None:
    if path is None:
        return
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def _run(command: Sequence[str], heard: Callable[[str], None]) -> tuple[str, Said, int]:
    """Return what is printed and said, and the most memory held, in MB."""
    began = time.monotonic()
    said: Said = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:

        def listen() -> None:
            for line in process.stderr or ():
                said.append((round(time.monotonic() - began, 2), line.rstrip()))
                heard(line.rstrip())

        listener = Thread(target=listen)
        listener.start()
        printed = process.stdout.read() if process.stdout else ""
        listener.join()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(_last_words(said) or f"exit code {process.returncode}")
    return printed, said, usage.ru_maxrss >> 10


def _last_words(said: Said) -> str:
    """Return the end of what was said, without the frame around it."""
    lines = [line.strip("╭╮╰╯│─^ ") for _, line in said]
    return " ".join([line for line in lines if line][-LAST_LINES:])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
