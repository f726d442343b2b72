"""Remedies by the senior's hours: a wider window."""

from collections.abc import Iterator

import numpy as np

from scheduler.domain.times import DAY_SECONDS, MINUTE_SECONDS, Span
from scheduler.errors import Text
from scheduler.solver.remedies.duties import Call
from scheduler.solver.remedies.need import (
    Remedy,
    Search,
    promising,
    rounded_down,
    rounded_up,
)

ALL_DAY = Span(0, DAY_SECONDS)


def wider_windows(search: Search) -> Iterator[Remedy]:
    """Return windows of the senior that, made wider, would meet a free carer."""
    first, last = search.slots.starts(search.call, ALL_DAY)
    able = search.open & search.within_limits & (first <= last)
    for window in search.call.windows:
        start = np.clip(window.start, first, np.maximum(first, last))
        end = start + search.call.seconds
        wider = np.maximum(window.start - start, 0) + np.maximum(end - window.end, 0)
        for slot in promising(able, wider):
            around = _around(window, int(start[slot]), search.call)
            yield from _widened(search, slot, window, around)


def _around(window: Span, start: int, call: Call) -> Span:
    end = min(rounded_up(start + call.seconds), DAY_SECONDS)
    return Span(min(window.start, rounded_down(start)), max(window.end, end))


def _widened(search: Search, slot: int, window: Span, wide: Span) -> Iterator[Remedy]:
    need = search.need
    for fit in search.within([slot], need.call._replace(windows=(wide,))):
        minutes = (wide.seconds - window.seconds) // MINUTE_SECONDS
        senior, when = need.senior.senior_id, need.when(fit.duty.shift, fit.start)
        yield Remedy(
            0,
            minutes,
            Text(
                zh=f"把 {senior} 的可访时段 {window} 放宽到 {wide}"
                f"（多 {minutes} 分钟），{when.zh}",
                en=f"Widen the window {window} of {senior} to {wide} ({minutes} "
                f"minutes more); {when.en}",
            ),
        )
