"""A senior's next planned visit, and why then and why that person: facts in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.schemas.timeline import Face, NextVisit, Visitor
from api.services.names import Names
from api.services.pins import pinned_from
from api.services.published_days import HeldDay
from api.services.service import Service
from api.store.community import carers_of
from api.store.tables import VisitRow
from scheduler.domain.people import Senior
from scheduler.domain.plan import Route, Stop, VisitKey
from scheduler.domain.policy import Policy
from scheduler.domain.times import MOST_DAYS
from scheduler.domain.words import Outcome
from scheduler.errors import Language, Text
from scheduler.explain.facts import Met, why_them, why_then


def unserved_says(desk: Service, session: Session, senior_id: str) -> str | None:
    """Return why the plan of today leaves a senior out; None if it does not."""
    plan = desk.plans.on(session, desk.today(session))
    left = plan.unserved if plan else ()
    return next((one.says for one in left if one.senior_id == senior_id), None)


class _Visit(NamedTuple):
    """A planned visit: its day and plan, and the stop of each who comes."""

    held: HeldDay
    stops: tuple[tuple[Route, Stop], ...]


@dataclass(frozen=True)
class Explained:
    """What a senior's next visit can be explained from."""

    desk: Service
    session: Session
    senior: Senior
    policy: Policy
    names: Names
    faces: Sequence[Face]

    def next(self, language: Language) -> NextVisit | None:
        """Return the next visit without an outcome, explained; None without one."""
        visit = self._visit()
        if visit is None:
            return None
        day, (_, stop) = visit.held.day, visit.stops[0]
        pinned = VisitKey(self.senior.senior_id, day) in pinned_from(self.session, day)
        facts = why_then(self.senior, self.policy, day, stop.due, pinned=pinned)
        carers = [route.carer_id for route, _ in visit.stops]
        return NextVisit(
            plan_id=visit.held.plan.plan_id,
            date=day,
            start=stop.start,
            end=stop.end,
            carers=[Visitor(carer_id=c, name=self.names.carer(c)) for c in carers],
            pinned=pinned,
            why_then=[f.to(language) for f in facts],
            why_them=[f.to(language) for f in self._why_them(carers)],
        )

    def _visit(self) -> _Visit | None:
        today = self.desk.today(self.session)
        first = today + timedelta(days=self._is_told(today))
        last = today + timedelta(days=MOST_DAYS)
        for held in self.desk.days.held(self.session, first, last):
            stops = tuple(
                (route, stop)
                for route in self.desk.days.routes(self.session, held)
                for stop in route.stops
                if stop.senior_id == self.senior.senior_id
            )
            if stops:
                return _Visit(held, stops)
        return None

    def _is_told(self, day: date) -> bool:
        """Return whether an outcome of the day is recorded."""
        found = self.session.scalar(
            select(VisitRow.visit_id)
            .where(
                VisitRow.senior_id == self.senior.senior_id,
                VisitRow.date == day,
                VisitRow.outcome != Outcome.PHONE.value,
            )
            .limit(1)
        )
        return found is not None

    def _why_them(self, carers: Sequence[str]) -> Iterator[Text]:
        coming = {c: f"{c} {self.names.carer(c)}".strip() for c in carers}
        met = {face.carer_id: Met(face.visits, face.last) for face in self.faces}
        team = carers_of(self.session)
        return why_them(self.senior, self.policy, team, coming, met)
