"""The rota of an invented team: a weekly pattern for each, and a few exceptions.

Hours are those spent on visits; records, calls and meetings come on top. Two in three
helpers have a day of the weekend in their five days, so that red seniors can be seen
on every day.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle

import numpy as np

from scheduler.domain.people import Carer
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import Span, parse_span
from scheduler.domain.words import WEEKDAYS, Role, ShiftKind, Weekday
from scheduler.simulate.draw import pick, pick_weighted, shuffled

MORNING = parse_span("08:30-11:30")
HELPER_HOURS = (MORNING, parse_span("14:00-16:00"))
AFTERNOON = parse_span("14:00-17:30")
WORKER_HOURS = (parse_span("14:00-17:00"),)
POLICE_HOURS = (parse_span("09:00-11:00"),)
VOLUNTEER_HOURS = (
    parse_span("08:30-10:30"),
    parse_span("09:00-11:00"),
    parse_span("09:30-11:30"),
    parse_span("14:00-16:00"),
    parse_span("15:00-17:00"),
)
HELPER_WEEKS = ("mon tue wed thu fri", "tue wed thu fri sat", "sun mon tue wed thu")
WORKER_WEEKS = (
    "mon wed fri",
    "mon thu sat",
    "tue fri sun",
    "mon wed fri",
    "mon thu fri",
)
POLICE_WEEKS = ("mon thu sat", "tue fri sun")
VOLUNTEER_DECK: Sequence[Weekday] = [
    *(day for day in WEEKDAYS[:5] for _ in range(3)),
    *("sat", "sat", "sun"),
]
"""Volunteers' days are dealt from this: fewer at the weekend."""

HELPERS_A_LEAVE_DAY = 4
"""In the first fortnight, one in so many helpers has a day off."""


def draw_rota(
    rng: np.random.Generator, carers: Sequence[Carer], first_day: date
) -> list[RosterRow]:
    """Return weekly rows for all, then dated ones within 14 days of the first day."""
    deck = cycle(shuffled(rng, VOLUNTEER_DECK))
    weekly = [
        row
        for carer, place in _places(carers)
        for row in (
            _volunteer_week(rng, carer, deck)
            if carer.role is Role.VOLUNTEER
            else _week(carer, place)
        )
    ]
    return weekly + _exceptions(rng, carers, weekly, first_day)


def _places(carers: Sequence[Carer]) -> Iterator[tuple[Carer, int]]:
    """Return each carer with their place among those of the same role."""
    counts: dict[Role, int] = {}
    for carer in carers:
        place = counts.get(carer.role, 0)
        counts[carer.role] = place + 1
        yield carer, place


def _week(carer: Carer, place: int) -> list[RosterRow]:
    weeks, hours = {
        Role.HELPER: (HELPER_WEEKS, HELPER_HOURS),
        Role.SOCIAL_WORKER: (WORKER_WEEKS, WORKER_HOURS),
        Role.POLICE: (POLICE_WEEKS, POLICE_HOURS),
    }[carer.role]
    days = weeks[place % len(weeks)].split()
    return [
        _work(carer, day, span) for day in WEEKDAYS if day in days for span in hours
    ]


def _volunteer_week(
    rng: np.random.Generator, carer: Carer, deck: Iterator[Weekday]
) -> list[RosterRow]:
    """Return one to three half-days of two hours, on the next days of the deck."""
    wanted = pick_weighted(rng, {1: 30, 2: 45, 3: 25})
    days = {next(deck) for _ in range(wanted)}
    return [
        _work(carer, day, pick(rng, VOLUNTEER_HOURS)) for day in WEEKDAYS if day in days
    ]


def _work(carer: Carer, day: Weekday | date, span: Span) -> RosterRow:
    return RosterRow(carer_id=carer.carer_id, day=day, start=span.start, end=span.end)


def _exceptions(
    rng: np.random.Generator,
    carers: Sequence[Carer],
    weekly: Sequence[RosterRow],
    first_day: date,
) -> list[RosterRow]:
    """Return days off, an afternoon's training and a half-day worked instead."""
    fortnight = [first_day + timedelta(days=offset) for offset in range(14)]
    workers = [c for c in carers if c.role is Role.SOCIAL_WORKER]
    helpers = [c for c in carers if c.role is Role.HELPER]
    off = shuffled(rng, helpers[:-1])[: len(helpers) // HELPERS_A_LEAVE_DAY]
    days_off = [
        RosterRow(
            carer_id=carer.carer_id,
            day=pick(rng, _on_duty(carer, weekly, fortnight)),
            kind=ShiftKind.LEAVE,
        )
        for carer in off
    ]
    training = RosterRow(
        carer_id=helpers[-1].carer_id,
        day=pick(rng, _on_duty(helpers[-1], weekly, fortnight)),
        start=AFTERNOON.start,
        end=AFTERNOON.end,
        kind=ShiftKind.LEAVE,
    )
    worked = _on_duty(workers[0], weekly, fortnight)
    free = [day for day in fortnight if day not in worked]
    return [*days_off, training, _work(workers[0], pick(rng, free), MORNING)]


def _on_duty(
    carer: Carer, weekly: Sequence[RosterRow], days: Sequence[date]
) -> list[date]:
    own = [row for row in weekly if row.carer_id == carer.carer_id]
    return [day for day in days if any(row.falls_on(day) for row in own)]
