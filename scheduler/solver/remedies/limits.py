"""Remedies by a carer's limits: one more visit a day, more minutes a week."""

from collections.abc import Iterator

from scheduler.domain.times import MINUTE_SECONDS
from scheduler.errors import Text
from scheduler.solver.remedies.need import Need, Remedy, promising
from scheduler.solver.remedies.room import Fit, Room


def higher_limits(room: Room, need: Need) -> Iterator[Remedy]:
    """Return limits that alone keep a carer with time from visiting the senior."""
    detour = room.slots.detour(need.call)
    free = need.open(room) & room.slots.fits(need.call)
    for slot in promising(free & room.full & (detour <= room.spare), detour):
        fit = room.fit(slot, need.call)
        if fit is not None and fit.over <= 0:
            yield _more_visits(fit, need)
    for slot in promising(free & ~room.full, detour - room.spare):
        fit = room.fit(slot, need.call)
        if fit is not None and fit.over > 0:
            yield _more_minutes(fit, need)


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
