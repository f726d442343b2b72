"""The steps in which times are proposed to people."""

from scheduler.domain.times import MINUTE_SECONDS

ROUND_SECONDS = 5 * MINUTE_SECONDS
"""Times are proposed in steps of five minutes."""


def rounded_up(seconds: int) -> int:
    """Return the next time in a step of `ROUND_SECONDS`."""
    return -(-seconds // ROUND_SECONDS) * ROUND_SECONDS


def rounded_down(seconds: int) -> int:
    """Return the last time in a step of `ROUND_SECONDS`."""
    return seconds // ROUND_SECONDS * ROUND_SECONDS
