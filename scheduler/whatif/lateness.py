"""Who is late, and on which days, from stage to stage."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.check.case import Case
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem

ONE_DAY = timedelta(days=1)


class Late(NamedTuple):
    """One day on which one senior is late.

    It may lie before the first planned day, or be the day after the last.
    """

    senior_id: str
    date: date


class StageCase(NamedTuple):
    """A stage as the referee sees it, and whether others come before and after."""

    case: Case
    is_first: bool
    is_last: bool

    @property
    def problem(self) -> Problem:
        """Over the days of the stage."""
        return self.case.problem

    @property
    def plan(self) -> Plan:
        """Of the days of the stage."""
        return self.case.plan

    def late(self) -> Iterator[Late]:
        """Return every day on which somebody is late in this stage.

        Days before a stage are counted by the one before, under the rules of then.
        """
        end = self.problem.last_day + ONE_DAY * self.is_last
        for senior_id, turns in self.case.turns.items():
            waits = [(t.turn.due, t.visit.date) for t in turns.taken]
            waits.append((turns.still_open.due, end))
            for due, until in waits:
                since = due + ONE_DAY
                if not self.is_first:
                    since = max(since, self.problem.first_day)
                for offset in range((until - since).days + 1):
                    yield Late(senior_id, since + offset * ONE_DAY)

    def inherited(self, before: "StageCase | None") -> Counter[str]:
        """Return the days late by senior that stand when the stage begins.

        Parameters
        ----------
        before
            The stage before. Who was late there is not made late by the change.
        """
        waiting: Counter[str] = Counter()
        late_then = set() if before is None else before.late_at_the_end()
        for senior_id, turn in self.problem.first_turns.items():
            if before is None:
                waiting[senior_id] = max(0, (turn.opens - turn.due).days)
            elif turn.due < self.problem.first_day and senior_id not in late_then:
                waiting[senior_id] = 1
        return waiting

    def late_at_the_end(self) -> set[str]:
        """Return who would be late on the day after the stage."""
        last = self.problem.last_day
        turns = self.case.turns.items()
        return {key for key, turn in turns if turn.still_open.due <= last}
