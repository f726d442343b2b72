"""Visits that must begin on time."""

from scheduler.domain.people import Senior
from scheduler.domain.plan import Stop
from scheduler.domain.times import MINUTE_SECONDS, Span

LITTLE_ROOM = 15 * MINUTE_SECONDS
"""A visit that could be moved less than this within its window must be on time."""


def is_fixed(senior: Senior, stop: Stop) -> bool:
    """Return whether another carer comes too or the visit barely fits its window."""
    if stop.partners:
        return True
    visit = Span(stop.start, stop.end)
    own = [span for span in senior.windows if span.contains(visit)]
    return any(span.seconds - visit.seconds <= LITTLE_ROOM for span in own)
