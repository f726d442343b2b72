"""The problem of a run of days, as far as it is known now; read once, not each time."""

from collections import OrderedDict
from collections.abc import Iterator
from datetime import date, timedelta
from threading import Lock
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.services.plans_in_force import PublishedPlans
from api.store.community import problem_of, records_of
from api.store.engine import WRITING
from api.store.tables import CommunityRow, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.times import MINUTE_SECONDS
from scheduler.domain.words import Outcome

KEPT = 4
"""Problems kept in memory; one of 686 seniors takes about 10 MB."""


class _Key(NamedTuple):
    revision: int
    today: date
    first_day: date
    days: int


class Problems:
    """Problems by their days, remembered until anything changes."""

    def __init__(self, plans: PublishedPlans) -> None:
        self._plans = plans
        self._known: OrderedDict[_Key, Problem] = OrderedDict()
        self._turn = Lock()

    def of(self, session: Session, today: date, first_day: date, days: int) -> Problem:
        """Return the problem of a run of days.

        Where it begins after today, visits planned from today until then count as made
        unless their results tell otherwise: nobody is to be planned for tomorrow who
        is visited this afternoon. Days past count as recorded.

        Raises
        ------
        scheduler.errors.TravelError
            If the community's own travel table lacks a needed pair.
        """
        if session.connection().get_execution_options().get(WRITING):
            return self._read(session, today, first_day, days)
        revision = session.scalars(select(CommunityRow.revision)).one()
        key = _Key(revision, today, first_day, days)
        with self._turn:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        problem = self._read(session, today, first_day, days)
        with self._turn:
            self._known[key] = problem
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        return problem

    def _read(
        self, session: Session, today: date, first_day: date, days: int
    ) -> Problem:
        problem = problem_of(session, first_day, days)
        expected = tuple(self._expected(session, problem, today))
        if not expected:
            return problem
        return problem.replace(records=(*problem.records, *expected))

    def _expected(
        self, session: Session, problem: Problem, today: date
    ) -> Iterator[VisitRecord]:
        """Return the planned visits between today and the first day, as if made."""
        recorded = {
            (record.senior_id, record.date) for record in records_of(session, today)
        }
        for day in _days_ahead(session, today, problem.first_day):
            for route in self._plans.routes_on(session, day):
                for stop in route.stops:
                    known = stop.senior_id in problem.senior
                    if known and (stop.senior_id, day) not in recorded:
                        yield VisitRecord(
                            senior_id=stop.senior_id,
                            date=day,
                            carer_id=route.carer_id,
                            outcome=Outcome.COMPLETED,
                            minutes=(stop.end - stop.start) // MINUTE_SECONDS,
                        )


def _days_ahead(session: Session, today: date, first_day: date) -> Iterator[date]:
    """Return the days before the first that are yet to come and may be planned."""
    last = session.scalar(
        select(func.max(PlanRow.last_day)).where(PlanRow.version.is_not(None))
    )
    day = today
    while last is not None and day < first_day and day <= last:
        yield day
        day += timedelta(days=1)
