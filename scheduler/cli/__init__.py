"""The `qixiu` command: parses, calls, prints."""

import sys

INTERRUPTED = 130
"""Exit code of a command that Ctrl-C ended, as shells have it."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from scheduler.cli.app import app
        from scheduler.cli.console import ready_streams

        ready_streams()
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
