"""How two plans differ, in the words of a coordinator."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from scheduler.changes.pairing import Pair, PlannedVisit, paired
from scheduler.domain.frozen import Frozen
from scheduler.domain.plan import Plan, Route, Stop
from scheduler.domain.times import MINUTE_SECONDS, format_minute
from scheduler.domain.words import Tag
from scheduler.errors import Text

OTHER_TIME_SECONDS = 15 * MINUTE_SECONDS
"""A visit begun this much earlier or later is at another time: a senior is told the
time by the quarter of an hour, and a carer's day wobbles by less than that anyway."""

URGENCY = tuple(Tag)

_Visit = tuple[date, int, int, tuple[str, ...]]
"""A `PlannedVisit` that only is compared: day, first and last start, carers."""


class Kind(StrEnum):
    """What has become of a visit; the first that holds, in this order.

    Attributes
    ----------
    DROPPED, ADDED
        Only the old plan has it, or only the new one.
    OTHER_DAY
        Moved within its turn, whoever comes then.
    OTHER_PERSON
        On the same day, whenever.
    OTHER_TIME
        Only the time has moved, and by what a senior would notice.
    """

    DROPPED = "dropped"
    ADDED = "added"
    OTHER_DAY = "other_day"
    OTHER_PERSON = "other_person"
    OTHER_TIME = "other_time"


class Change(Frozen):
    """What has become of one visit.

    Attributes
    ----------
    before, after
        None where the visit is added or dropped.
    says
        The same as a sentence, with ids and no names.
    """

    senior_id: str
    tag: Tag
    kind: Kind
    before: PlannedVisit | None
    after: PlannedVisit | None
    says: Text

    @property
    def another_person(self) -> bool:
        """Whether somebody else comes, be it on the same day or on another."""
        return _another_person(self.before, self.after)

    @property
    def first_date(self) -> date:
        """The first date that is concerned."""
        return min(visit.date for visit in (self.before, self.after) if visit)


class Summary(Frozen):
    """How much differs.

    Attributes
    ----------
    kinds
        Number of changes of each kind, 0 included.
    seniors
        Number of seniors concerned.
    another_person
        Ids of the seniors who get another person at some visit, red first.
    """

    kinds: Mapping[Kind, int]
    seniors: int
    another_person: tuple[str, ...]


