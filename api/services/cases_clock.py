"""What is owed next on a case, and until when."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from api.schemas.cases import CaseKind, CaseStep
from api.services.cases_rules import DESK_CLOSES, DESK_OPENS, RULES
from scheduler.domain.words import Tag


class Owed(NamedTuple):
    """The next thing that is owed on a case; no step: the end."""

    step: CaseStep | None
    deadline: datetime


def owed(
    kind: CaseKind,
    tag: Tag,
    reported_at: datetime,
    taken: Collection[CaseStep],
    timezone: ZoneInfo,
) -> Owed:
    """Return what is owed next: the step after the last one that was taken."""
    ladder = RULES[kind].ladder[tag]
    done = [place for place, rung in enumerate(ladder.rungs) if rung.step in taken]
    left = ladder.rungs[max(done, default=-1) + 1 :]
    start = _counted_from(kind, reported_at, timezone)
    if not left:
        return Owed(None, start + ladder.end_within)
    return Owed(left[0].step, start + left[0].within)


def _counted_from(
    kind: CaseKind, reported_at: datetime, timezone: ZoneInfo
) -> datetime:
    """Return when the clock starts: at once, or when the desk opens next."""
    local = reported_at.astimezone(timezone)
    if RULES[kind].round_the_clock or DESK_OPENS <= local.time() < DESK_CLOSES:
        return reported_at
    day = local.date() + timedelta(days=local.time() >= DESK_CLOSES)
    return datetime.combine(day, DESK_OPENS, timezone)
