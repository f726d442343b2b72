"""The community's rows as domain values, and back."""

import gzip
import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from api.store.tables.community import (
    ONLY,
    CarerRow,
    CommunityRow,
    RosterRowRow,
    SeniorRow,
    TravelRow,
)
from api.store.tables.visits import VisitRow
from scheduler.domain.frozen import Frozen
from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import RosterRow
from scheduler.domain.words import Outcome
from scheduler.travel.estimate import estimate
from scheduler.travel.table import from_rows

MEMORY_DAYS = 60
"""Visits this old still go into a problem one by one; of older ones only the last.

Continuity looks back 28 days and weekly minutes at most 7.
"""

VALID = tuple(outcome.value for outcome in Outcome if outcome.is_valid)


def policy_of(session: Session) -> Policy:
    """Return the community's policy; what is younger than it has its default."""
    return Policy.model_validate(session.scalars(select(CommunityRow.policy)).one())


def seniors_of(session: Session) -> tuple[Senior, ...]:
    """Return all seniors, by id."""
    rows = session.scalars(select(SeniorRow).order_by(SeniorRow.senior_id))
    return tuple(senior_of(row) for row in rows)


def senior_of(row: SeniorRow) -> Senior:
    """Return the senior of a row."""
    return Senior.model_validate(_values(row, Senior))


def carers_of(session: Session) -> tuple[Carer, ...]:
    """Return all carers, by id."""
    rows = session.scalars(select(CarerRow).order_by(CarerRow.carer_id))
    return tuple(carer_of(row) for row in rows)


def carer_of(row: CarerRow) -> Carer:
    """Return the carer of a row."""
    return Carer.model_validate(_values(row, Carer))


def roster_of(session: Session) -> tuple[RosterRow, ...]:
    """Return the whole roster."""
    rows = session.scalars(select(RosterRowRow).order_by(RosterRowRow.id))
    return tuple(RosterRow.model_validate(_values(row, RosterRow)) for row in rows)


def records_of(
    session: Session, since: date = date.min, until: date = date.max
) -> tuple[VisitRecord, ...]:
    """Return the visits recorded for a run of days, both ends included."""
    rows = session.execute(
        select(
            VisitRow.senior_id,
            VisitRow.date,
            VisitRow.carer_id,
            VisitRow.outcome,
            VisitRow.minutes,
        )
        .where(VisitRow.date.between(since, until))
        .order_by(VisitRow.date, VisitRow.visit_id)
    )
    return tuple(
        VisitRecord(
            senior_id=senior_id,
            date=day,
            carer_id=carer_id,
            outcome=outcome,
            minutes=minutes,
        )
        for senior_id, day, carer_id, outcome, minutes in rows
    )


def travel_rows_of(session: Session) -> pd.DataFrame | None:
    """Return the community's own travel times; None if they are estimated."""
    packed = session.scalar(select(TravelRow.table))
    if packed is None:
        return None
    text = io.BytesIO(gzip.decompress(packed))
    return pd.read_csv(text, dtype={"from": str, "to": str, "mode": str})


def problem_of(session: Session, first_day: date, days: int) -> Problem:
    """Return the problem of a run of days, from what is recorded before it.

    Raises
    ------
    scheduler.errors.TravelError
        If the community's own travel table lacks a needed pair.
    """
    policy, carers = policy_of(session), carers_of(session)
    seniors = _with_last_visits(session, seniors_of(session), first_day)
    rows = travel_rows_of(session)
    return Problem(
        policy=policy,
        seniors=seniors,
        carers=carers,
        roster=roster_of(session),
        records=records_of(
            session,
            first_day - timedelta(days=MEMORY_DAYS),
            first_day - timedelta(days=1),
        ),
        travel=(
            estimate(policy, seniors, carers)
            if rows is None
            else from_rows(rows, seniors, carers)
        ),
        first_day=first_day,
        days=days,
    )


def _with_last_visits(
    session: Session, seniors: tuple[Senior, ...], before: date
) -> tuple[Senior, ...]:
    """Return the seniors with their last valid visit before a day noted."""
    found = session.execute(
        select(VisitRow.senior_id, func.max(VisitRow.date))
        .where(VisitRow.outcome.in_(VALID), VisitRow.date < before)
        .group_by(VisitRow.senior_id)
    )
    last = {senior_id: day for senior_id, day in found}  # noqa: C416 rows have keys
    return tuple(
        _noting_visit(senior, last.get(senior.senior_id)) for senior in seniors
    )


def _noting_visit(senior: Senior, recorded: date | None) -> Senior:
    if recorded is None or (senior.last_visit and senior.last_visit >= recorded):
        return senior
    return senior.replace(last_visit=recorded)


def save_policy(session: Session, policy: Policy) -> None:
    """Write the community's policy."""
    session.get_one(CommunityRow, ONLY).policy = policy.model_dump(mode="json")


def save_senior(session: Session, senior: Senior) -> None:
    """Write a senior, new or known."""
    session.merge(SeniorRow(**columns_of(senior)))


def change_senior(session: Session, senior_id: str, **changes: Any) -> None:
    """Write some fields of a known senior."""
    row = session.get_one(SeniorRow, senior_id)
    for name, value in changes.items():
        setattr(row, name, value)


def save_carer(session: Session, carer: Carer) -> None:
    """Write a carer, new or known."""
    session.merge(CarerRow(**columns_of(carer)))


def save_roster(session: Session, carer_id: str, rows: Iterable[RosterRow]) -> None:
    """Write a carer's whole roster in place of the old one."""
    session.execute(delete(RosterRowRow).where(RosterRowRow.carer_id == carer_id))
    add_to_roster(session, rows)


def add_to_roster(session: Session, rows: Iterable[RosterRow]) -> None:
    """Write more rows of the roster."""
    session.add_all(RosterRowRow(**roster_columns_of(row)) for row in rows)


def save_travel(session: Session, rows: pd.DataFrame | None) -> None:
    """Write the community's own travel times; None removes them."""
    session.execute(delete(TravelRow))
    if rows is not None:
        table = gzip.compress(rows.to_csv(index=False).encode(), mtime=0)
        session.add(TravelRow(id=ONLY, table=table))


def _values(row: Any, model: type[Frozen]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in model.model_fields}


def columns_of(value: Frozen) -> dict[str, Any]:
    """Return a value's fields as its table holds them, dates as dates."""
    plain = value.model_dump(mode="json")
    dates = {name: day for name, day in value if isinstance(day, date)}
    return plain | dates


def roster_columns_of(row: RosterRow) -> dict[str, Any]:
    """Return a roster row's fields as its table holds them."""
    hours = {"day": str(row.day), "start": row.start, "end": row.end}
    return columns_of(row) | hours
