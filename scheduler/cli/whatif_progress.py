"""Runs in other processes, seen: a bar on a terminal, else a line for each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

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


@contextmanager
def shown_runs(language: Language) -> Iterator[Callable[[int, int], None]]:
    """Return where to tell how many runs are done, and of how many."""
    planning = _PLANNING.to(language)
    if not messages().is_terminal:
        yield lambda done, of: say(f"{planning} {done}/{of}")
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
