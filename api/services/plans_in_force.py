"""Which published plan holds on a day, and its content."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date, timedelta
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store.tables import PlanRow
from scheduler.domain.plan import Plan, Route

KEPT = 8
"""Plans kept in memory; one of 14 days and 686 seniors takes about 5 MB."""


class PublishedPlans:
    """Published plans by day; their content never changes and is read only once."""

    def __init__(self) -> None:
        self._plans: OrderedDict[str, Plan] = OrderedDict()
        self._turn = Lock()

    def id_on(self, session: Session, day: date) -> str | None:
        """Return the id of the plan that holds on a day; None if there is none.

        It is the newest published one that has the day, superseded or not: a plan
        made later for later days does not change what held before.
        """
        return newest_published(session, day, day)

    def on(self, session: Session, day: date) -> Plan | None:
        """Return the plan that holds on a day, with all its days."""
        plan_id = self.id_on(session, day)
        return None if plan_id is None else self.of(session, plan_id)

    def holding(self, session: Session, first_day: date, last_day: date) -> Plan | None:
        """Return what holds on a run of days as one plan; None if nothing does.

        It is the newest plan that has any of the days. Days that an older one has and
        it has not are added, so that it says all that people go by.
        """
        newest_id = newest_published(session, first_day, last_day)
        if newest_id is None:
            return None
        newest, days = self.of(session, newest_id), (last_day - first_day).days + 1
        held = {
            day: self.on(session, day) or newest
            for day in (first_day + timedelta(days=n) for n in range(days))
        }
        if all(plan is newest for plan in held.values()):
            return newest
        return newest.replace(
            first_day=first_day,
            days=days,
            routes=tuple(
                route
                for day, plan in held.items()
                for route in routes_of_day(plan.routes, day)
            ),
        )

    def from_day(self, session: Session, day: date) -> tuple[str, Plan] | None:
        """Return all that holds from a day on as one plan, and the newest plan's id.

        It goes as far as the newest plan; None if nothing holds that day or later.
        """
        newest_id = newest_published(session, day, date.max)
        if newest_id is None:
            return None
        held = self.holding(session, day, self.of(session, newest_id).last_day)
        return None if held is None else (newest_id, held)

    def routes_on(self, session: Session, day: date) -> tuple[Route, ...]:
        """Return the routes that hold on a day; none where nothing was planned."""
        plan = self.on(session, day)
        return () if plan is None else routes_of_day(plan.routes, day)

    def of(self, session: Session, plan_id: str) -> Plan:
        """Return a published plan by its id."""
        with self._turn:
            if plan_id in self._plans:
                self._plans.move_to_end(plan_id)
                return self._plans[plan_id]
        content = session.scalars(
            select(PlanRow.content).where(PlanRow.plan_id == plan_id)
        ).one()
        plan = Plan.model_validate(content)
        with self._turn:
            self._plans[plan_id] = plan
            if len(self._plans) > KEPT:
                self._plans.popitem(last=False)
        return plan


def routes_of_day(routes: Iterable[Route], day: date) -> tuple[Route, ...]:
    """Return the routes of one day."""
    return tuple(route for route in routes if route.date == day)


def newest_published(
    session: Session, first_day: date, last_day: date, as_of: str | None = None
) -> str | None:
    """Return the id of the newest published plan that has any of these days.

    Parameters
    ----------
    as_of
        A published plan: newer ones are passed over.
    """
    found = select(PlanRow.plan_id).where(
        PlanRow.version.is_not(None),
        PlanRow.first_day <= last_day,
        PlanRow.last_day >= first_day,
    )
    if as_of is not None:
        then = select(PlanRow.version).where(PlanRow.plan_id == as_of)
        found = found.where(PlanRow.version <= then.scalar_subquery())
    return session.scalar(found.order_by(PlanRow.version.desc()).limit(1))
