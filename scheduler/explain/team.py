"""Who may visit a senior, and who is on duty."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from scheduler.domain.people import Senior
from scheduler.domain.problem import Problem
from scheduler.domain.times import Span
from scheduler.explain.barriers import OF_LACK, Barrier
from scheduler.explain.explanation import Barred
from scheduler.solver.remedies.lacks import may_lead, missing

ORDER = tuple(Barrier)


class Team:
    """A community's carers, seen from one senior."""

    def __init__(self, problem: Problem, senior: Senior) -> None:
        self._problem = problem
        self._senior = senior
        self._rule = problem.rule(senior)
        lacks = {
            carer.carer_id: [
                OF_LACK[one.lack] for one in missing(senior, self._rule, carer)
            ]
            for carer in problem.carers
        }
        self.may = tuple(who for who, lacking in lacks.items() if not lacking)
        """Who may come, alone or as one of two; sorted ids."""
        self.never = grouped(
            {who: first_of(lacking) for who, lacking in lacks.items() if lacking}
        )
        """Who may not, each by one thing that is missing."""

    def may_lead(self, carer_ids: Iterable[str]) -> bool:
        """Return whether one of them may visit without a companion."""
        team = self._problem.carer
        return any(may_lead(self._rule, team[who]) for who in carer_ids)

    def has_second(self, carer_ids: Iterable[str]) -> bool:
        """Return whether one of them can do what only the second must."""
        team = self._problem.carer
        return any(self._senior.lets_follow(team[who]) for who in carer_ids)

    def is_on_duty(self, carer_id: str, day: date) -> bool:
        """Return whether a carer has a shift on a day."""
        return (carer_id, day) in self._shifts

    def is_there(self, carer_id: str, day: date, window: Span, seconds: int) -> bool:
        """Return whether a shift shares that many seconds with a window."""
        return any(
            span.shared(window).seconds >= seconds
            for span in self._shifts.get((carer_id, day), ())
        )

    @cached_property
    def _shifts(self) -> Mapping[tuple[str, date], list[Span]]:
        shifts: dict[tuple[str, date], list[Span]] = defaultdict(list)
        for shift in self._problem.shifts:
            shifts[shift.carer_id, shift.date].append(shift.span)
        return shifts


def first_of(barriers: Iterable[Barrier]) -> Barrier:
    """Return the first of several barriers in their fixed order."""
    return min(barriers, key=ORDER.index)


def last_of(barriers: Iterable[Barrier]) -> Barrier:
    """Return the last of several barriers: what is in the way where the least is."""
    return max(barriers, key=ORDER.index)


def grouped(barriers: Mapping[str, Barrier]) -> Barred:
    """Return the carers' ids by barrier, in the fixed order."""
    return {
        barrier: who
        for barrier in ORDER
        if (who := tuple(c for c, found in barriers.items() if found is barrier))
    }
