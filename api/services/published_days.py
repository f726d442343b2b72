"""Which published plan held on each of some days, with its routes and sheets."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.services.plans_in_force import PublishedPlans, routes_of_day
from api.store.tables import PlanRow
from scheduler.domain.plan import Route
from scheduler.sheets.codes import SheetKey, sheet_codes
from scheduler.sheets.returns import Sheet

KEPT = 512
"""Days and lists of codes kept in memory; a day of 130 stops takes about 100 kB."""


class Published(NamedTuple):
    """A published plan, without its content."""

    plan_id: str
    published_at: datetime
    first_day: date
    last_day: date


class HeldDay(NamedTuple):
    """A day and the published plan that holds on it."""

    day: date
    plan: Published


class PublishedDays:
    """Single days of published plans, which never change and are read only once."""

    def __init__(self, plans: PublishedPlans) -> None:
        self._plans = plans
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._turn = Lock()

    def published_since(self, session: Session, day: date) -> tuple[Published, ...]:
        """Return the plans published for a day or later ones, the newest first."""
        rows = session.execute(
            select(
                PlanRow.plan_id,
                PlanRow.published_at,
                PlanRow.first_day,
                PlanRow.last_day,
            )
            .where(PlanRow.version.is_not(None), PlanRow.last_day >= day)
            .order_by(PlanRow.version.desc())
        )
        return tuple(
            Published(plan_id, at, first_day, last_day)
            for plan_id, at, first_day, last_day in rows
            if at is not None
        )

    def held(self, session: Session, first: date, last: date) -> Iterator[HeldDay]:
        """Return the days of a run, both ends included, for which a plan holds."""
        plans = self.published_since(session, first)
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            for plan in plans:
                if plan.first_day <= day <= plan.last_day:
                    yield HeldDay(day, plan)
                    break

    def routes(self, session: Session, held: HeldDay) -> tuple[Route, ...]:
        """Return the routes of a day, the early shifts first."""

        def read() -> tuple[Route, ...]:
            plan = self._plans.of(session, held.plan.plan_id)
            day = routes_of_day(plan.routes, held.day)
            return tuple(sorted(day, key=lambda route: route.shift_start))

        found: tuple[Route, ...] = self._once((held.plan.plan_id, held.day), read)
        return found

    def codes(self, session: Session, plan_id: str) -> Mapping[SheetKey, str]:
        """Return the code of each sheet of a published plan."""

        def read() -> Mapping[SheetKey, str]:
            return sheet_codes(self._plans.of(session, plan_id))

        found: Mapping[SheetKey, str] = self._once(plan_id, read)
        return found

    def sheets(self, session: Session, held: HeldDay) -> tuple[Sheet, ...]:
        """Return the sheets of a day, by carer."""
        stops: dict[str, list[Any]] = {}
        for route in self.routes(session, held):
            stops.setdefault(route.carer_id, []).extend(route.stops)
        codes = self.codes(session, held.plan.plan_id)
        return tuple(
            Sheet(codes[SheetKey(held.day, who)], held.day, who, tuple(stops[who]))
            for who in sorted(stops)
        )

    def _once(self, key: Hashable, read: Callable[[], Any]) -> Any:
        with self._turn:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = read()
        with self._turn:
            self._kept[key] = found
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found
