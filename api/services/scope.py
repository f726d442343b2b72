"""Which carers and seniors a caller may see."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import NotFoundError
from api.services.callers import Caller, UserRole
from api.services.plans_in_force import PublishedPlans
from api.store.tables import CarerRow, VisitRow
from scheduler.errors import Text

ACQUAINTED_DAYS = 28
"""An organisation sees whom its carers visited within these days, or will visit."""


@dataclass(frozen=True)
class Scope:
    """What a caller may see; None stands for everybody."""

    carer_ids: frozenset[str] | None = None
    senior_ids: frozenset[str] | None = None

    def has_carer(self, carer_id: str) -> bool:
        """Return whether the caller may see this carer."""
        return self.carer_ids is None or carer_id in self.carer_ids

    def has_senior(self, senior_id: str) -> bool:
        """Return whether the caller may see this senior."""
        return self.senior_ids is None or senior_id in self.senior_ids

    def must_have_senior(self, senior_id: str) -> None:
        """Refuse a senior whom the caller may not see, as if there were none.

        Raises
        ------
        NotFoundError
            If the senior is out of scope.
        """
        if not self.has_senior(senior_id):
            raise unknown_senior(senior_id)

    def must_have_carer(self, carer_id: str) -> None:
        """Refuse a carer whom the caller may not see, as if there were none.

        Raises
        ------
        NotFoundError
            If the carer is out of scope.
        """
        if not self.has_carer(carer_id):
            raise unknown_carer(carer_id)


def unknown_senior(senior_id: str) -> NotFoundError:
    """Return the error that there is no such senior."""
    return NotFoundError(
        Text(f"没有编号为 {senior_id} 的老人", f"there is no senior {senior_id}")
    )


def unknown_carer(carer_id: str) -> NotFoundError:
    """Return the error that there is no such carer."""
    return NotFoundError(
        Text(f"没有编号为 {carer_id} 的人员", f"there is no carer {carer_id}")
    )


def scope_of(
    session: Session, plans: PublishedPlans, caller: Caller, today: date
) -> Scope:
    """Return what the caller may see today.

    An organisation sees its own carers and the seniors they visited lately or are to
    visit; a carer the own route of the day; an auditor no person at all.
    """
    if caller.role is UserRole.COORDINATOR:
        return Scope()
    if caller.role is UserRole.AUDITOR:
        return Scope(frozenset(), frozenset())
    if caller.role is UserRole.CARER:
        own = frozenset({caller.carer_id})
        return Scope(own, _planned(session, plans, own, today, today))
    carers = frozenset(
        session.scalars(
            select(CarerRow.carer_id).where(
                CarerRow.organisation == caller.organisation
            )
        )
    )
    planned = _planned(session, plans, carers, today, date.max)
    return Scope(carers, planned | _visited(session, carers, today))


def _planned(
    session: Session,
    plans: PublishedPlans,
    carers: frozenset[str],
    first: date,
    last: date,
) -> frozenset[str]:
    plan = plans.on(session, first)
    return frozenset(
        stop.senior_id
        for route, stop in (plan.stops() if plan else ())
        if route.carer_id in carers and first <= route.date <= last
    )


def _visited(session: Session, carers: frozenset[str], today: date) -> frozenset[str]:
    since = today - timedelta(days=ACQUAINTED_DAYS)
    found = select(VisitRow.senior_id).where(
        VisitRow.carer_id.in_(carers), VisitRow.date >= since
    )
    return frozenset(session.scalars(found))
