"""What may go wrong on a day, and how each happening changes the data.

Every kind may be the body of a request: ``kind`` tells them apart. Times are local;
the first day of the problem is today.
"""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, NaiveDatetime, model_validator

from scheduler.domain.frozen import Frozen
from scheduler.domain.people import Senior
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import MINUTE_SECONDS, PlannedDay, TimeToMinute
from scheduler.domain.words import Outcome, ShiftKind, Status, Tag

PersonId = Annotated[str, Field(min_length=1, max_length=64)]


def _to_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


Moment = Annotated[NaiveDatetime, AfterValidator(_to_minute)]
"""Local time, cut to the minute."""


def _is_pause(status: Status) -> Status:
    if status is Status.ACTIVE:
        raise ValueError("a pause is one of hospital, away, suspended, ended")
    return status


PauseStatus = Annotated[Status, AfterValidator(_is_pause)]


class _Told(Frozen):
    """Something that was told to the coordinator."""

    def applied(self, problem: Problem) -> Problem:
        """Return the problem as the data are after it; here nothing changes."""
        return problem


class CarerAbsent(_Told):
    """A carer cannot come, or must go home.

    Attributes
    ----------
    since
        First moment of absence; None: now.
    until
        First moment back on duty, a bare date meaning its beginning; None: the next
        day.
    """

    kind: Literal["carer_absent"] = "carer_absent"
    carer_id: PersonId
    since: Moment | None = None
    until: Moment | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.since and self.until and self.until <= self.since:
            raise ValueError(
                f"carer {self.carer_id}: the absence ends on {self.until}, not after "
                f"it begins on {self.since}"
            )
        return self

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with the carer on leave.

        Without ``since`` from the beginning of the first day.
        """
        return problem.replace(roster=(*problem.roster, *self._leave(problem)))

    def span(self, first_day: date) -> tuple[datetime, datetime]:
        """Return when the absence begins and ends, if today is the first day."""
        since = self.since or datetime.combine(first_day, time())
        return since, self.until or next_midnight(since)

    def _leave(self, problem: Problem) -> list[RosterRow]:
        since, until = self.span(problem.first_day)
        rows = []
        while since < until:
            midnight = next_midnight(since)
            end = min(midnight, until)
            rows.append(_leave_row(self.carer_id, since, end))
            since = midnight
        return rows


class VisitOverrun(_Told):
    """A visit takes longer than planned.

    Attributes
    ----------
    minutes
        How much later than planned the carer becomes free.
    """

    kind: Literal["visit_overrun"] = "visit_overrun"
    carer_id: PersonId
    senior_id: PersonId
    minutes: int = Field(gt=0, le=720)


class NoAnswer(_Told):
    """Nobody has opened the door; it never counts as a visit.

    Attributes
    ----------
    at
        When the carer gave up and was free to go on; None: now.
    """

    kind: Literal["no_answer"] = "no_answer"
    senior_id: PersonId
    carer_id: PersonId
    at: TimeToMinute | None = None

    def record(self, today: date) -> VisitRecord:
        """Return the record of the closed door."""
        return VisitRecord(
            senior_id=self.senior_id,
            date=today,
            carer_id=self.carer_id,
            outcome=Outcome.NO_ANSWER,
        )

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with the closed door on record, once."""
        record = self.record(problem.first_day)
        if record in problem.records:
            return problem
        return problem.replace(records=(*problem.records, record))


class SeniorPaused(_Told):
    """A senior may not be visited for the time, or for good.

    Attributes
    ----------
    until
        First date on which the senior may be visited again; None: open end.
    """

    kind: Literal["senior_paused"] = "senior_paused"
    senior_id: PersonId
    status: PauseStatus
    until: PlannedDay | None = None

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with the senior paused."""
        return with_senior(
            problem, self.senior_id, status=self.status, status_until=self.until
        )


class SeniorResumed(_Told):
    """A paused senior is back; due that day, or as soon as the smallest gap allows.

    Attributes
    ----------
    on
        First date on which the senior may be visited; None: today.
    """

    kind: Literal["senior_resumed"] = "senior_resumed"
    senior_id: PersonId
    on: PlannedDay | None = None

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with the senior's pause ending that day."""
        back = self.on or problem.first_day
        return with_senior(problem, self.senior_id, status_until=back)


class UrgentVisit(_Told):
    """Somebody asks that a senior be seen soon, whatever the clock says.

    It changes no data: the interval clock stays as it is. It never breaks the smallest
    gap between two visits; it is then planned as soon as that allows.

    Attributes
    ----------
    on
        Last date on which the visit helps; None: today.
    before
        Time of that date by which the visit is to begin; None: any.
    minutes
        Length of this one visit, never less than usual; None: as usual.
    """

    kind: Literal["urgent_visit"] = "urgent_visit"
    senior_id: PersonId
    on: PlannedDay | None = None
    before: TimeToMinute | None = None
    minutes: int | None = Field(default=None, gt=0, le=720)


class TagChanged(_Told):
    """A senior has another tag from now on."""

    kind: Literal["tag_changed"] = "tag_changed"
    senior_id: PersonId
    tag: Tag

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with the senior's tag changed."""
        return with_senior(problem, self.senior_id, tag=self.tag)


Happening = Annotated[
    CarerAbsent
    | VisitOverrun
    | NoAnswer
    | SeniorPaused
    | SeniorResumed
    | UrgentVisit
    | TagChanged,
    Field(discriminator="kind"),
]
"""Whatever may happen, told apart by ``kind``."""


def with_senior(problem: Problem, senior_id: str, **changes: object) -> Problem:
    """Return the problem with one senior changed."""

    def changed(senior: Senior) -> Senior:
        return senior.replace(**changes) if senior.senior_id == senior_id else senior

    return problem.replace(seniors=tuple(map(changed, problem.seniors)))


def next_midnight(moment: datetime) -> datetime:
    """Return the end of the day in which a moment lies."""
    return datetime.combine(moment.date() + timedelta(days=1), time())


def seconds_of(moment: datetime) -> int:
    """Return the seconds since midnight of a moment."""
    return (moment.hour * 60 + moment.minute) * MINUTE_SECONDS + moment.second


def _leave_row(carer_id: str, since: datetime, end: datetime) -> RosterRow:
    """Return the leave from one moment to another of the same day, or its midnight."""
    whole = since.time() == end.time() == time()
    last = seconds_of(end) or 24 * 60 * MINUTE_SECONDS
    return RosterRow(
        carer_id=carer_id,
        day=since.date(),
        start=None if whole else seconds_of(since),
        end=None if whole else last,
        kind=ShiftKind.LEAVE,
    )
