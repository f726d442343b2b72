"""The board's view of the carers: how far each is, and what is not told yet."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import select

from api.schemas.board import CarerToday, NextStop, StopWithoutOutcome
from api.services.board_day import BoardDay, Planned
from api.services.cases_rules import SHEET_DAYS
from api.store.tables import VisitRow
from scheduler.domain.roster import Shift
from scheduler.domain.words import Outcome


class CarersToday:
    """Today's carers, each with stops and papers."""

    def __init__(self, day: BoardDay) -> None:
        self._day = day

    @cached_property
    def stops(self) -> Mapping[str, list[Planned]]:
        """Today's stops of each carer who has some, by time."""
        stops = defaultdict(list)
        for planned in self._day.stops:
            stops[planned.route.carer_id].append(planned)
        return stops

    @cached_property
    def sheets_out(self) -> Mapping[str, int]:
        """Sheets of the days before that are not back, by carer."""
        day = self._day
        first, last = (day.today - timedelta(days=n) for n in (SHEET_DAYS, 1))
        told = self._told(first, last)
        out = {
            (held.day, route.carer_id)
            for held in day.desk.days.held(day.session, first, last)
            for route in day.routes(held)
            for stop in route.stops
            if (held.day, route.carer_id, stop.senior_id) not in told
        }
        return Counter(carer_id for _, carer_id in out)

    def _told(self, first: date, last: date) -> set[tuple[date, str, str]]:
        """Return the visits of some days, by day, carer and senior, with an outcome."""
        rows = self._day.session.execute(
            select(VisitRow.date, VisitRow.carer_id, VisitRow.senior_id).where(
                VisitRow.date.between(first, last),
                VisitRow.outcome != Outcome.PHONE.value,
            )
        )
        return {(day, carer_id, senior_id) for day, carer_id, senior_id in rows}

    @property
    def done(self) -> int:
        """Stops of today of which an outcome is recorded."""
        return sum(self._is_done(planned) for planned in self._day.stops)

    def listed(self) -> list[CarerToday]:
        """Return the carers on shift or with stops today, by id."""
        shifts: dict[str, list[Shift]] = defaultdict(list)
        for shift in self._day.shifts:
            if shift.date == self._day.today:
                shifts[shift.carer_id].append(shift)
        return [
            CarerToday(
                carer_id=carer_id,
                name=self._day.names.carer(carer_id),
                shifts=[str(shift.span) for shift in shifts.get(carer_id, ())],
                stops=len(self.stops.get(carer_id, ())),
                done=sum(map(self._is_done, self.stops.get(carer_id, ()))),
                next=self._next(carer_id),
                sheets_out=self.sheets_out.get(carer_id, 0),
            )
            for carer_id in sorted(shifts.keys() | self.stops.keys())
        ]

    def without_outcome(self) -> list[StopWithoutOutcome]:
        """Return the visits that should be over and have no outcome, oldest first."""
        return sorted(self._overdue_outcomes(), key=lambda one: one.end)

    def _overdue_outcomes(self) -> Iterator[StopWithoutOutcome]:
        seen: set[str] = set()
        for planned in self._day.stops:
            who = planned.stop.senior_id
            is_over = planned.stop.end <= self._day.second
            if is_over and not self._is_done(planned) and who not in seen:
                seen.add(who)
                yield StopWithoutOutcome(
                    senior_id=who,
                    name=self._day.names.senior(who),
                    carer_id=planned.route.carer_id,
                    end=planned.stop.end,
                )

    def _next(self, carer_id: str) -> NextStop | None:
        for _, stop in self.stops.get(carer_id, ()):
            if stop.senior_id not in self._day.outcomes.told:
                return NextStop(
                    senior_id=stop.senior_id,
                    name=self._day.names.senior(stop.senior_id),
                    start=stop.start,
                )
        return None

    def _is_done(self, planned: Planned) -> bool:
        return planned.stop.senior_id in self._day.outcomes.told
