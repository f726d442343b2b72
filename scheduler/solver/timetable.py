"""When each stop of a finished route is reached, begun and left."""

from functools import partial
from itertools import pairwise
from typing import NamedTuple

from scheduler.domain.lag import earliest_in_order
from scheduler.solver.kernel.instance import ANY_WINDOW, Instance
from scheduler.solver.kernel.state import State


class Timetable(NamedTuple):
    """A route's times, in seconds since midnight.

    Attributes
    ----------
    legs
        Seconds of travel to each stop, and home.
    starts
        Of each visit.
    """

    leave: int
    legs: list[int]
    arrivals: list[int]
    starts: list[int]
    back: int


def timetable(
    instance: Instance, vehicle: int, stops: list[int], fixed: list[int]
) -> Timetable | None:
    """Return the times of a route, or None if it cannot be driven.

    It is back as early as it can be, and leaves as late as that allows.

    Parameters
    ----------
    stops
        Seniors in order.
    fixed
        The start of each two-person visit, -1 for the others; `ANY_WINDOW` for one
        that no pin binds.
    """
    base = int(instance.vehicle_base[vehicle])
    table = instance.travel[instance.vehicle_profile[vehicle]]
    day = int(instance.vehicle_day[vehicle])
    places = [base, *stops, base]
    legs = [int(table[a, b]) for a, b in pairwise(places)]
    spans = [_spans(instance, s, day, at) for s, at in zip(stops, fixed, strict=True)]
    service = [int(instance.service[senior]) for senior in stops]
    early = _forwards(int(instance.vehicle_start[vehicle]), legs, spans, service)
    if early is None or early.back > instance.vehicle_end[vehicle]:
        return None
    leave = early.back
    for span, leg, long in reversed(list(zip(spans, legs[1:], service, strict=True))):
        leave = _latest(span, leave - leg - long)
    return _forwards(leave - legs[0], legs, spans, service)


def fixed_starts(instance: Instance, state: State, vehicle: int) -> list[int]:
    """Return the carer's start of each two-person visit of a route, -1 for others."""
    day = instance.vehicle_day[vehicle]
    stops = state.route[vehicle, : state.length[vehicle]]
    second = (state.visit[stops, day, 1] == vehicle) & (instance.ordered[stops] == 1)
    starts = state.fixed[stops, day]
    starts[second] = state.follow[stops[second], day] if second.any() else -1
    return [int(start) for start in starts]


def together(
    instance: Instance, senior: int, day: int, starts: tuple[int, int]
) -> tuple[int, int] | None:
    """Return the earliest starts from these on of two carers, None if there are none.

    The first one's keeps a pin's window; both of a visit's that begins at once.
    """
    windows = _spans(instance, senior, day, -1)
    if not instance.ordered[senior]:
        both = _earliest(windows, max(starts))
        return None if both is None else (both, both)
    least, most = instance.lag[senior].tolist()
    others = _spans(instance, senior, day, ANY_WINDOW)
    return earliest_in_order(
        (least, most), starts, partial(_earliest, windows), partial(_earliest, others)
    )


Spans = list[tuple[int, int]]


def _forwards(
    leave: int, legs: list[int], spans: list[Spans], service: list[int]
) -> Timetable | None:
    time = leave
    arrivals, starts = [], []
    for leg, span, long in zip(legs, spans, service, strict=False):
        arrivals.append(time + leg)
        start = _earliest(span, time + leg)
        if start is None:
            return None
        starts.append(start)
        time = start + long
    return Timetable(leave, legs, arrivals, starts, time + legs[-1])


def _spans(instance: Instance, senior: int, day: int, fixed: int) -> Spans:
    """Return the spans in which the visit may begin."""
    if fixed >= 0:
        return [(fixed, fixed)]
    kept = int(instance.pinned[senior, day]) if fixed != ANY_WINDOW else ANY_WINDOW
    own = slice(kept, kept + 1) if kept >= 0 else slice(int(instance.windows[senior]))
    opens, closes = instance.opens[senior, own], instance.closes[senior, own]
    return list(zip(opens.tolist(), closes.tolist(), strict=True))


def _earliest(spans: Spans, time: int) -> int | None:
    return next((max(time, first) for first, last in spans if time <= last), None)


def _latest(spans: Spans, time: int) -> int:
    """Return the last start at or before a time before which one is known to be."""
    return max(min(time, last) for first, last in spans if first <= time)
