"""Who works when: roster rows as kept by the coordinator, and the shifts they mean."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pydantic import model_validator

from scheduler.domain.frozen import Frozen
from scheduler.domain.times import DAY_SECONDS, Span, TimeToMinute
from scheduler.domain.words import WEEKDAYS, ShiftKind, Weekday


class RosterRow(Frozen):
    """One row of shifts.csv.

    Attributes
    ----------
    day
        A date, or one of ``mon`` to ``sun`` for every such weekday.
    start, end
        Seconds since midnight. Both None on a leave row: the whole day.
    """

    carer_id: str
    day: date | Weekday
    start: TimeToMinute | None = None
    end: TimeToMinute | None = None
    kind: ShiftKind = ShiftKind.WORK

    @model_validator(mode="after")
    def _is_a_span(self) -> "RosterRow":
        who = f"carer {self.carer_id}, {self.day}"
        if (self.start is None) != (self.end is None):
            raise ValueError(f"{who}: start and end stand together or not at all")
        if self.start is None or self.end is None:
            if self.kind is ShiftKind.WORK:
                raise ValueError(f"{who}: a work row needs start and end")
        elif self.end <= self.start:
            raise ValueError(f"{who}: the shift ends before it starts")
        return self

    @property
    def span(self) -> Span:
        """The row's hours; the whole day where none are given."""
        if self.start is None or self.end is None:
            return Span(0, DAY_SECONDS)
        return Span(self.start, self.end)

    def falls_on(self, day: date) -> bool:
        """Return whether the row speaks of this date."""
        if isinstance(self.day, str):
            return WEEKDAYS[day.weekday()] == self.day
        return self.day == day


class Shift(NamedTuple):
    """A span on one date in which a carer may travel and visit."""

    date: date
    carer_id: str
    span: Span


def shifts_between(
    rows: Iterable[RosterRow], first_day: date, days: int
) -> tuple[Shift, ...]:
    """Return the shifts of a run of days, sorted by date, carer and start.

    Dated work rows replace the carer's weekday rows on that date; leave rows are
    then cut out of the result.
    """
    by_carer: dict[str, list[RosterRow]] = defaultdict(list)
    for row in rows:
        by_carer[row.carer_id].append(row)
    dates = [first_day + timedelta(days=offset) for offset in range(days)]
    return tuple(
        Shift(day, carer_id, span)
        for day in dates
        for carer_id in sorted(by_carer)
        for span in _spans_on(by_carer[carer_id], day)
    )


def _spans_on(rows: Sequence[RosterRow], day: date) -> list[Span]:
    today = [row for row in rows if row.falls_on(day)]
    work = [row for row in today if row.kind is ShiftKind.WORK]
    dated = [row for row in work if isinstance(row.day, date)]
    spans = [row.span for row in dated or work]
    for row in today:
        if row.kind is ShiftKind.LEAVE:
            spans = [part for span in spans for part in _cut(span, row.span)]
    return sorted(set(spans))


def _cut(span: Span, hole: Span) -> list[Span]:
    if hole.end <= span.start or hole.start >= span.end:
        return [span]
    parts = (Span(span.start, hole.start), Span(hole.end, span.end))
    return [part for part in parts if part.seconds > 0]
