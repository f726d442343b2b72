"""What gives cause for a case, kind by kind; `api.services.cases_rules` has the words.

A cause has a moment at which it came to be. A case that ended after that moment has
dealt with it.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from api.schemas.cases import CaseKind
from api.services.cases_pauses import last_heard
from api.services.cases_rules import (
    CONTACTS,
    ENTRY_DAYS,
    MISSING_AFTER,
    OVERDUE_FROM,
    REVIEW_AFTER,
    SHEET_DAYS,
)
from api.services.due_dates import due_dates, last_valid_visits
from api.services.service import Service
from api.store.community import policy_of, senior_of
from api.store.tables import FollowUpRow, SeniorRow, VisitRow
from scheduler.domain.clock import last_visit
from scheduler.domain.people import Senior
from scheduler.domain.policy import Policy
from scheduler.domain.words import Outcome, Status


class Cause(NamedTuple):
    """Why a case is to be open.

    Attributes
    ----------
    moment
        When it came to be.
    about
        What the case hangs on, for the coordinator; no name.
    """

    senior_id: str
    kind: CaseKind
    moment: datetime
    about: str


class Look:
    """A look at what is recorded, at one instant.

    Parameters
    ----------
    senior_ids
        Whom to look at; None: everybody.
    """

    def __init__(
        self,
        session: Session,
        service: Service,
        now: datetime,
        senior_ids: Collection[str] | None = None,
    ) -> None:
        self.session = session
        self.service = service
        self.now = now
        self._senior_ids = senior_ids

    @cached_property
    def policy(self) -> Policy:
        """The community's policy."""
        return policy_of(self.session)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The community's time zone."""
        return ZoneInfo(self.policy.community.timezone)

    @cached_property
    def today(self) -> date:
        """The date where the community lies."""
        return self.now.astimezone(self.zone).date()

    @cached_property
    def seniors(self) -> dict[str, Senior]:
        """Those looked at who are in the programme, by id."""
        rows = select(SeniorRow).where(SeniorRow.status != Status.ENDED.value)
        if self._senior_ids is not None:
            rows = rows.where(SeniorRow.senior_id.in_(self._senior_ids))
        found = map(senior_of, self.session.scalars(rows.order_by(SeniorRow.senior_id)))
        return {senior.senior_id: senior for senior in found}

    def may_be_visited(self, senior_id: str, day: date) -> bool:
        """Return whether a senior looked at is expected to be at home on a day."""
        senior = self.seniors.get(senior_id)
        if senior is None or senior.status is Status.ACTIVE:
            return senior is not None
        return senior.status_until is not None and senior.status_until <= day

    def at(self, day: date, clock: time = time.min) -> datetime:
        """Return the instant of a local time."""
        return datetime.combine(day, clock, self.zone)


def no_answer(look: Look) -> Iterator[Cause]:
    """Return the doors that nobody opened, unless the senior was met since."""
    since = look.today - timedelta(days=ENTRY_DAYS)
    found = look.session.execute(
        select(
            VisitRow.senior_id, VisitRow.recorded_at, VisitRow.date, VisitRow.carer_id
        )
        .where(
            VisitRow.outcome == Outcome.NO_ANSWER.value,
            VisitRow.date >= since,
            VisitRow.senior_id.in_(look.seniors),
            ~_met_since(),
        )
        .order_by(VisitRow.visit_id)
    )
    for senior_id, recorded_at, day, carer_id in found:
        if look.may_be_visited(senior_id, day):
            yield Cause(senior_id, CaseKind.NO_ANSWER, recorded_at, f"{day} {carer_id}")


def _met_since() -> ColumnElement[bool]:
    """Return whether somebody met the senior after the visit, as far as recorded."""
    later = aliased(VisitRow)
    again = and_(
        later.date == VisitRow.date,
        later.carer_id == VisitRow.carer_id,
        later.attempt > VisitRow.attempt,
    )
    met = select(later.visit_id).where(
        later.senior_id == VisitRow.senior_id,
        later.outcome.in_([outcome.value for outcome in CONTACTS]),
        or_(later.date > VisitRow.date, again),
    )
    return met.exists()


