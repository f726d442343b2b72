"""The `qixiu` command: parses, calls, prints."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    from scheduler.cli.app import app

    app()
