"""Remedies by a carer's limits: one more visit a day, more minutes a week."""

from collections.abc import Iterator

from scheduler.domain.times import MINUTE_SECONDS
from scheduler.errors import Text
from scheduler.solver.remedies.need import Need, Remedy, Search, promising
from scheduler.solver.remedies.room import Fit


def higher_limits(search: Search) -> Iterator[Remedy]:
    """Return limits that alone keep a carer with time from visiting the senior."""
    room, spare = search.room, search.room.spare
    free = search.open & search.fits
    enough = search.detour <= spare
    full = promising(free & room.full & enough, search.detour)
    for fit in search.within(full, search.call):
        yield _more_visits(fit, search.need)
    for slot in promising(free & ~room.full, search.detour - spare):
        over = room.fit(slot, search.call)
        if over is not None and over.over > 0:
            yield _more_minutes(over, search.need)


def _more_visits(fit: Fit, need: Need) -> Remedy:
    carer, when = fit.duty.carer, need.when(fit.duty.shift, fit.start)
    limit = carer.max_visits_per_day or 0
    return Remedy(
        0,
        need.call.seconds // MINUTE_SECONDS,
        Text(
            zh=f"把 {carer.carer_id} 的每日上限由 {limit} 次提高到 {limit + 1} 次，"
            f"{when.zh}",
            en=f"Raise the limit of {carer.carer_id} from {limit} to {limit + 1} "
            f"visits a day; {when.en}",
        ),
    )


def _more_minutes(fit: Fit, need: Need) -> Remedy:
    carer, when = fit.duty.carer, need.when(fit.duty.shift, fit.start)
    limit = carer.max_minutes_per_week or 0
    minutes = -(-fit.over // MINUTE_SECONDS)
    return Remedy(
        0,
        minutes,
        Text(
            zh=f"把 {carer.carer_id} 的每周上限由 {limit} 分钟提高到 "
            f"{limit + minutes} 分钟，{when.zh}",
            en=f"Raise the limit of {carer.carer_id} from {limit} to "
            f"{limit + minutes} minutes a week; {when.en}",
        ),
    )
