"""Remedies by an extra shift on a day off."""

from datetime import date, timedelta

from scheduler.domain.people import Carer
from scheduler.domain.roster import Shift
from scheduler.domain.times import DAY_SECONDS, Span
from scheduler.errors import Text
from scheduler.solver.remedies.duties import Call, CarerDay, earliest_start
from scheduler.solver.remedies.need import Search, price_of
from scheduler.solver.remedies.prices import DAY_OFF, Remedy
from scheduler.solver.remedies.steps import rounded_down, rounded_up


def extra_shift(search: Search, best: Remedy | None) -> Remedy | None:
    """Return the cheapest of what was found and an extra shift for one visit.

    Each qualified carer is asked, on each day without a shift and without leave, to
    come for as long as the visit and its way take, within all limits.
    """
    need = search.need
    if DAY_OFF + need.call.seconds + need.waiting(need.first) >= price_of(best):
        return best
    for who in sorted(need.qualified):
        carer = search.room.problem.carer[who]
        span = _span(search, carer)
        price = DAY_OFF + span.seconds if span else 0
        if span is None or price + need.waiting(need.first) >= price_of(best):
            continue
        day = _day_off(search, carer)
        if day is not None and price + need.waiting(day) < price_of(best):
            best = _come_in(search, Shift(day, who, span), price)
    return best


def _span(search: Search, carer: Carer) -> Span | None:
    """Return the shortest shift for the visit: begun at a window's start or after."""
    out, home = search.room.way(carer, search.call)
    found = []
    for window in search.call.windows:
        for begin in {rounded_down(window.start - out), rounded_up(window.start - out)}:
            start = earliest_start(search.call, begin + out)
            if start is not None:
                end = rounded_up(start + search.call.seconds + home)
                found.append(Span(begin, end))
    possible = [span for span in found if span.start >= 0 and span.end <= DAY_SECONDS]
    return min(possible, key=lambda span: (span.seconds, span), default=None)


def _day_off(search: Search, carer: Carer) -> date | None:
    need, room = search.need, search.room
    worked = sum(room.way(carer, need.call)) + need.call.seconds
    days = range((need.last - need.first).days + 1)
    return next(
        (
            day
            for day in (need.first + timedelta(days=offset) for offset in days)
            if CarerDay(carer.carer_id, day) not in room.taken
            and not room.is_full(carer, day)
            and room.over(carer, day, worked) <= 0
        ),
        None,
    )


def _come_in(search: Search, shift: Shift, price: float) -> Remedy:
    need, carer = search.need, search.room.problem.carer[shift.carer_id]
    start = _start(need.call, shift.span.start + search.room.way(carer, need.call)[0])
    change = Text(
        zh=f"请 {shift.carer_id} 在 {shift.date} 加一班 {shift.span}",
        en=f"give {shift.carer_id} an extra shift on {shift.date}, {shift.span}",
    )
    return need.remedy(price, change, shift, start)


def _start(call: Call, arrival: int) -> int:
    start = earliest_start(call, arrival)
    return arrival if start is None else start
