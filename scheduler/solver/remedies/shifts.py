"""Remedies by working hours: a longer shift, or an extra one."""

from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.domain.people import Carer
from scheduler.domain.roster import Shift
from scheduler.domain.times import DAY_SECONDS, MINUTE_SECONDS, Span
from scheduler.errors import Text
from scheduler.solver.remedies.duties import CarerDay, earliest_start
from scheduler.solver.remedies.need import (
    Need,
    Remedy,
    Search,
    promising,
    rounded_down,
    rounded_up,
)
from scheduler.solver.remedies.room import Room


def longer_shifts(search: Search) -> Iterator[Remedy]:
    """Return shifts that would serve the senior if they ended later or began earlier.

    Never into another shift or leave of the same carer.
    """
    able = search.open & search.within_limits
    later, seconds = search.slots.overtime_after(search.call)
    for slot in promising(able & later, seconds):
        yield from _changed(search, slot, _until(search, slot))
    earlier, seconds = search.slots.overtime_before(search.call)
    for slot in promising(able & earlier, seconds):
        yield from _changed(search, slot, _from(search, slot))


def _until(search: Search, slot: int) -> Span | None:
    duty, calls = search.room.with_call(slot, search.call)
    ends = duty.ends(calls, duty.shift.span.start)
    if ends is None or ends[-1] > duty.widest.end:
        return None
    return Span(duty.shift.span.start, min(rounded_up(ends[-1]), duty.widest.end))


def _from(search: Search, slot: int) -> Span | None:
    duty, calls = search.room.with_call(slot, search.call)
    deadlines = duty.deadlines(calls, duty.shift.span.end)
    if deadlines is None or deadlines[0] < duty.widest.start:
        return None
    return Span(max(rounded_down(deadlines[0]), duty.widest.start), duty.shift.span.end)


def _changed(search: Search, slot: int, span: Span | None) -> Iterator[Remedy]:
    fit = search.room.fit(slot, search.call, span) if span else None
    if span is None or fit is None or fit.over > 0:
        return
    shift = fit.duty.shift
    minutes = (span.seconds - shift.span.seconds) // MINUTE_SECONDS
    when = search.need.when(shift, fit.start)
    yield Remedy(
        0,
        minutes,
        Text(
            zh=f"把 {shift.carer_id} {shift.date} 的班次 {shift.span} 改为 {span}"
            f"（多 {minutes} 分钟），{when.zh}",
            en=f"Change the shift of {shift.carer_id} on {shift.date} from "
            f"{shift.span} to {span} ({minutes} minutes more); {when.en}",
        ),
    )


def extra_shift(search: Search) -> Remedy | None:
    """Return an extra shift on a day off of the qualified carer who is nearest."""
    room, need = search.room, search.need
    carers = [room.problem.carer[who] for who in sorted(need.qualified)]
    carers.sort(key=lambda carer: sum(room.way(carer, need.call)))
    days = (need.last - need.first).days + 1
    for carer in carers:
        for day in (need.first + timedelta(days=offset) for offset in range(days)):
            span = _extra_span(room, need, carer, day)
            if span is not None:
                return _come_in(room, need, carer, Shift(day, carer.carer_id, span))
    return None


def _extra_span(room: Room, need: Need, carer: Carer, day: date) -> Span | None:
    out, home = room.way(carer, need.call)
    start = earliest_start(need.call, out)
    worked = out + need.call.seconds + home
    if start is None or CarerDay(carer.carer_id, day) in room.taken:
        return None
    if room.is_full(carer, day) or room.over(carer, day, worked) > 0:
        return None
    span = Span(rounded_down(start - out), rounded_up(start + need.call.seconds + home))
    return span if span.end <= DAY_SECONDS else None


def _come_in(room: Room, need: Need, carer: Carer, shift: Shift) -> Remedy:
    out, _ = room.way(carer, need.call)
    start = earliest_start(need.call, shift.span.start + out) or shift.span.start
    when = need.when(shift, start)
    return Remedy(
        1,
        shift.span.seconds // MINUTE_SECONDS,
        Text(
            zh=f"请 {shift.carer_id} 在 {shift.date} 加一班 {shift.span}，{when.zh}",
            en=f"Give {shift.carer_id} an extra shift on {shift.date}, {shift.span}; "
            f"{when.en}",
        ),
    )
