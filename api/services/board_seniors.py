"""The board's counts of seniors: by tag, and those whom the plan leaves out."""

from collections import Counter
from collections.abc import Iterable, Mapping

from api.schemas.board import TagCounts, UnservedNow, UnservedSenior
from api.services.board_day import BoardDay
from scheduler.domain.people import Senior
from scheduler.domain.plan import Unserved
from scheduler.domain.words import Status, Tag


def tag_counts(day: BoardDay) -> dict[Tag, TagCounts]:
    """Return today's counts of each tag."""
    by_tag: dict[Tag, list[Senior]] = {tag: [] for tag in Tag}
    for senior in day.seniors.values():
        by_tag[senior.tag].append(senior)
    return {tag: _counts(day, seniors) for tag, seniors in by_tag.items()}


def _counts(day: BoardDay, seniors: Iterable[Senior]) -> TagCounts:
    ids = {senior.senior_id: senior for senior in seniors}
    seen = day.outcomes.valid
    due = {key for key in ids if key in day.dues and day.dues[key] <= day.today}
    late = [
        (day.today - day.dues[key]).days
        for key in due - seen
        if day.dues[key] < day.today
    ]
    return TagCounts(
        in_programme=len(ids),
        paused=sum(_is_paused(day, senior) for senior in ids.values()),
        due=len(due),
        due_visited=len(due & seen),
        visited=len(ids.keys() & seen),
        late=len(late),
        late_days=sum(late),
    )


def _is_paused(day: BoardDay, senior: Senior) -> bool:
    until = senior.status_until
    return senior.status is not Status.ACTIVE and (until is None or until > day.today)


def unserved_now(day: BoardDay) -> UnservedNow:
    """Return whom today's plan leaves out, and who has not been seen today."""
    left = [
        one
        for held in day.days_held[:1]
        if held.day == day.today
        for one in day.desk.plans.of(day.session, held.plan.plan_id).unserved
        if one.senior_id in day.seniors and one.senior_id not in day.outcomes.valid
    ]
    left.sort(key=lambda one: (-one.days_late, one.due, one.senior_id))
    reasons: Mapping[str, int] = Counter(one.reason for one in left)
    return UnservedNow(
        count=len(left),
        by_reason=dict(sorted(reasons.items())),
        seniors=[_shown(day, one) for one in left] if day.shows_people else None,
    )


def _shown(day: BoardDay, one: Unserved) -> UnservedSenior:
    return UnservedSenior(
        name=day.seniors[one.senior_id].name, **one.model_dump(mode="python")
    )
