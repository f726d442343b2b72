"""The hours of a visit that are wished for, as far as they are allowed."""

from collections.abc import Iterator, Sequence

from scheduler.domain.people import Senior
from scheduler.domain.times import Span
from scheduler.solver.remedies.duties import Call


def with_wished(senior: Senior, calls: Sequence[Call]) -> Iterator[Sequence[Call]]:
    """Return the calls of a visit, and the same within the spans wished for.

    The latter only where each of them then still has a time.
    """
    yield calls
    wished = [_within(senior.prefer_windows, call) for call in calls]
    if all(call.windows for call in wished):
        yield wished


def _within(spans: Sequence[Span], call: Call) -> Call:
    shared = (window.shared(span) for window in call.windows for span in spans)
    return call._replace(windows=tuple(s for s in shared if s.seconds >= call.seconds))
