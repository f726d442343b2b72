"""What every kind of change has: whether it fits, when it holds, what it makes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from scheduler.domain.frozen import Frozen
from scheduler.domain.problem import Problem
from scheduler.errors import Text
from scheduler.simulate.scenarios.setting import Misfit, Setting
from scheduler.simulate.scenarios.words import PlanDay


class Change(Frozen):
    """One thing that might change.

    Attributes
    ----------
    in_stages
        Whether a Problem cannot tell when the change begins or ends, so that the days
        before, during and after are planned one after another, each as the data are
        then.
    """

    in_stages: ClassVar[bool] = False

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return every way in which the change does not fit the data."""
        yield from ()

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem as the data are with the change."""
        raise NotImplementedError

    def span(self, setting: Setting) -> tuple[date, date]:
        """Return the first and the last of the planned days on which it holds."""
        return setting.first_day, setting.last_day

    def holds(self, setting: Setting) -> bool:
        """Return whether the data on the setting's day show the change."""
        if not self.in_stages:
            return True
        first, last = self.span(setting)
        return first <= setting.day <= last


class Dated(Change):
    """A change that may begin and end within the planned days.

    Attributes
    ----------
    first_day, last_day
        Both belong to it; a date, or which of the planned days. None: from the first
        planned day, to the last.
    """

    first_day: PlanDay | None = None
    last_day: PlanDay | None = None

    def span(self, setting: Setting) -> tuple[date, date]:
        """Return the first and the last day, None replaced by the plan's own."""
        return (
            setting.date_of(self.first_day, setting.first_day),
            setting.date_of(self.last_day, setting.last_day),
        )

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return it if the change ends before it begins, or holds on no planned day."""
        first, last = self.span(setting)
        value = str(self.last_day if self.first_day is None else self.first_day)
        key = "last_day" if self.first_day is None else "first_day"
        planned = f"{setting.first_day} – {setting.last_day}"
        if first > setting.last_day or last < setting.first_day:
            says = Text(
                f"不在计划的日期（{planned}）之内；请改日期，或改 --date、--days",
                f"not within the planned days ({planned}); change it, or --date or "
                "--days",
            )
            yield Misfit(key, value, says)
        elif last < first:
            says = Text(
                f"末日 {last} 早于首日 {first}", f"ends on {last}, before {first}"
            )
            yield Misfit("last_day", str(self.last_day), says)


def cuts_of(change: Change, setting: Setting) -> Iterator[date]:
    """Return the days on which the data change, as far as a Problem cannot tell."""
    if change.in_stages:
        first, last = change.span(setting)
        yield from (first, last + timedelta(days=1))
