"""Remedies by a carer's hours: a longer shift, a higher limit, or both."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from scheduler.domain.people import Carer
from scheduler.domain.roster import Shift
from scheduler.domain.times import MINUTE_SECONDS, Span, format_minute
from scheduler.errors import Text
from scheduler.solver.remedies.duties import Call
from scheduler.solver.remedies.need import Prices, Search, minutes, price_of
from scheduler.solver.remedies.overtime import STEPS
from scheduler.solver.remedies.prices import Remedy
from scheduler.solver.remedies.room import Fit, Room
from scheduler.solver.remedies.slots import Ints


class Asked(NamedTuple):
    """What is asked of one carer so that a visit fits; nothing if it does already."""

    price: float
    changes: tuple[Text, ...]
    fit: Fit


def more_hours(search: Search, best: Remedy | None) -> Remedy | None:
    """Return the cheapest of what was found and more hours for one qualified carer.

    The shift begins earlier, ends later or both, never into another shift or leave
    of the carer; the weekly and the daily limit rise as far as that asks.
    """
    least = np.where(search.open, search.waiting + least_for_limits(search), np.inf)
    for step in range(STEPS):
        begun = least + search.room.overtime.earlier[:, step]
        rows = np.flatnonzero(begun < price_of(best))
        if not len(rows):
            break
        ends, later = _ends(search, rows, step)
        tried = partial(_tried, search, step, rows, ends)
        best = search.cheapest(best, rows, begun[rows] + later, tried)
    return best


def least_for_limits(search: Search) -> Prices:
    """Return the least that raising limits costs, one entry a slot."""
    week = -(-np.maximum(0, search.over) // MINUTE_SECONDS) * MINUTE_SECONDS
    return np.asarray(week + search.room.full * search.call.seconds, dtype=np.float64)


def _ends(search: Search, rows: Ints, step: int) -> tuple[Ints, Prices]:
    """Return by how many steps shifts must end later, and seconds; infinite: never."""
    overtime, held = search.room.overtime, search.held
    start = held.earliest_from(overtime.ready[rows, step] + held.to[rows])
    reached = start + search.call.seconds + held.onward[rows]
    ends = (overtime.deadline[rows] < reached[:, None]).sum(axis=1)
    never = ends == STEPS
    ends[never] = 0
    return ends, np.where(never, np.inf, overtime.later[rows, ends])


def _tried(
    search: Search, step: int, rows: Ints, ends: Ints, number: int
) -> Remedy | None:
    slot, end = int(rows[number]), int(ends[number])
    asked = asked_of(search.room, slot, search.call, step, end)
    if asked is None or not asked.changes:
        return None
    return search.need.remedy(asked.price, joined(asked.changes), *asked.fit.place)


def asked_of(room: Room, slot: int, call: Call, begin: int, end: int) -> Asked | None:
    """Return what a carer is asked for if the shift begins and ends so much apart.

    Parameters
    ----------
    begin, end
        Steps of overtime.
    """
    overtime = room.overtime
    span = Span(int(overtime.begins[slot, begin]), int(overtime.ends[slot, end]))
    fit = room.fit(slot, call, span)
    if fit is None:
        return None
    shift, carer = fit.duty.shift, fit.duty.carer
    more = -(-max(0, fit.over) // MINUTE_SECONDS)
    price = span.seconds - shift.span.seconds + more * MINUTE_SECONDS
    changes = []
    if span != shift.span:
        changes.append(_longer(shift, span))
    if more:
        changes.append(_more_minutes(carer, more))
    if room.full[slot]:
        price += call.seconds
        changes.append(_more_visits(carer))
    return Asked(price, tuple(changes), fit)


def joined(changes: Sequence[Text]) -> Text:
    """Return several changes as one phrase."""
    return Text(
        zh="，并".join(change.zh for change in changes),
        en=" and ".join(change.en for change in changes),
    )


def _longer(shift: Shift, span: Span) -> Text:
    zh, en = [], []
    if span.start < shift.span.start:
        more, at = minutes(shift.span.start - span.start), format_minute(span.start)
        zh.append(f"提前 {more} 分钟（自 {at}）")
        en.append(f"begin {more} minutes earlier ({at})")
    if span.end > shift.span.end:
        more, at = minutes(span.end - shift.span.end), format_minute(span.end)
        zh.append(f"延长 {more} 分钟（至 {at}）")
        en.append(f"end {more} minutes later ({at})")
    return Text(
        zh=f"把 {shift.carer_id} {shift.date} 的班次 {shift.span} {'、'.join(zh)}",
        en=f"let the shift of {shift.carer_id} on {shift.date}, {shift.span}, "
        f"{' and '.join(en)}",
    )


def _more_minutes(carer: Carer, more: int) -> Text:
    limit = carer.max_minutes_per_week or 0
    return Text(
        zh=f"把 {carer.carer_id} 的每周上限由 {limit} 分钟提高到 {limit + more} 分钟",
        en=f"raise the limit of {carer.carer_id} from {limit} to {limit + more} "
        "minutes a week",
    )


def _more_visits(carer: Carer) -> Text:
    limit = carer.max_visits_per_day or 0
    return Text(
        zh=f"把 {carer.carer_id} 的每日上限由 {limit} 次提高到 {limit + 1} 次",
        en=f"raise the limit of {carer.carer_id} from {limit} to {limit + 1} "
        "visits a day",
    )
