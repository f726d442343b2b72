"""Whether results may be recorded: all that stands against them, at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import Wrong
from api.schemas.visits import VisitEntry
from api.services.callers import Caller, UserRole
from api.services.cases_rules import ENTRY_DAYS
from api.services.scope import Scope, scope_of
from api.services.service import Service
from api.store.tables import CarerRow, FollowUpRow, SeniorRow, VisitRow
from scheduler.errors import Text

Key = tuple[str, date, str, int]
"""Senior, date, carer and attempt: what makes a result the same result."""


@dataclass(frozen=True)
class Entry:
    """A result, and where in the request it stands, as a JSON pointer."""

    place: str
    visit: VisitEntry

    @property
    def key(self) -> Key:
        """What makes it the same result."""
        visit = self.visit
        return visit.senior_id, visit.date, visit.carer_id, visit.attempt


@dataclass(frozen=True)
class Recordable:
    """What a caller may record: known people of the own scope, on which days."""

    caller: Caller
    scope: Scope
    today: date
    senior_ids: frozenset[str]
    carer_ids: frozenset[str]
    planned: frozenset[tuple[str, date, str]]

    @classmethod
    def of(
        cls,
        session: Session,
        service: Service,
        caller: Caller,
        visits: list[VisitEntry],
    ) -> "Recordable":
        """Return what a caller may record, as far as some results ask for it."""
        today = service.today(session)
        return cls(
            caller,
            scope_of(session, service.plans, caller, today),
            today,
            _known(session, SeniorRow.senior_id, {one.senior_id for one in visits}),
            _known(session, CarerRow.carer_id, {one.carer_id for one in visits}),
            _planned(session, service, caller, {one.date for one in visits}),
        )

    def wrong(self, visit: VisitEntry, place: str) -> Iterator[Wrong]:
        """Return what stands against a result."""
        yield from self._wrong_day(visit.date, f"{place}/date")
        if not (
            visit.carer_id in self.carer_ids and self.scope.has_carer(visit.carer_id)
        ):
            who = visit.carer_id
            says = Text(f"没有编号为 {who} 的人员", f"there is no carer {who}")
            yield Wrong(f"{place}/carer_id", says, who)
        if not (visit.senior_id in self.senior_ids and self._own_senior(visit)):
            who = visit.senior_id
            says = Text(f"没有编号为 {who} 的老人", f"there is no senior {who}")
            yield Wrong(f"{place}/senior_id", says, who)

    def _wrong_day(self, day: date, place: str) -> Iterator[Wrong]:
        first = self.today - timedelta(days=ENTRY_DAYS)
        if self.caller.role is UserRole.CARER:
            first = self.today
        if not first <= day <= self.today:
            says = Text(
                f"{day} 不能录入；可录 {first} 至 {self.today}（今天）",
                f"{day} cannot be recorded, only {first} to {self.today} (today)",
            )
            yield Wrong(place, says, str(day))

    def _own_senior(self, visit: VisitEntry) -> bool:
        stop = (visit.senior_id, visit.date, visit.carer_id)
        return self.scope.has_senior(visit.senior_id) or stop in self.planned


def _known(session: Session, column: object, ids: set[str]) -> frozenset[str]:
    found = session.scalars(select(column).where(column.in_(ids)))  # type: ignore[call-overload, attr-defined]
    return frozenset(found)


def _planned(
    session: Session, service: Service, caller: Caller, days: Iterable[date]
) -> frozenset[tuple[str, date, str]]:
    """Return the published stops of some days, for those who see not everybody."""
    if caller.role is UserRole.COORDINATOR:
        return frozenset()
    return frozenset(
        (stop.senior_id, held.day, route.carer_id)
        for day in days
        for held in service.days.held(session, day, day)
        for route in service.days.routes(session, held)
        for stop in route.stops
    )


def repeated(entries: Sequence[Entry]) -> Iterator[Wrong]:
    """Return the entries that stand in the request already."""
    first: dict[Key, str] = {}
    for entry in entries:
        place = first.setdefault(entry.key, entry.place)
        if place != entry.place:
            says = Text(
                f"与 {place} 重复：同一老人、日期、人员、次数只能有一条",
                f"is the same try as {place}: one senior, date, carer and attempt",
            )
            yield Wrong(entry.place, says)


def recorded_for(session: Session, keys: Iterable[Key]) -> Mapping[Key, VisitRow]:
    """Return what is recorded under some keys."""
    wanted = set(keys)
    rows = session.scalars(
        select(VisitRow).where(
            VisitRow.senior_id.in_({key[0] for key in wanted}),
            VisitRow.date.in_({key[1] for key in wanted}),
        )
    )
    found = {(r.senior_id, r.date, r.carer_id, r.attempt): r for r in rows}
    return {key: row for key, row in found.items() if key in wanted}


def is_same(session: Session, row: VisitRow, visit: VisitEntry) -> bool:
    """Return whether a result is recorded word for word, follow-ups included."""
    recorded = (row.outcome, row.minutes, row.checklist, row.note)
    sent = (visit.outcome.value, visit.minutes, checklist_of(visit), visit.note)
    if recorded != sent:
        return False
    follow_ups = session.execute(
        select(FollowUpRow.what, FollowUpRow.owner, FollowUpRow.deadline).where(
            FollowUpRow.visit_id == row.visit_id
        )
    )
    known = sorted(tuple(one) for one in follow_ups)
    return known == sorted((f.what, f.owner, f.deadline) for f in visit.follow_ups)


def checklist_of(visit: VisitEntry) -> dict[str, object]:
    """Return the checklist as it is stored: only what was looked at."""
    return visit.checklist.model_dump(mode="json", exclude_none=True)


def recorded_otherwise(row: VisitRow, place: str) -> Wrong:
    """Return the problem that something else is recorded under the same key."""
    number = row.visit_id
    says = Text(
        f"已有记录 {number}，内容不同（{row.outcome}）。要更正请用 "
        f"POST /visits/{number}/corrections；若是又去了一次，请把 attempt 加一",
        f"visit {number} is recorded otherwise ({row.outcome}). To correct it: POST "
        f"/visits/{number}/corrections; if it was another try, raise attempt by one",
    )
    return Wrong(place, says, number)
