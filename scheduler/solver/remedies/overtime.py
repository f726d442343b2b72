"""How far each shift could begin earlier or end later, step by step, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.times import Span
from scheduler.solver.remedies.duties import LONGEST_OVERTIME, Call, Duty
from scheduler.solver.remedies.slots import NEVER, Ints, Slots
from scheduler.solver.remedies.steps import ROUND_SECONDS, rounded_down, rounded_up

STEPS = LONGEST_OVERTIME // ROUND_SECONDS + 2
"""The hours as they are, each full step, and the last moment that is possible."""


@dataclass(frozen=True, eq=False)
class Overtime:
    """What more hours would give each slot; arrays of shape (slots, `STEPS`).

    The first column is the shift as it is. Where the carer's next shift or leave allows
    fewer steps, the last is repeated.

    Attributes
    ----------
    begins, ends
        Shift begins and ends, in seconds since midnight.
    earlier, later
        The seconds by which they are more than now; infinite for the repeated.
    ready
        Earliest departure from the place before, by begin.
    deadline
        Latest arrival at the place after, by end.
    """

    begins: Ints
    ends: Ints
    earlier: NDArray[np.float64]
    later: NDArray[np.float64]
    ready: Ints
    deadline: Ints


def overtime(duties: Sequence[Duty], slots: Slots) -> Overtime:
    """Return what more hours of every duty would give its slots."""
    which, index = np.unique(slots.duty, return_inverse=True)
    held = [duties[duty] for duty in which]
    begins = np.array([_begins(d.shift.span, d.widest) for d in held])
    ends = np.array([_ends(d.shift.span, d.widest) for d in held])
    begins, ends = begins.reshape(-1, STEPS), ends.reshape(-1, STEPS)
    ready = [_ready(d, row) for d, row in zip(held, begins, strict=True)]
    deadline = [_deadline(d, row) for d, row in zip(held, ends, strict=True)]
    none = np.zeros((0, STEPS), dtype=np.int64)
    return Overtime(
        begins=begins[index],
        ends=ends[index],
        earlier=_more(begins)[index],
        later=_more(ends)[index],
        ready=np.concatenate([*ready, none]),
        deadline=np.concatenate([*deadline, none]),
    )


def _begins(span: Span, widest: Span) -> list[int]:
    steps = range(rounded_down(span.start - 1), widest.start, -ROUND_SECONDS)
    last = [widest.start] if widest.start < span.start else []
    return _filled([span.start, *steps, *last])


def _ends(span: Span, widest: Span) -> list[int]:
    steps = range(rounded_up(span.end + 1), widest.end, ROUND_SECONDS)
    last = [widest.end] if widest.end > span.end else []
    return _filled([span.end, *steps, *last])


def _filled(times: list[int]) -> list[int]:
    return [*times, *[times[-1]] * (STEPS - len(times))]


def _more(times: Ints) -> NDArray[np.float64]:
    """Return the seconds away from the first column; infinite where one repeats."""
    away: NDArray[np.float64] = np.abs(times - times[:, :1]).astype(np.float64)
    away[:, 1:][times[:, 1:] == times[:, :-1]] = np.inf
    return away


def _ready(duty: Duty, begins: Ints) -> Ints:
    """Return the departures before each call and home, shape (slots, steps)."""
    now, here = begins, duty.base
    rows = [now]
    for call in duty.calls:
        now = _earliest(call, now + duty.leg(here, call.place)) + call.seconds
        here = call.place
        rows.append(now)
    return np.stack(rows)


def _deadline(duty: Duty, ends: Ints) -> Ints:
    """Return the latest arrivals at each call and home, shape (slots, steps)."""
    by, here = ends, duty.base
    rows = [by]
    for call in reversed(duty.calls):
        by = _latest(call, by - duty.leg(call.place, here) - call.seconds)
        here = call.place
        rows.append(by)
    return np.stack(rows[::-1])


def _earliest(call: Call, arrival: Ints) -> Ints:
    starts = np.full(len(arrival), NEVER)
    for window in call.windows:
        start = np.maximum(arrival, window.start)
        start[start + call.seconds > window.end] = NEVER
        starts = np.minimum(starts, start)
    return starts


def _latest(call: Call, limit: Ints) -> Ints:
    starts = np.full(len(limit), -NEVER)
    for window in call.windows:
        start = np.minimum(limit, window.end - call.seconds)
        start[start < window.start] = -NEVER
        starts = np.maximum(starts, start)
    return starts
