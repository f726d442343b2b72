"""What is said of one senior in a plan: every visit, and what others would cost."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.domain.people import Senior
from scheduler.domain.plan import Plan, Stop
from scheduler.domain.times import Span
from scheduler.errors import Text
from scheduler.explain.barriers import Barrier
from scheduler.explain.tries import Way

Barred = Mapping[Barrier, tuple[str, ...]]
"""Carers' ids by what keeps them away, each once."""


@dataclass(frozen=True)
class Day:
    """Another day for a visit.

    Attributes
    ----------
    early
        Days before the due date; below zero: late.
    way
        The cheapest; None if it is impossible. Of two who come together: the cheapest
        of the first few pairs that have time.
    barrier
        What makes the day impossible whoever comes; None: nothing does.
    barred
        Of those who may come at all, who cannot on that day, and why.
    """

    date: dt.date
    early: int
    way: Way | None
    barrier: Barrier | None
    barred: Barred


@dataclass(frozen=True)
class Others:
    """Who else could make a visit on its day.

    Attributes
    ----------
    never
        Who may not visit this senior on any day.
    barred
        Who cannot on that day.
    ways
        One for each of the others, the cheapest first; in the old half of the day
        where there is room.
    """

    never: Barred
    barred: Barred
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Half:
    """Another of the senior's windows, for the same carers on the same day.

    Attributes
    ----------
    way
        None if it is impossible.
    barrier
        What makes it impossible.
    """

    window: Span
    way: Way | None
    barrier: Barrier | None


@dataclass(frozen=True)
class Coming:
    """How one carer comes to a visit.

    Attributes
    ----------
    origin
        Id of the senior visited before; None: from the carer's base.
    """

    carer_id: str
    origin: str | None
    stop: Stop

    @property
    def waiting(self) -> int:
        """Seconds between arrival and start."""
        return self.stop.start - self.stop.arrive


@dataclass(frozen=True)
class Visit:
    """One visit of the plan, and why it is as it is.

    Attributes
    ----------
    last
        The valid visit before, recorded or planned; None without one.
    opens, due
        Between which days it is on time.
    window
        In which of the senior's windows it lies.
    why_then, why_them
        Facts on the day and on who comes.
    """

    date: dt.date
    start: int
    end: int
    coming: tuple[Coming, ...]
    last: dt.date | None
    opens: dt.date
    due: dt.date
    window: Span
    why_then: tuple[Text, ...]
    why_them: tuple[Text, ...]
    days: tuple[Day, ...]
    others: Others
    halves: tuple[Half, ...]


@dataclass(frozen=True)
class Absence:
    """Why a plan has no visit to a senior.

    Attributes
    ----------
    key
        ``ended``, ``paused``, ``not_due``, or the plan's reason.
    remedy
        What would serve the senior, in the plan's words; None: nothing, or no need.
    """

    key: str
    says: Text
    remedy: str | None = None


@dataclass(frozen=True)
class Explanation:
    """Everything on one senior.

    Attributes
    ----------
    last
        The last recorded valid visit; None without one.
    visits
        In order of dates.
    absence
        None where there are visits.
    next_due
        When the turn after the last planned visit is due, or the one open; None
        while paused with an open end, and for those who have ended.
    """

    plan: Plan
    senior: Senior
    interval_days: int
    last: dt.date | None
    visits: tuple[Visit, ...]
    absence: Absence | None
    next_due: dt.date | None
