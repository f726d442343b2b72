"""When those who make one visit start: together, or one after the other."""

from collections.abc import Sequence
from functools import partial

from scheduler.domain.lag import Lag, earliest_in_order
from scheduler.domain.times import Span
from scheduler.solver.remedies.duties import Call, earliest_start


def meeting(
    calls: Sequence[Call], soonest: Sequence[int], lag: Lag | None
) -> tuple[int, ...]:
    """Return the earliest starts, in the order of the calls; empty if there are none.

    Parameters
    ----------
    calls
        Within which times each may make the visit, the first to come first.
    soonest
        When each could start alone, in seconds since midnight.
    lag
        How long after the first of two the second starts; None: all together.
    """
    if lag is not None:
        pair = earliest_in_order(
            (lag.least_seconds, lag.most_seconds),
            (soonest[0], soonest[1]),
            partial(earliest_start, calls[0]),
            partial(earliest_start, calls[1]),
        )
        return pair or ()
    start = earliest_start(calls[0], max(soonest))
    return () if start is None else (start,) * len(calls)


def windows_after(call: Call, first: int, lag: Lag) -> tuple[Span, ...]:
    """Return within which times the second comes to a visit begun at a time."""
    until = first + lag.most_seconds + call.seconds
    allowed = Span(first + lag.least_seconds, until)
    cut = (window.shared(allowed) for window in call.windows)
    return tuple(span for span in cut if span.seconds >= call.seconds)
