"""Visits that a person has fixed: who comes, on which day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.store.tables import PinRow
from scheduler.domain.frozen import Frozen
from scheduler.domain.plan import Plan, Route, Stop, VisitKey

Visits = Mapping[VisitKey, tuple[tuple[Route, Stop], ...]]
"""The visits of a plan, as `Plan.visits` gives them."""


class Pin(Frozen):
    """One fixed visit."""

    senior_id: str
    date: date
    carer_ids: tuple[str, ...]

    @property
    def key(self) -> VisitKey:
        """Which visit it is."""
        return VisitKey(self.senior_id, self.date)


def pins_from(session: Session, day: date) -> tuple[Pin, ...]:
    """Return what is fixed from a day on, in order of days."""
    rows = session.scalars(
        select(PinRow).where(PinRow.date >= day).order_by(PinRow.date, PinRow.senior_id)
    )
    return tuple(
        Pin(senior_id=row.senior_id, date=row.date, carer_ids=tuple(row.carer_ids))
        for row in rows
    )


def pinned_from(session: Session, day: date) -> frozenset[VisitKey]:
    """Return which visits of the published plan are fixed from a day on."""
    return frozenset(pin.key for pin in pins_from(session, day))


def crew(plan_visits: Visits, key: VisitKey) -> list[str]:
    """Return who makes a visit, by id; nobody if the plan does not have it."""
    return sorted(route.carer_id for route, _ in plan_visits.get(key, ()))


def pins_of(plan: Plan, keys: Iterable[VisitKey]) -> tuple[Pin, ...]:
    """Return visits as a plan has them, to be fixed; others are passed over."""
    visits = plan.visits()
    return tuple(
        Pin(senior_id=key.senior_id, date=key.date, carer_ids=tuple(crew(visits, key)))
        for key in sorted(keys)
        if key in visits
    )


def save_pins(
    session: Session, now: datetime, user_id: str, plan: Plan, keys: Iterable[VisitKey]
) -> None:
    """Fix visits as a plan has them; keys that it does not have are passed over."""
    visits = plan.visits()
    for key in keys:
        if key in visits:
            session.merge(
                PinRow(
                    senior_id=key.senior_id,
                    date=key.date,
                    carer_ids=crew(visits, key),
                    pinned_at=now,
                    pinned_by=user_id,
                )
            )


def settle_pins(session: Session, plan: Plan, today: date) -> tuple[Pin, ...]:
    """Return what a newly published plan does not keep; that and days past are gone."""
    visits = plan.visits()
    lost = tuple(
        pin
        for pin in pins_from(session, max(today, plan.first_day))
        if pin.date <= plan.last_day and crew(visits, pin.key) != sorted(pin.carer_ids)
    )
    session.execute(delete(PinRow).where(PinRow.date < today))
    for pin in lost:
        remove_pin(session, pin.key)
    return lost


def remove_pin(session: Session, key: VisitKey) -> bool:
    """Return whether the visit was fixed; it no longer is."""
    row = session.get(PinRow, (key.senior_id, key.date))
    if row is not None:
        session.delete(row)
        session.flush()
    return row is not None
