"""The `qixiu` program whole: the planner's commands and the service's."""

from collections.abc import Callable

from scheduler.cli import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    run(_program)


def _program() -> Callable[[], None]:
    from api.cli.app import app

    return app
