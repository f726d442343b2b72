"""Remedies by the senior's hours: a wider window."""

from collections.abc import Iterator

import numpy as np

from scheduler.domain.times import DAY_SECONDS, MINUTE_SECONDS, Span
from scheduler.errors import Text
from scheduler.solver.remedies.need import (
    Need,
    Remedy,
    promising,
    rounded_down,
    rounded_up,
)
from scheduler.solver.remedies.room import Room

ALL_DAY = Span(0, DAY_SECONDS)


def wider_windows(room: Room, need: Need) -> Iterator[Remedy]:
    """Return windows of the senior that, made wider, would meet a free carer."""
    slots, anytime = room.slots, need.call._replace(windows=(ALL_DAY,))
    able = need.open(room) & ~room.full & (slots.detour(anytime) <= room.spare)
    first, last = slots.starts(anytime, ALL_DAY)
    for window in need.call.windows:
        start = np.clip(window.start, first, np.maximum(first, last))
        end = start + anytime.seconds
        wider = np.maximum(window.start - start, 0) + np.maximum(end - window.end, 0)
        for slot in promising(able & (first <= last), wider):
            yield from _widened(
                room, need, slot, _around(window, int(start[slot]), need)
            )


def _around(window: Span, start: int, need: Need) -> tuple[Span, Span]:
    end = rounded_up(start + need.call.seconds)
    return window, Span(
        min(window.start, rounded_down(start)), min(max(window.end, end), DAY_SECONDS)
    )


def _widened(
    room: Room, need: Need, slot: int, change: tuple[Span, Span]
) -> Iterator[Remedy]:
    window, wide = change
    fit = room.fit(slot, need.call._replace(windows=(wide,)))
    if fit is None or fit.over > 0:
        return
    minutes = (wide.seconds - window.seconds) // MINUTE_SECONDS
    senior, when = need.senior.senior_id, need.when(fit.duty.shift, fit.start)
    yield Remedy(
        0,
        minutes,
        Text(
            zh=f"把 {senior} 的可访时段 {window} 放宽到 {wide}"
            f"（多 {minutes} 分钟），{when.zh}",
            en=f"Widen the window {window} of {senior} to {wide} ({minutes} minutes "
            f"more); {when.en}",
        ),
    )
