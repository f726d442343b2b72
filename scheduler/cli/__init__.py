"""The `qixiu` command: parses, calls, prints."""

import sys
from collections.abc import Callable

INTERRUPTED = 130
"""Exit code of a command that Ctrl-C ended, as shells have it."""


def run(load: Callable[[], Callable[[], None]]) -> None:
    """Run a command line and leave with its exit code.

    Parameters
    ----------
    load
        Imports and returns the commands; they take long to import.
    """
    try:
        program = load()
        from scheduler.cli.console import ready_streams

        ready_streams()
        program()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
