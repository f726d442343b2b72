"""Plans, the jobs that make them, pins, and what happened on the day."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Row, one_of

PLAN_STATUSES = ("pending", "draft", "published", "superseded", "failed")
JOB_STATUSES = ("queued", "running", "done", "failed")
EVENT_STATUSES = ("proposed", "accepted", "declined", "outdated")


class PlanRow(Row):
    """A plan, from the wish for one to its being superseded.

    Attributes
    ----------
    first_day, last_day
        The planned days, both included.
    status
        ``pending`` while it is made, then ``draft``, ``published``, ``superseded``;
        ``failed`` where no plan came of it.
    version
        Counts published plans from 1; None before that.
    content
        plan.json of the contract; None while pending. Never changes once published.
    base_plan_id
        The published plan that this one keeps what it can of.
    reason
        Why it was made, in a few words: asked for, moved by hand, a carer's absence.
    late_bound
        Days late by tag that no plan can avoid; None if nothing was proved.
    visits_bound
        The fewest visits of any plan that is no later by any tag; None likewise.
    pins
        Visits moved by hand in this draft, to be kept by later plans once this one is
        published: ``senior_id``, ``date``, ``carer_ids`` of each.
    """

    __tablename__ = "plans"
    __table_args__ = (
        one_of("status", PLAN_STATUSES),
        CheckConstraint("first_day <= last_day", name="days"),
        CheckConstraint(
            "version IS NULL OR content IS NOT NULL", name="published_with_content"
        ),
    )

    plan_id: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(index=True)
    version: Mapped[int | None] = mapped_column(unique=True)
    first_day: Mapped[dt.date] = mapped_column(index=True)
    last_day: Mapped[dt.date]
    content: Mapped[dict[str, Any] | None]
    base_plan_id: Mapped[str | None] = mapped_column(ForeignKey("plans.plan_id"))
    reason: Mapped[str] = mapped_column(default="")
    late_bound: Mapped[dict[str, Any] | None]
    visits_bound: Mapped[int | None]
    pins: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[dt.datetime]
    created_by: Mapped[str]
    published_at: Mapped[dt.datetime | None]
    published_by: Mapped[str | None]


class JobRow(Row):
    """The making of one plan.

    Attributes
    ----------
    status
        ``queued``, ``running``, then ``done`` or ``failed``.
    keep
        Whether the published plan is kept where it can be.
    attempt
        Counts its starts; what an earlier start still writes is not taken.
    heartbeat_at
        When its process was last heard of.
    phase_zh, phase_en, late_days, cost, seconds_left
        How far it is; see `scheduler.solver.progress.Progress`.
    error
        Why no plan came of it: an error envelope, its sentences in both languages.
    """

    __tablename__ = "jobs"
    __table_args__ = (one_of("status", JOB_STATUSES),)

    plan_id: Mapped[str] = mapped_column(
        ForeignKey("plans.plan_id", ondelete="CASCADE"), primary_key=True
    )
    status: Mapped[str] = mapped_column(index=True)
    attempt: Mapped[int] = mapped_column(default=0)
    seed: Mapped[int]
    keep: Mapped[bool]
    time_limit: Mapped[float | None]
    queued_at: Mapped[dt.datetime]
    started_at: Mapped[dt.datetime | None]
    heartbeat_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    stop_requested: Mapped[bool] = mapped_column(default=False)
    phase_zh: Mapped[str] = mapped_column(default="")
    phase_en: Mapped[str] = mapped_column(default="")
    late_days: Mapped[dict[str, Any] | None]
    cost: Mapped[float | None]
    seconds_left: Mapped[float | None]
    error: Mapped[dict[str, Any] | None]


class PinRow(Row):
    """A visit that a person has fixed: who comes, on which day."""

    __tablename__ = "pins"

    senior_id: Mapped[str] = mapped_column(
        ForeignKey("seniors.senior_id", ondelete="CASCADE"), primary_key=True
    )
    date: Mapped[dt.date] = mapped_column(primary_key=True)
    carer_ids: Mapped[list[str]]
    pinned_at: Mapped[dt.datetime]
    pinned_by: Mapped[str]


class EventRow(Row):
    """Something that happened, and the change of plan proposed for it.

    Attributes
    ----------
    status
        ``proposed``, then ``accepted`` or ``declined``; ``outdated`` once another
        plan was published.
    happening
        As reported; `scheduler.changes.happenings`.
    proposal
        What was proposed, the new plan in it; `scheduler.changes.proposal`.
    """

    __tablename__ = "events"
    __table_args__ = (one_of("status", EVENT_STATUSES),)

    event_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    status: Mapped[str] = mapped_column(index=True)
    happening: Mapped[dict[str, Any]]
    proposal: Mapped[dict[str, Any] | None]
    base_plan_id: Mapped[str | None] = mapped_column(ForeignKey("plans.plan_id"))
    plan_id: Mapped[str | None] = mapped_column(ForeignKey("plans.plan_id"))
    reported_at: Mapped[dt.datetime]
    reported_by: Mapped[str]
    decided_at: Mapped[dt.datetime | None]
    decided_by: Mapped[str | None]
