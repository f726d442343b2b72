"""A block of holidays with a duty roster."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from scheduler.domain.problem import Problem
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import Span
from scheduler.domain.words import WEEKDAYS, ShiftKind
from scheduler.simulate.scenarios.change import Dated
from scheduler.simulate.scenarios.choosing import CarerChoice
from scheduler.simulate.scenarios.roster_rows import at_work, on_leave, on_weekdays
from scheduler.simulate.scenarios.setting import Misfit, Setting
from scheduler.simulate.scenarios.words import Hours, WeekdayWord


class Duty(CarerChoice):
    """Who works while the others are off.

    Attributes
    ----------
    weekdays
        Those of the block on which they do.
    """

    weekdays: tuple[WeekdayWord, ...] = WEEKDAYS
    hours: Hours = Field(min_length=1)


class Holiday(Dated):
    """Some dates on which only those on duty work; their leave still counts.

    Attributes
    ----------
    duty
        Empty: nobody works.
    """

    kind: Literal["holiday"] = "holiday"
    duty: tuple[Duty, ...] = ()

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return what is wrong with the dates, and with each duty."""
        yield from super().misfits(problem, setting)
        for number, duty in enumerate(self.duty, start=1):
            for misfit in duty.misfits(problem, setting):
                yield misfit._replace(key=f"duty[{number}].{misfit.key}")

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with the duty roster in place of the usual one."""
        dates = frozenset(setting.dates(*self.span(setting)))
        duties = self._duties(problem, setting)
        kept = [row for row in problem.roster if not _is_work_on(row, dates)]
        for (carer_id, day), hours in duties.items():
            kept += at_work([carer_id], [day], hours)
        for carer in problem.carers:
            free = [d for d in sorted(dates) if (carer.carer_id, d) not in duties]
            kept += on_leave([carer.carer_id], free)
        return problem.replace(roster=kept)

    def _duties(
        self, problem: Problem, setting: Setting
    ) -> Mapping[tuple[str, date], list[Span]]:
        """Return the hours by carer and date."""
        hours: dict[tuple[str, date], list[Span]] = defaultdict(list)
        for duty in self.duty:
            dates = setting.dates(*self.span(setting))
            for day in on_weekdays(dates, duty.weekdays):
                for carer in duty.chosen(problem, setting):
                    hours[carer.carer_id, day] += duty.hours
        return hours


def _is_work_on(row: RosterRow, dates: frozenset[date]) -> bool:
    return row.kind is ShiftKind.WORK and row.day in dates
