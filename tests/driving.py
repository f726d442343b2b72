"""Times along one route by a few lines of arithmetic, and by nothing in the solver."""

from collections.abc import Mapping
from itertools import pairwise

from scheduler.domain.plan import Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.roster import Shift
from scheduler.domain.times import Span

Windows = Mapping[str, tuple[Span, ...]]


def drive(
    of: Problem, shift: Shift, order: tuple[str, ...], windows: Windows | None = None
) -> Route | None:
    """Return the route home earliest, left as late as that allows; None if it misses.

    Parameters
    ----------
    windows
        By senior id where they are not the senior's own.
    """
    legs, spans, long = _told(of, shift, order, windows)
    starts = _starts(shift.span.start, legs, spans, long)
    if starts is None:
        return None
    if not order:
        return _route(of, shift, order, shift.span.start, legs, [])
    back = starts[-1] + long[-1] + legs[-1]
    if back > shift.span.end:
        return None
    leave = back
    for leg, own, took in zip(legs[:0:-1], spans[::-1], long[::-1], strict=True):
        limit = leave - leg - took
        leave = max(min(limit, w.end - took) for w in own if w.start <= limit)
    leave -= legs[0]
    return _route(of, shift, order, leave, legs, _starts(leave, legs, spans, long))


def earliest(
    of: Problem, shift: Shift, order: tuple[str, ...], windows: Windows
) -> list[int] | None:
    """Return the earliest starts along a route, the end of the shift apart."""
    return _starts(shift.span.start, *_told(of, shift, order, windows))


def _told(of, shift, order, windows):
    table = of.travel.seconds[of.travel.carer_profile[shift.carer_id]]
    base = of.travel.base_place(shift.carer_id)
    places = [base, *(of.travel.senior_place(s) for s in order), base]
    legs = [int(table[a, b]) for a, b in pairwise(places)] if order else []
    spans = [(windows or {}).get(s) or of.windows(of.senior[s]) for s in order]
    return legs, spans, [of.visit_seconds(of.senior[s]) for s in order]


def _starts(leave, legs, spans, long):
    now, starts = leave, []
    for leg, own, took in zip(legs, spans, long, strict=False):
        now += leg
        able = [max(now, w.start) for w in own if max(now, w.start) + took <= w.end]
        if not able:
            return None
        starts.append(min(able))
        now = starts[-1] + took
    return starts


def _route(of, shift, order, leave, legs, starts):
    now, stops = leave, []
    for senior_id, leg, start in zip(order, legs, starts, strict=False):
        senior = of.senior[senior_id]
        end = start + of.visit_seconds(senior)
        due = of.first_turns[senior_id].due
        stops.append(
            Stop(
                senior_id=senior_id,
                tag=senior.tag,
                arrive=now + leg,
                start=start,
                end=end,
                travel_seconds=leg,
                due=due,
            )
        )
        now = end
    back = now + legs[-1] if order else leave
    return Route.in_shift(shift, leave, back, legs, stops)
