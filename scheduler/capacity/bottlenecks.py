"""Where time is short: the shifts and limits that a proof of lateness rests on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from scheduler.domain.problem import Problem
from scheduler.domain.times import Span
from scheduler.domain.words import Role
from scheduler.solver.shortage import Shortage

HOUR_SECONDS = 3600
LEAST_WORTH = 1e-6
"""Days late; what avoids less is not short."""


class Bottleneck(NamedTuple):
    """Shifts of one kind on one day that are short of time.

    Attributes
    ----------
    carer_ids
        Whose shifts they are, sorted.
    worth
        Days late that one more hour would avoid, at most; an estimate at the margin.
    """

    date: date
    span: Span
    role: Role
    carer_ids: tuple[str, ...]
    worth: float


class Limit(NamedTuple):
    """A daily or weekly limit of one carer that is short.

    Attributes
    ----------
    first_day, days
        The day, or the days of the week that are planned.
    """

    carer_id: str
    first_day: date
    days: int


def bottlenecks(problem: Problem, shortage: Shortage) -> tuple[Bottleneck, ...]:
    """Return the shifts that are short, by date, time and role."""
    groups: Mapping[tuple[date, Span, Role], dict[str, float]] = defaultdict(dict)
    for shift, worth in zip(problem.shifts, shortage.shift_worth, strict=True):
        if worth * HOUR_SECONDS > LEAST_WORTH:
            role = problem.carer[shift.carer_id].role
            groups[shift.date, shift.span, role][shift.carer_id] = float(worth)
    return tuple(
        Bottleneck(*key, tuple(sorted(group)), HOUR_SECONDS * max(group.values()))
        for key, group in sorted(groups.items())
    )


def limits(problem: Problem, shortage: Shortage) -> tuple[Limit, ...]:
    """Return the carers' limits that are short, by carer and date."""
    return tuple(sorted([*_daily(problem, shortage), *_weekly(problem, shortage)]))


def _daily(problem: Problem, shortage: Shortage) -> Iterator[Limit]:
    for carer, day in np.argwhere(shortage.visit_worth > LEAST_WORTH).tolist():
        on = problem.first_day + timedelta(days=day)
        yield Limit(problem.carers[carer].carer_id, on, 1)


def _weekly(problem: Problem, shortage: Shortage) -> Iterator[Limit]:
    short = shortage.week_worth * HOUR_SECONDS > LEAST_WORTH
    monday = problem.first_day - timedelta(days=problem.first_day.weekday())
    for carer, week in np.argwhere(short).tolist():
        first = max(problem.first_day, monday + timedelta(weeks=week))
        last = min(problem.last_day, monday + timedelta(days=7 * week + 6))
        days = (last - first).days + 1
        yield Limit(problem.carers[carer].carer_id, first, days)
