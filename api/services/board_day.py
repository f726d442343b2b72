"""The day as the board looks at it: each thing read once, and only if asked for."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.clock import seconds_of_day
from api.services.due_dates import due_dates
from api.services.names import Names
from api.services.published_days import HeldDay
from api.services.scope import Scope
from api.services.service import Service
from api.store.community import policy_of
from api.store.tables import RosterRowRow, SeniorRow, VisitRow
from scheduler.domain.people import Senior
from scheduler.domain.plan import Route, Stop
from scheduler.domain.policy import Policy
from scheduler.domain.roster import RosterRow, Shift, shifts_between
from scheduler.domain.words import Outcome, Status

DAYS_AHEAD = 14
"""Days whose capacity is shown, today among them."""


class Planned(NamedTuple):
    """A stop of today's routes."""

    route: Route
    stop: Stop


class Outcomes(NamedTuple):
    """Of whom there is a result today.

    Attributes
    ----------
    valid
        Seen at home.
    told
        Whatever the outcome; a telephone call is none.
    """

    valid: frozenset[str]
    told: frozenset[str]


_ASKED = (
    SeniorRow.senior_id,
    SeniorRow.name,
    SeniorRow.tag,
    SeniorRow.visit_minutes,
    SeniorRow.carers_needed,
    SeniorRow.status,
    SeniorRow.status_until,
    SeniorRow.last_visit,
)
"""The columns of a senior that the board asks for."""

_ROSTER = (
    RosterRowRow.carer_id,
    RosterRowRow.day,
    RosterRowRow.start,
    RosterRowRow.end,
    RosterRowRow.kind,
)


class BoardDay:
    """Today, as far as somebody may see it.

    Parameters
    ----------
    scope
        Whom to count.
    shows_people
        Whether ids and names may be shown.
    """

    def __init__(
        self, desk: Service, session: Session, scope: Scope, shows_people: bool
    ) -> None:
        self.desk = desk
        self.session = session
        self.scope = scope
        self.shows_people = shows_people

    @cached_property
    def policy(self) -> Policy:
        """The community's policy."""
        return policy_of(self.session)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The community's time zone."""
        return ZoneInfo(self.policy.community.timezone)

    @cached_property
    def now(self) -> datetime:
        """The local time, cut to the minute."""
        local = self.desk.clock.now().astimezone(self.zone)
        return local.replace(second=0, microsecond=0)

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.date()

    @property
    def second(self) -> int:
        """Seconds since local midnight."""
        return seconds_of_day(self.now)

    @cached_property
    def names(self) -> Names:
        """Everybody's name."""
        return Names(self.session)

    @cached_property
    def seniors(self) -> Mapping[str, Senior]:
        """Seniors in scope who have not ended, by id; only what the board asks for."""
        rows = self.session.execute(
            select(*_ASKED).where(SeniorRow.status != Status.ENDED.value)
        )
        everybody = (_senior(*row) for row in rows)
        return {
            one.senior_id: one
            for one in everybody
            if self.scope.has_senior(one.senior_id)
        }

    @cached_property
    def dues(self) -> Mapping[str, date]:
        """When each senior was due, as the day began; absent: nobody knows."""
        return due_dates(
            self.session, self.policy, self.seniors.values(), self.today, self.today
        )

    @cached_property
    def outcomes(self) -> Outcomes:
        """Of whom there is a result today, in scope or not."""
        found = self.session.execute(
            select(VisitRow.senior_id, VisitRow.outcome).where(
                VisitRow.date == self.today, VisitRow.outcome != Outcome.PHONE.value
            )
        ).all()
        return Outcomes(
            frozenset(who for who, outcome in found if Outcome(outcome).is_valid),
            frozenset(who for who, _ in found),
        )

    @cached_property
    def days_held(self) -> tuple[HeldDay, ...]:
        """The days from today on for which a published plan holds."""
        last = self.today + timedelta(days=DAYS_AHEAD - 1)
        return tuple(self.desk.days.held(self.session, self.today, last))

    def routes(self, held: HeldDay) -> tuple[Route, ...]:
        """Return the routes of a day that are in scope."""
        routes = self.desk.days.routes(self.session, held)
        return tuple(r for r in routes if self.scope.has_carer(r.carer_id))

    @cached_property
    def stops(self) -> tuple[Planned, ...]:
        """Today's stops in scope, by time."""
        planned = [
            Planned(route, stop)
            for held in self.days_held[:1]
            if held.day == self.today
            for route in self.routes(held)
            for stop in route.stops
        ]
        return tuple(sorted(planned, key=lambda one: one.stop.start))

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """Shifts in scope of today and the days ahead."""
        rows = self.session.execute(select(*_ROSTER).order_by(RosterRowRow.id))
        shifts = _shifts(tuple(map(tuple, rows)), self.today)
        return tuple(one for one in shifts if self.scope.has_carer(one.carer_id))


@lru_cache(maxsize=4_096)
def _senior(*columns: Any) -> Senior:
    """Return the senior of a row; most rows are as they were a minute ago."""
    names = (column.key for column in _ASKED)
    return Senior(**dict(zip(names, columns, strict=True)))


@lru_cache(maxsize=4)
def _shifts(rows: tuple[tuple[Any, ...], ...], today: date) -> tuple[Shift, ...]:
    """Return the shifts of a roster, which seldom changes."""
    names = [column.key for column in _ROSTER]
    roster = (RosterRow(**dict(zip(names, row, strict=True))) for row in rows)
    return shifts_between(roster, today, DAYS_AHEAD)
