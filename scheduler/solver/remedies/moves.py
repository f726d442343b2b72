"""Remedies by spare time: another visit moves, and its carer comes instead.

The other visit goes into another shift of its day, of the same carer or of another,
and everything else keeps its order. Visits of two carers stay where they are.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

import numpy as np

from scheduler.domain.people import Senior
from scheduler.domain.times import format_minute
from scheduler.errors import Text
from scheduler.solver.remedies.duties import Duty
from scheduler.solver.remedies.lacks import missing
from scheduler.solver.remedies.need import Search, price_of
from scheduler.solver.remedies.prices import MOVED, Remedy
from scheduler.solver.remedies.room import Fit, Room
from scheduler.solver.remedies.slots import Held, Ints, Slots, slots


class Move(NamedTuple):
    """One visit of a shift, and how it fits into others, each within its limits."""

    senior: Senior
    elsewhere: tuple[Fit, ...]


class Holes(NamedTuple):
    """One day's shifts, each without one visit that could move.

    Attributes
    ----------
    room
        Its n-th shift is without the n-th visit.
    """

    moves: tuple[Move, ...]
    room: Room


class Spare:
    """What could move in a plan, worked out for a day when first asked for."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._of_day: dict[date, Holes] = {}

    def holes(self, day: date) -> Holes:
        """Return what could move on a day."""
        if day not in self._of_day:
            self._of_day[day] = _holes(self._room, day)
        return self._of_day[day]


def one_moved(search: Search, spare: Spare, best: Remedy | None) -> Remedy | None:
    """Return the cheapest of what was found and one other visit moved.

    Within the shifts and limits as they are.
    """
    need = search.need
    for offset in range((need.last - need.first).days + 1):
        day = need.first + timedelta(days=offset)
        price = MOVED + need.waiting(day)
        if price >= price_of(best):
            break
        holes = spare.holes(day)
        within = Search(holes.room, need)
        rows = np.flatnonzero(within.open & (within.over <= 0) & within.fits)
        prices = np.full(len(rows), price)
        best = within.cheapest(best, rows, prices, partial(_tried, holes, within, rows))
    return best


def _tried(holes: Holes, search: Search, rows: Ints, number: int) -> Remedy | None:
    slot = int(rows[number])
    fit = holes.room.fit(slot, search.call)
    if fit is None or fit.over > 0:
        return None
    move = holes.moves[holes.room.slots.duty[slot]]
    more = fit.worked - fit.duty.worked
    for other in move.elsewhere:
        same = other.duty.carer is fit.duty.carer
        if not same or other.over + more <= 0:
            change = _moved(move.senior, fit.duty, other)
            return search.need.remedy(MOVED, change, *fit.place)
    return None


def _moved(senior: Senior, duty: Duty, other: Fit) -> Text:
    shift, at = other.duty.shift, format_minute(other.start)
    return Text(
        zh=f"把 {shift.date} 对 {senior.senior_id} 的走访由 {duty.carer.carer_id} "
        f"（班次 {duty.shift.span}）改给 {shift.carer_id}（班次 {shift.span}，"
        f"{at} 上门）",
        en=f"move the visit to {senior.senior_id} on {shift.date} from "
        f"{duty.carer.carer_id} (shift {duty.shift.span}) to {shift.carer_id} (shift "
        f"{shift.span}, at {at})",
    )


def _holes(room: Room, day: date) -> Holes:
    today = np.flatnonzero(room.slots.day == day.toordinal())
    near = room.slots.take(today)
    moves, without = [], []
    for index in np.unique(near.duty):
        duty = room.duties[index]
        for at, call in enumerate(duty.calls):
            senior = room.problem.seniors[call.place]
            if senior.carers_needed == 1:
                elsewhere = tuple(_elsewhere(room, today, near, int(index), at))
                if elsewhere:
                    calls = (*duty.calls[:at], *duty.calls[at + 1 :])
                    moves.append(Move(senior, elsewhere))
                    without.append(replace(duty, calls=calls))
    left = replace(
        room, duties=tuple(without), slots=slots(room.problem.travel, without)
    )
    return Holes(tuple(moves), left)


def _elsewhere(
    room: Room, today: Ints, near: Slots, index: int, at: int
) -> Iterator[Fit]:
    """Return how a call fits into other shifts of its day, shortest detours first."""
    call = room.duties[index].calls[at]
    senior = room.problem.seniors[call.place]
    held = Held(near, call)
    rows = np.flatnonzero(held.fits & (near.duty != index))
    for row in rows[np.argsort(held.detour[rows], kind="stable")]:
        slot = int(today[row])
        duty = room.duties[near.duty[row]]
        if room.full[slot] or missing(senior, room.problem.rule(senior), duty.carer):
            continue
        fit = room.fit(slot, call)
        if fit is not None and fit.over <= 0:
            yield fit
