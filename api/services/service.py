"""What a running service holds in its hands."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.clock import Clock
from api.services.audit import ReadTrail
from api.services.callers import Caller
from api.services.plans_in_force import PublishedPlans
from api.services.problems import Problems
from api.services.published_days import PublishedDays
from api.services.remembered import Remembered
from api.services.scope import Scope, scope_of
from api.settings import Settings
from api.store.database import Database
from api.store.tables import CommunityRow
from scheduler.domain.problem import Problem


class Service:
    """Settings, database and clock, and what is remembered between requests."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.database = Database(settings.database_url)
        self.clock = clock or Clock()
        self.reads = ReadTrail(self.database)
        self.plans = PublishedPlans()
        self.days = PublishedDays(self.plans)
        self.boards = Remembered()
        self.day_plans = Remembered()
        self._problems = Problems(self.plans)

    def timezone(self, session: Session) -> ZoneInfo:
        """Return the time zone of the community."""
        policy = session.scalars(select(CommunityRow.policy)).one()
        return ZoneInfo(policy["community"]["timezone"])

    def local_now(self, session: Session) -> datetime:
        """Return the time where the community lies."""
        return self.clock.now().astimezone(self.timezone(session))

    def today(self, session: Session) -> date:
        """Return the date where the community lies."""
        return self.local_now(session).date()

    def scope(self, session: Session, caller: Caller) -> Scope:
        """Return what a caller may see today."""
        return scope_of(session, self.plans, caller, self.today(session))

    def problem(self, session: Session, first_day: date, days: int) -> Problem:
        """Return the problem of a run of days; see `Problems.of`.

        Raises
        ------
        scheduler.errors.TravelError
            If the community's own travel table lacks a needed pair.
        """
        return self._problems.of(session, self.today(session), first_day, days)

    def close(self) -> None:
        """Give back what the service holds."""
        self.database.close()
