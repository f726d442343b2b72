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
from scheduler.check.faces import MEMORY
from scheduler.domain.people import Senior
from scheduler.domain.plan import Route, Stop, VisitKey
from scheduler.domain.policy import Policy
from scheduler.domain.times import MOST_DAYS
from scheduler.domain.words import Outcome, Status
from scheduler.errors import Language, Text
from scheduler.files.teams import fitting_carers


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
        carers = [route.carer_id for route, _ in visit.stops]
        return NextVisit(
            plan_id=visit.held.plan.plan_id,
            date=day,
            start=stop.start,
            end=stop.end,
            carers=[Visitor(carer_id=c, name=self.names.carer(c)) for c in carers],
            pinned=pinned,
            why_then=[f.to(language) for f in self._why_then(day, stop, pinned)],
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

    def _why_then(self, day: date, stop: Stop, pinned: bool) -> Iterator[Text]:
        yield _against_due(day, stop.due)
        interval = self.policy.tags[self.senior.tag].interval_days
        yield Text(f"间隔 {interval} 天", f"the interval is {interval} days")
        until = self.senior.status_until
        if self.senior.status is not Status.ACTIVE and until is not None:
            yield Text(f"暂停到 {until:%m-%d} 为止", f"paused until {until:%m-%d}")
        if self.senior.windows:
            spans = ", ".join(map(str, self.senior.windows))
            yield Text(f"只能在 {spans} 走访", f"may be visited {spans} only")
        if pinned:
            yield Text("由人工固定在这一天", "a person has fixed the visit to this day")

    def _why_them(self, carers: Sequence[str]) -> Iterator[Text]:
        for carer_id in carers:
            who = f"{carer_id} {self.names.carer(carer_id)}".strip()
            for fact in (self._met(carer_id), self._wished(carer_id)):
                if fact is not None:
                    yield Text(f"{who}：{fact.zh}", f"{who}: {fact.en}")
        if self.senior.skills:
            skills = ", ".join(self.senior.skills)
            yield Text(f"需要技能：{skills}", f"asks for the skills {skills}")
        yield self._how_many_could(len(carers))

    def _met(self, carer_id: str) -> Text:
        face = next((one for one in self.faces if one.carer_id == carer_id), None)
        days = MEMORY.days
        if face is None:
            return Text(f"{days} 天内没有来过", f"has not come in {days} days")
        return Text(
            f"过去 {days} 天来过 {face.visits} 次，最近 {face.last:%m-%d}",
            f"came {face.visits} times in {days} days, last on {face.last:%m-%d}",
        )

    def _wished(self, carer_id: str) -> Text | None:
        if carer_id not in self.senior.prefer:
            return None
        return Text("是老人希望的人", "is whom the senior wishes for")

    def _how_many_could(self, coming: int) -> Text:
        rule = self.policy.tags[self.senior.tag]
        team = carers_of(self.session)
        leads, either = fitting_carers(self.senior, team, rule)
        fitting = (leads if coming == 1 else either) - set(self.senior.avoid)
        count = len(fitting)
        return Text(
            f"全队 {len(team)} 人中有 {count} 人符合角色、技能和性别要求",
            f"{count} of the {len(team)} carers have the role, skills and gender asked "
            "for",
        )


def _against_due(day: date, due: date) -> Text:
    early = (due - day).days
    if early > 0:
        return Text(
            f"到期 {due:%m-%d}，提前 {early} 天", f"due {due:%m-%d}, {early} days early"
        )
    if early == 0:
        return Text(f"到期 {due:%m-%d}，当天走访", f"due {due:%m-%d}, that very day")
    return Text(
        f"到期 {due:%m-%d}，晚 {-early} 天", f"due {due:%m-%d}, {-early} days late"
    )
