"""Roster rows that put hours on a carer's dates, or take them away."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from scheduler.domain.problem import Problem
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import Span
from scheduler.domain.words import WEEKDAYS, ShiftKind, Weekday


def on_leave(
    carer_ids: Iterable[str], dates: Collection[date], hours: Sequence[Span] = ()
) -> Iterator[RosterRow]:
    """Return rows of leave; without hours the whole of each date."""
    for carer_id in carer_ids:
        for day in dates:
            for span in hours or (None,):
                yield RosterRow(
                    carer_id=carer_id,
                    day=day,
                    start=span.start if span else None,
                    end=span.end if span else None,
                    kind=ShiftKind.LEAVE,
                )


def at_work(
    carer_ids: Iterable[str], days: Collection[date | Weekday], hours: Sequence[Span]
) -> Iterator[RosterRow]:
    """Return rows of work, one for each span of each date or weekday."""
    for carer_id in carer_ids:
        for day in days:
            for span in hours:
                yield RosterRow(
                    carer_id=carer_id, day=day, start=span.start, end=span.end
                )


def on_weekdays(dates: Iterable[date], weekdays: Collection[Weekday]) -> list[date]:
    """Return the dates that fall on one of the weekdays."""
    return [day for day in dates if WEEKDAYS[day.weekday()] in weekdays]


def with_hours(
    problem: Problem,
    carer_ids: Collection[str],
    dates: Collection[date],
    hours: Sequence[Span],
) -> Problem:
    """Return the problem with these hours, and no others, on the carers' dates.

    Leave that stands in the roster still cuts them; no hours at all: off duty.
    """
    kept = [
        row
        for row in problem.roster
        if row.carer_id not in carer_ids
        or row.day not in dates
        or row.kind is not ShiftKind.WORK
    ]
    new = at_work(carer_ids, dates, hours) if hours else on_leave(carer_ids, dates)
    return problem.replace(roster=(*kept, *new))