def outcome_missing(look: Look) -> Iterator[Cause]:
    """Return the published stops that are over and have no outcome."""
    first = look.today - timedelta(days=SHEET_DAYS)
    known = _days_with_outcome(look, first)
    for held in look.service.days.held(look.session, first, look.today):
        for route in look.service.days.routes(look.session, held):
            end = look.at(held.day) + timedelta(seconds=route.shift_end)
            over = end + MISSING_AFTER
            if over > look.now or held.plan.published_at >= end:
                continue
            about = f"{held.day} {route.carer_id}"
            for stop in route.stops:
                asked = look.may_be_visited(stop.senior_id, held.day)
                if asked and (stop.senior_id, held.day) not in known:
                    yield Cause(stop.senior_id, CaseKind.OUTCOME_MISSING, over, about)


def _days_with_outcome(look: Look, first: date) -> set[tuple[str, date]]:
    found = look.session.execute(
        select(VisitRow.senior_id, VisitRow.date).where(
            VisitRow.date >= first, VisitRow.outcome != Outcome.PHONE.value
        )
    )
    return {(senior_id, day) for senior_id, day in found}


def pause_expired(look: Look) -> Iterator[Cause]:
    """Return the pauses that have run out without a visit since, or are to review."""
    paused = [s for s in look.seniors.values() if s.status is not Status.ACTIVE]
    visited = last_valid_visits(look.session, [s.senior_id for s in paused])
    for senior in paused:
        until = senior.status_until
        last = last_visit(senior, visited.get(senior.senior_id))
        if until and until <= look.today and (last is None or last < until):
            about = f"{senior.status} {until}"
            yield Cause(senior.senior_id, CaseKind.PAUSE_EXPIRED, look.at(until), about)
    yield from _reviews(look, [s for s in paused if s.status_until is None])


def _reviews(look: Look, paused: Iterable[Senior]) -> Iterator[Cause]:
    open_ended = {senior.senior_id: senior for senior in paused}
    heard = last_heard(look.session, list(open_ended), look.zone)
    for senior_id, senior in open_ended.items():
        known = [heard[senior_id]] if senior_id in heard else []
        known += [look.at(senior.last_visit)] if senior.last_visit else []
        before = max(known, default=None)
        review = before + REVIEW_AFTER[senior.status] if before else look.now
        if review <= look.now:
            about = f"{senior.status} {review.astimezone(look.zone).date()}"
            yield Cause(senior_id, CaseKind.PAUSE_EXPIRED, review, about)


def follow_up_late(look: Look) -> Iterator[Cause]:
    """Return the follow-ups that are open after their deadline."""
    found = look.session.execute(
        select(FollowUpRow.senior_id, FollowUpRow.deadline, FollowUpRow.follow_up_id)
        .where(
            FollowUpRow.done_at.is_(None),
            FollowUpRow.deadline < look.now,
            FollowUpRow.senior_id.in_(look.seniors),
        )
        .order_by(FollowUpRow.deadline)
    )
    for senior_id, deadline, number in found:
        about = f"#{number} {deadline.astimezone(look.zone).date()}"
        yield Cause(senior_id, CaseKind.FOLLOW_UP_LATE, deadline, about)


def overdue(look: Look) -> Iterator[Cause]:
    """Return the seniors whose interval has run out, anew after each further one."""
    dues = due_dates(look.session, look.policy, look.seniors.values(), look.today)
    for senior_id, due in dues.items():
        tag = look.seniors[senior_id].tag
        again = timedelta(days=look.policy.tags[tag].interval_days)
        moment = look.at(due + timedelta(days=1), OVERDUE_FROM[tag])
        if moment <= look.now:
            moment += (look.now - moment) // again * again
            yield Cause(senior_id, CaseKind.OVERDUE, moment, f"{tag} {due}")
