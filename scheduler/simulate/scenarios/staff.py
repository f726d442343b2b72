"""Changes of who works, and when: carers come, leave, are away, or work otherwise."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from scheduler.domain.people import Carer
from scheduler.domain.problem import Problem
from scheduler.domain.roster import shifts_between
from scheduler.domain.words import WEEKDAYS, Mode
from scheduler.errors import Text
from scheduler.simulate.scenarios.change import Dated
from scheduler.simulate.scenarios.choosing import CarerChoice
from scheduler.simulate.scenarios.invented import CARER_PREFIX, new_ids
from scheduler.simulate.scenarios.roster_rows import (
    at_work,
    on_leave,
    on_weekdays,
    with_hours,
)
from scheduler.simulate.scenarios.setting import Misfit, Setting
from scheduler.simulate.scenarios.ways import profile_of_mode, with_people
from scheduler.simulate.scenarios.words import (
    GenderWord,
    Hours,
    ModeWord,
    RoleWord,
    WeekdayWord,
)

_NOT_ON_DUTY = Text(
    "这些日子本来就没有班，改动不起作用",
    "has no shift on those days anyway: the change would change nothing",
)


class CarersAdded(Dated):
    """More carers, who start at the office.

    Attributes
    ----------
    weekdays, hours
        When they work.
    max_visits_per_day, max_minutes_per_week
        None: no limit.
    """

    kind: Literal["carers_added"] = "carers_added"
    count: int = Field(default=1, ge=1, le=200)
    role: RoleWord
    weekdays: tuple[WeekdayWord, ...] = Field(min_length=1)
    hours: Hours = Field(min_length=1)
    mode: ModeWord = Mode.WALK
    gender: GenderWord | None = None
    skills: tuple[str, ...] = ()
    max_visits_per_day: int | None = Field(default=None, ge=0)
    max_minutes_per_week: int | None = Field(default=None, ge=0)

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return a mode that the community's own travel table does not have."""
        yield from super().misfits(problem, setting)
        if problem.travel.from_file and profile_of_mode(problem, self.mode) is None:
            says = Text(
                "travel.csv 里没有这种出行方式的时间；请改用表里有的，或补上时间",
                "travel.csv has no times by this mode; choose one it has, or add them",
            )
            yield Misfit("mode", self.mode, says)

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with the new carers and their shifts."""
        ids = new_ids(CARER_PREFIX, problem.carer, self.count)
        bigger = with_people(problem, (), [self._carer(carer_id) for carer_id in ids])
        dates = on_weekdays(setting.dates(*self.span(setting)), self.weekdays)
        always = self.first_day is None and self.last_day is None
        rows = at_work(ids, self.weekdays if always else dates, self.hours)
        return bigger.replace(roster=(*bigger.roster, *rows))

    def _carer(self, carer_id: str) -> Carer:
        return Carer(
            carer_id=carer_id,
            name=f"新增{carer_id.removeprefix(CARER_PREFIX)}",
            role=self.role,
            gender=self.gender,
            skills=self.skills,
            mode=self.mode,
            max_visits_per_day=self.max_visits_per_day,
            max_minutes_per_week=self.max_minutes_per_week,
        )


class CarersRemoved(CarerChoice, Dated):
    """Carers leave; from ``first_day`` on, or before the plan begins."""

    kind: Literal["carers_removed"] = "carers_removed"

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem without them; dated, with all their dates off."""
        gone = {carer.carer_id for carer in self.chosen(problem, setting)}
        if self.first_day is None and self.last_day is None:
            return problem.replace(
                carers=[c for c in problem.carers if c.carer_id not in gone],
                roster=[row for row in problem.roster if row.carer_id not in gone],
            )
        dates = list(setting.dates(*self.span(setting)))
        rows = on_leave(sorted(gone), dates)
        return problem.replace(roster=(*problem.roster, *rows))


class CarersAbsent(CarerChoice, Dated):
    """Carers are away on some dates, or for some hours of these.

    Attributes
    ----------
    hours
        Empty: all day.
    """

    kind: Literal["carers_absent"] = "carers_absent"
    hours: Hours = ()

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return an absence when nobody of them would have worked."""
        yield from super().misfits(problem, setting)
        chosen = {carer.carer_id for carer in self.chosen(problem, setting)}
        dates = set(setting.dates(*self.span(setting)))
        days = (setting.last_day - setting.first_day).days + 1
        shifts = shifts_between(problem.roster, setting.first_day, days)
        if (
            dates
            and chosen
            and not any(
                shift.carer_id in chosen and shift.date in dates for shift in shifts
            )
        ):
            yield Misfit("carers", ", ".join(sorted(chosen)), _NOT_ON_DUTY)

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with their leave."""
        ids = [carer.carer_id for carer in self.chosen(problem, setting)]
        dates = list(setting.dates(*self.span(setting)))
        rows = on_leave(ids, dates, self.hours)
        return problem.replace(roster=(*problem.roster, *rows))


class HoursChanged(CarerChoice, Dated):
    """Carers work other hours on some weekdays; their leave still counts.

    Attributes
    ----------
    hours
        All the hours of such a day; empty: off duty.
    """

    kind: Literal["hours_changed"] = "hours_changed"
    weekdays: tuple[WeekdayWord, ...] = WEEKDAYS
    hours: Hours

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with these hours in place of the others."""
        ids = [carer.carer_id for carer in self.chosen(problem, setting)]
        dates = on_weekdays(setting.dates(*self.span(setting)), self.weekdays)
        return with_hours(problem, ids, dates, self.hours)