def differences(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Return what has become of every visit that is not as it was.

    Only the days that both plans cover count: a visit moved out of them is moved, one
    that only one plan could have is neither added nor dropped.

    Returns
    -------
    Red first, then orange and green; within a tag in order of dates.
    """
    since = max(before.first_day, after.first_day)
    until = min(before.last_day, after.last_day)
    old, new = _visits_since(before, since), _visits_since(after, since)
    tags = {stop.senior_id: stop.tag for p in (before, after) for _, stop in p.stops()}
    changes = [
        _change(senior_id, tags[senior_id], kind, pair)
        for senior_id in old.keys() | new.keys()
        if old.get(senior_id) != new.get(senior_id)
        for pair in paired(*(_planned(row.get(senior_id, ())) for row in (old, new)))
        if any(visit.date <= until for visit in pair if visit)
        and (kind := _kind(*pair)) is not None
    ]
    return tuple(sorted(changes, key=_place))


def summary(changes: Iterable[Change]) -> Summary:
    """Return how much differs."""
    changes = tuple(changes)
    counted = Counter(change.kind for change in changes)
    others = dict.fromkeys(c.senior_id for c in changes if c.another_person)
    return Summary(
        kinds={kind: counted[kind] for kind in Kind},
        seniors=len({change.senior_id for change in changes}),
        another_person=tuple(others),
    )


def carers_of(stops: Iterable[tuple[Route, Stop]]) -> tuple[str, ...]:
    """Return who makes a visit, sorted."""
    return tuple(sorted(route.carer_id for route, _ in stops))


def _visits_since(plan: Plan, since: date) -> Mapping[str, Sequence[_Visit]]:
    """Return the visits from a day on by senior, in order of dates."""
    visits: dict[str, list[_Visit]] = defaultdict(list)
    for (senior_id, day), stops in plan.visits().items():
        if day >= since:
            starts = [stop.start for _, stop in stops]
            visit = day, min(starts), max(starts), carers_of(stops)
            visits[senior_id].append(visit)
    return {senior_id: sorted(row) for senior_id, row in visits.items()}


def _planned(visits: Iterable[_Visit]) -> tuple[PlannedVisit, ...]:
    return tuple(
        PlannedVisit(
            date=day,
            start=first,
            carer_ids=carer_ids,
            then=last if last > first else None,
        )
        for day, first, last, carer_ids in visits
    )


def _kind(before: PlannedVisit | None, after: PlannedVisit | None) -> Kind | None:
    """Return what has become of a visit, None if nothing worth a word."""
    if after is None:
        return Kind.DROPPED
    if before is None:
        return Kind.ADDED
    if before.date != after.date:
        return Kind.OTHER_DAY
    if _another_person(before, after):
        return Kind.OTHER_PERSON
    return Kind.OTHER_TIME if _another_time(before, after) else None


def _another_person(before: PlannedVisit | None, after: PlannedVisit | None) -> bool:
    return bool(before and after and before.carer_ids != after.carer_ids)


def _another_time(before: PlannedVisit, after: PlannedVisit) -> bool:
    pairs = zip(_starts(before), _starts(after), strict=True)
    return any(abs(new - old) >= OTHER_TIME_SECONDS for old, new in pairs)


def _starts(visit: PlannedVisit) -> tuple[int, int]:
    """Return when the first and the last carer start."""
    return visit.start, visit.start if visit.then is None else visit.then


def _change(senior_id: str, tag: Tag, kind: Kind, pair: Pair) -> Change:
    what, (before, after) = _what(pair), pair
    return Change(
        senior_id=senior_id,
        tag=tag,
        kind=kind,
        before=before,
        after=after,
        says=Text(zh=f"{senior_id} {what.zh}", en=f"{senior_id}: {what.en}"),
    )


def _what(pair: Pair) -> Text:
    match pair:
        case None, new:
            return Text(
                zh=f"新增 {_when(new)}，由 {_names(new).zh}",
                en=f"new {_when(new)}, {_names(new).en}",
            )
        case old, None:
            return Text(
                zh=f"取消 {_when(old)}，原由 {_names(old).zh}",
                en=f"dropped {_when(old)}, was {_names(old).en}",
            )
        case old, new:
            return _moved(old, new)


def _moved(before: PlannedVisit, after: PlannedVisit) -> Text:
    who, was = _who(before, after), _time(before)
    if before.date != after.date:
        return Text(
            zh=f"由 {_when(before)} 改到 {_when(after)}，{who.zh}",
            en=f"{_when(after)} instead of {_when(before)}, {who.en}",
        )
    if _another_person(before, after):
        moved = _another_time(before, after)
        return Text(
            zh=f"{who.zh}，{_when(after)}" + (f"（原 {was}）" if moved else ""),
            en=f"{who.en}, {_when(after)}" + (f" (was {was})" if moved else ""),
        )
    return Text(
        zh=f"{before.date:%m-%d} 由 {was} 改到 {_time(after)}，{who.zh}",
        en=f"{_when(after)} instead of {was}, {who.en}",
    )


def _who(before: PlannedVisit, after: PlannedVisit) -> Text:
    old, new = _names(before), _names(after)
    if before.carer_ids == after.carer_ids:
        return Text(zh=f"仍由 {new.zh}", en=f"still {new.en}")
    return Text(zh=f"由 {old.zh} 改为 {new.zh}", en=f"{new.en} instead of {old.en}")


def _names(visit: PlannedVisit) -> Text:
    return Text(zh="、".join(visit.carer_ids), en=" and ".join(visit.carer_ids))


def _when(visit: PlannedVisit) -> str:
    return f"{visit.date:%m-%d} {_time(visit)}"


def _time(visit: PlannedVisit) -> str:
    """Return when the visit begins, and when the second carer comes if later."""
    starts = dict.fromkeys(map(format_minute, _starts(visit)))
    return "/".join(starts)


def _place(change: Change) -> tuple[int, date, str]:
    return URGENCY.index(change.tag), change.first_date, change.senior_id
