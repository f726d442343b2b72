"""Remedies by the senior's hours: a wider window."""

import numpy as np

from scheduler.domain.times import DAY_SECONDS, Span
from scheduler.errors import Text
from scheduler.solver.remedies.need import Prices, Search, minutes, price_of
from scheduler.solver.remedies.prices import Remedy
from scheduler.solver.remedies.slots import Ints
from scheduler.solver.remedies.steps import ROUND_SECONDS

ALL_DAY = Span(0, DAY_SECONDS)


def wider_windows(search: Search, best: Remedy | None) -> Remedy | None:
    """Return the cheapest of what was found and one window made wider.

    In each place the window opens earlier, closes later or both by the least that
    the visit needs there.
    """
    able = search.open & search.within_limits & (search.waiting < price_of(best))
    first, last = search.held.starts(ALL_DAY)
    rows = np.flatnonzero(able & (first <= last))
    for window in search.call.windows:
        spans = _least(search, window, first[rows], last[rows])
        best = _widened(search, best, rows, window, spans)
    return best


def _least(search: Search, window: Span, first: Ints, last: Ints) -> Ints:
    """Return the least wider windows, shape (2, rows): where they open and close.

    One opens as late as the visit allows, on the last full step before that, or on
    the last that lets it close as it does now.
    """
    late = np.where(last >= window.start, window.start, _floor(last))
    early = np.minimum(late, window.end - search.call.seconds)
    choices = np.stack(
        [
            _closed(search, window, first, opens)
            for opens in (late, _floor(late), _floor(early))
        ]
    )
    shortest = (choices[:, 1] - choices[:, 0]).argmin(axis=0)
    return np.asarray(choices[shortest, :, np.arange(len(first))].T)


def _floor(times: Ints) -> Ints:
    return times // ROUND_SECONDS * ROUND_SECONDS


def _closed(search: Search, window: Span, first: Ints, opens: Ints) -> Ints:
    end = np.maximum(first, opens) + search.call.seconds
    closes = -(-end // ROUND_SECONDS) * ROUND_SECONDS
    return np.stack([opens, np.where(end <= window.end, window.end, closes)])


def _widened(
    search: Search, best: Remedy | None, rows: Ints, window: Span, spans: Ints
) -> Remedy | None:
    more = (spans[1] - spans[0] - window.seconds).astype(np.float64)
    prices: Prices = np.where(spans[1] <= DAY_SECONDS, more, np.inf)

    def tried(number: int) -> Remedy | None:
        wide = Span(*(int(time) for time in spans[:, number]))
        others = tuple(own for own in search.call.windows if own != window)
        windows = tuple(sorted((wide, *others)))
        fit = search.room.fit(int(rows[number]), search.call._replace(windows=windows))
        if fit is None or fit.over > 0 or wide == window:
            return None
        asked = wide.seconds - window.seconds
        return search.need.remedy(asked, _wider(search, window, wide), *fit.place)

    return search.cheapest(best, rows, search.waiting[rows] + prices, tried)


def _wider(search: Search, window: Span, wide: Span) -> Text:
    senior, more = search.need.senior.senior_id, minutes(wide.seconds - window.seconds)
    return Text(
        zh=f"把 {senior} 的可访时段 {window} 放宽到 {wide}（多 {more} 分钟）",
        en=f"widen the window {window} of {senior} to {wide} ({more} minutes more)",
    )
