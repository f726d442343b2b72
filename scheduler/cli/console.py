"""The two streams: results on standard output, everything else on standard error."""

import json
import os
import sys
from io import TextIOWrapper
from typing import Any

from rich.console import Console


class _Console(Console):
    """A console that leaves a broken pipe to whoever asked it to print."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def ready_streams() -> None:
    """Make the standard streams take whatever is written to them.

    A stream that was closed leads nowhere; a letter that the terminal does not know
    is written as its number.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def flush_or_drop() -> None:
    """Write what the streams still hold; what cannot be written is dropped.

    Python would try again at its end, and complain in words of its own.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def results() -> Console:
    """Return the console of standard output."""
    return _Console(highlight=False)


def messages() -> Console:
    """Return the console of standard error."""
    return _Console(stderr=True, highlight=False)


def say(sentence: str) -> None:
    """Write one sentence to standard error, square brackets and all."""
    messages().print(sentence, markup=False, soft_wrap=True)


def write_json(content: Any) -> None:
    """Write a value as JSON to standard output."""
    from scheduler.files.plan_json import write_standard_output

    write_standard_output(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
