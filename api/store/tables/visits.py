"""What came of visits, and what has to be followed up."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Number, Row, one_of
from scheduler.domain.words import Outcome


class VisitRow(Row):
    """One carer's try at one senior's home on one day.

    Attributes
    ----------
    carer_id
        Not a foreign key: records outlive the people who made them.
    attempt
        Counts the tries of this carer at this senior's on this day, from 1.
    checklist
        What was noticed, by block: health, mind, safety, hygiene, environment.
    recorded_by
        User id; empty if imported.
    """

    __tablename__ = "visits"
    __table_args__ = (
        UniqueConstraint("senior_id", "date", "carer_id", "attempt"),
        Index(None, "date", "carer_id"),
        one_of("outcome", Outcome),
        CheckConstraint("attempt >= 1", name="attempt"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes"),
    )

    visit_id: Mapped[int] = mapped_column(Number, primary_key=True)
    senior_id: Mapped[str] = mapped_column(
        ForeignKey("seniors.senior_id", ondelete="CASCADE")
    )
    date: Mapped[dt.date]
    carer_id: Mapped[str]
    attempt: Mapped[int] = mapped_column(default=1)
    outcome: Mapped[str]
    minutes: Mapped[int | None]
    checklist: Mapped[dict[str, Any]] = mapped_column(default=dict)
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[dt.datetime]
    recorded_by: Mapped[str] = mapped_column(default="")


class FollowUpRow(Row):
    """Something to be done after a visit, by whom and until when.

    Attributes
    ----------
    owner
        A named person or a carer id, as the coordinator writes it.
    """

    __tablename__ = "follow_ups"

    follow_up_id: Mapped[int] = mapped_column(Number, primary_key=True)
    senior_id: Mapped[str] = mapped_column(
        ForeignKey("seniors.senior_id", ondelete="CASCADE"), index=True
    )
    visit_id: Mapped[int | None] = mapped_column(
        ForeignKey("visits.visit_id", ondelete="SET NULL"), index=True
    )
    what: Mapped[str]
    owner: Mapped[str]
    deadline: Mapped[dt.datetime]
    opened_at: Mapped[dt.datetime]
    opened_by: Mapped[str]
    done_at: Mapped[dt.datetime | None]
    done_by: Mapped[str | None]
    done_note: Mapped[str] = mapped_column(default="")
