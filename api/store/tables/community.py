"""The community's own data: people, rosters, policy, travel times."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Number, Row, one_of
from scheduler.domain.words import Gender, Mode, Role, ShiftKind, Status, Tag

ONLY = 1
"""Id of the one row of the tables that have one row."""


class CommunityRow(Row):
    """The one community of this database.

    Attributes
    ----------
    revision
        Counts every change of anything; whoever remembers something computed from
        the tables can tell by it whether it still holds.
    """

    __tablename__ = "community"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(Number, default=0)
    policy: Mapped[dict[str, Any]]


class SeniorRow(Row):
    """A senior; columns are the fields of `scheduler.domain.people.Senior`."""

    __tablename__ = "seniors"
    __table_args__ = (
        one_of("tag", Tag),
        one_of("gender", Gender),
        one_of("status", Status),
        CheckConstraint("carers_needed IN (1, 2)", name="carers_needed"),
    )

    senior_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    tag: Mapped[str] = mapped_column(index=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    building: Mapped[str]
    unit: Mapped[str]
    floor: Mapped[int]
    room: Mapped[str]
    lift: Mapped[bool | None]
    visit_minutes: Mapped[int | None]
    windows: Mapped[list[str]]
    skills: Mapped[list[str]]
    carers_needed: Mapped[int]
    after: Mapped[str | None]
    second_skills: Mapped[list[str]] = mapped_column(server_default="[]")
    prefer_windows: Mapped[list[str]] = mapped_column(server_default="[]")
    prefer: Mapped[list[str]]
    avoid: Mapped[list[str]]
    gender: Mapped[str | None]
    status: Mapped[str]
    status_until: Mapped[date | None]
    last_visit: Mapped[date | None]
    phone: Mapped[str]
    notes: Mapped[str]


class CarerRow(Row):
    """A carer; columns are the fields of `scheduler.domain.people.Carer`."""

    __tablename__ = "carers"
    __table_args__ = (
        one_of("role", Role),
        one_of("gender", Gender),
        one_of("mode", Mode),
    )

    carer_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    organisation: Mapped[str] = mapped_column(index=True)
    gender: Mapped[str | None]
    skills: Mapped[list[str]]
    mode: Mapped[str]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    max_visits_per_day: Mapped[int | None]
    max_minutes_per_week: Mapped[int | None]
    phone: Mapped[str]


class RosterRowRow(Row):
    """A row of the roster; `scheduler.domain.roster.RosterRow`.

    Attributes
    ----------
    day
        An ISO date or a weekday.
    start, end
        Seconds since local midnight.
    """

    __tablename__ = "roster"
    __table_args__ = (
        one_of("kind", ShiftKind),
        CheckConstraint('(start IS NULL) = ("end" IS NULL)', name="both_or_neither"),
        CheckConstraint('start < "end"', name="start_before_end"),
    )

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    carer_id: Mapped[str] = mapped_column(
        ForeignKey("carers.carer_id", ondelete="CASCADE"), index=True
    )
    day: Mapped[str]
    start: Mapped[int | None]
    end: Mapped[int | None]
    kind: Mapped[str]


class TravelRow(Row):
    """The community's own travel times: the contract's table, as compressed CSV."""

    __tablename__ = "travel"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    table: Mapped[bytes] = mapped_column(LargeBinary)
