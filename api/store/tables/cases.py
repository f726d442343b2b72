"""Cases: a senior of whom something is not known, until a person writes the end."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Number, Row, one_of

KINDS = ("no_answer", "outcome_missing", "pause_expired", "follow_up_late", "overdue")
ENDINGS = ("seen", "spoken_to", "whereabouts_confirmed")
STEPS = ("knock", "phone", "neighbour", "contact", "emergency", "note")


class CaseRow(Row):
    """One case.

    Attributes
    ----------
    kind
        ``no_answer``, ``outcome_missing``, ``pause_expired``, ``follow_up_late``,
        ``overdue``.
    about
        What it hangs on, as words for the coordinator, e.g. the visit's date and
        carer; no name.
    deadline
        When the next word on it is owed.
    owner
        Who sees to it; empty until somebody does.
    reported_at, dispatched_at, on_site_at, resolved_at
        The four times by which such work is measured.
    ending
        ``seen``, ``spoken_to`` or ``whereabouts_confirmed``; None while open.
    confirmed_by
        The named person who vouches for the ending.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index(
            "uq_cases_open_senior_id_kind",
            "senior_id",
            "kind",
            unique=True,
            sqlite_where=text("resolved_at IS NULL"),
            postgresql_where=text("resolved_at IS NULL"),
        ),
        one_of("kind", KINDS),
        one_of("ending", ENDINGS),
        CheckConstraint(
            "(resolved_at IS NULL) = (ending IS NULL)", name="ends_by_an_ending"
        ),
        CheckConstraint(
            "resolved_at IS NULL OR coalesce(confirmed_by, '') <> ''",
            name="ends_by_a_person",
        ),
    )

    case_id: Mapped[str] = mapped_column(primary_key=True)
    senior_id: Mapped[str] = mapped_column(
        ForeignKey("seniors.senior_id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    deadline: Mapped[datetime]
    reported_at: Mapped[datetime]
    dispatched_at: Mapped[datetime | None]
    on_site_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None] = mapped_column(index=True)
    ending: Mapped[str | None]
    ending_note: Mapped[str] = mapped_column(default="")
    confirmed_by: Mapped[str | None]
    closed_by: Mapped[str | None]


class CaseStepRow(Row):
    """One step of the escalation that was taken.

    Attributes
    ----------
    step
        ``knock``, ``phone``, ``neighbour``, ``contact``, ``emergency`` or ``note``.
    result
        What came of it, in words.
    """

    __tablename__ = "case_steps"
    __table_args__ = (one_of("step", STEPS),)

    step_id: Mapped[int] = mapped_column(Number, primary_key=True)
    case_id: Mapped[str] = mapped_column(
        ForeignKey("cases.case_id", ondelete="CASCADE"), index=True
    )
    step: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    result: Mapped[str] = mapped_column(default="")
