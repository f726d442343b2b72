"""The interval clock: the only place that knows when a senior falls due.

A *turn* runs from one valid visit to the next. It opens when the next visit may be
made, and is due when it must be. A visit on the due date is on time.
"""

from datetime import date, timedelta
from typing import NamedTuple

from scheduler.domain.people import Senior
from scheduler.domain.policy import TagRule
from scheduler.domain.words import Status


class Turn(NamedTuple):
    """When the next visit may be made and when it must be.

    Attributes
    ----------
    opens
        First date on which the visit is allowed.
    due
        Last date on which it is on time; may lie before ``opens``.
    """

    opens: date
    due: date


def last_visit(senior: Senior, recorded: date | None) -> date | None:
    """Return the later of the senior's noted last visit and the recorded one."""
    known = [day for day in (senior.last_visit, recorded) if day is not None]
    return max(known, default=None)


def first_turn(
    senior: Senior, rule: TagRule, last: date | None, first_day: date
) -> Turn | None:
    """Return the turn that is open on the first planned day.

    Parameters
    ----------
    last
        Date of the last valid visit, None if there was none: due on the first day.

    Returns
    -------
    None if the senior is out of the programme or paused with an open end. After a
    pause: due the day it ends, never before the last visit + ``min_gap_days``.
    """
    if senior.status is Status.ENDED:
        return None
    turn = Turn(first_day, first_day) if last is None else next_turn(last, rule)
    if senior.status is not Status.ACTIVE:
        end = senior.status_until
        if end is None:
            return None
        if last is None or last < end:
            opens = end if last is None else max(end, turn.opens)
            turn = Turn(opens, opens)
    return Turn(max(turn.opens, first_day), turn.due)


def next_turn(visited: date, rule: TagRule) -> Turn:
    """Return the turn that a valid visit begins."""
    return Turn(
        opens=visited + timedelta(days=max(1, rule.min_gap_days)),
        due=visited + timedelta(days=rule.interval_days),
    )


def days_late(due: date, visited: date) -> int:
    """Return how many days after the due date a visit was made, 0 if on time."""
    return max(0, (visited - due).days)


def open_days_late(due: date, last_day: date) -> int:
    """Return the days late of a turn still open after the last planned day.

    It counts as if the visit were made on the day after; 0 if it is due later.
    """
    return max(0, (last_day - due).days + 1)
