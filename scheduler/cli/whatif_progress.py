"""Runs in other processes, seen: a bar on a terminal, else now and then a line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from math import ceil

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from scheduler.cli.console import messages, say
from scheduler.errors import Language, Text

_PLANNING = Text("正在排计划", "Planning")

MOST_LINES = 20


@contextmanager
def shown_runs(language: Language) -> Iterator[Callable[[int, int], None]]:
    """Return where to tell how many runs are done, and of how many."""
    planning = _PLANNING.to(language)
    if not messages().is_terminal:
        yield partial(_line, planning)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=messages(), transient=True) as bar:
        task = bar.add_task(planning, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _line(planning: str, done: int, of: int) -> None:
    if done == of or done % ceil(of / MOST_LINES) == 0:
        say(f"{planning} {done}/{of}")
