"""A scenario: changes that are applied to a problem one after another."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, get_args

from pydantic import Field

from scheduler.domain.frozen import Frozen
from scheduler.domain.problem import Problem
from scheduler.errors import Finding, InputError, Text
from scheduler.simulate.scenarios.change import Change, cuts_of
from scheduler.simulate.scenarios.holiday import Holiday
from scheduler.simulate.scenarios.odds import NoAnswerRate
from scheduler.simulate.scenarios.population import (
    SeniorsAdded,
    SeniorsRemoved,
    TagsShifted,
)
from scheduler.simulate.scenarios.rules import (
    DemandShock,
    IntervalChanged,
    RolesChanged,
    VisitMinutesChanged,
    WindowsChanged,
)
from scheduler.simulate.scenarios.setting import Misfit, Setting
from scheduler.simulate.scenarios.staff import (
    CarersAbsent,
    CarersAdded,
    CarersRemoved,
    HoursChanged,
)
from scheduler.simulate.scenarios.ways import LiftOut, TravelChanged

AnyChange = Annotated[
    CarersAdded
    | CarersRemoved
    | CarersAbsent
    | HoursChanged
    | Holiday
    | SeniorsAdded
    | SeniorsRemoved
    | TagsShifted
    | IntervalChanged
    | VisitMinutesChanged
    | WindowsChanged
    | RolesChanged
    | DemandShock
    | TravelChanged
    | LiftOut
    | NoAnswerRate,
    Field(discriminator="kind"),
]

KINDS: Mapping[str, type[Change]] = {
    kind.model_fields["kind"].default: kind for kind in get_args(get_args(AnyChange)[0])
}
"""Every kind of change by the word that stands in a file."""


class Source(Frozen):
    """The file of a scenario.

    Attributes
    ----------
    rows
        Of each change: the row of the file in which each of its keys stands, and
        under ``""`` the one in which it begins.
    text
        All that stands in the file.
    """

    file: str = "scenario"
    text: str = ""
    rows: tuple[Mapping[str, int], ...] = ()

    def finding(self, number: int, kind: str, misfit: Misfit) -> Finding:
        """Return what does not fit as a finding about the file.

        Parameters
        ----------
        number
            Of the change, from 1.
        """
        rows = self.rows[number - 1] if number <= len(self.rows) else {}
        key = misfit.key.partition("[")[0]
        return Finding(
            file=self.file,
            says=misfit.says,
            row=rows.get(key, rows.get("")),
            column=f"{kind}.{misfit.key}",
            value=misfit.value,
        )


class Scenario(Frozen):
    """What might change, all of it together.

    Attributes
    ----------
    seed
        Of whom it draws and invents.
    changes
        In the order in which they are applied.
    """

    name: str
    seed: int = 0
    changes: tuple[AnyChange, ...]
    source: Source = Source()

    @property
    def no_answer(self) -> float | None:
        """Part of all visits at which nobody opens; None if the scenario is silent."""
        rates = [c.rate for c in self.changes if isinstance(c, NoAnswerRate)]
        return rates[-1] if rates else None

    def applied(self, problem: Problem, day: date | None = None) -> Problem:
        """Return the problem as the data are on a day, with every change.

        Parameters
        ----------
        problem
            Over all days that are planned.
        day
            One of them; None: the first. Matters only to changes that a Problem
            cannot tell the dates of, see `cuts`.

        Raises
        ------
        scheduler.errors.InputError
            If a change does not fit the data; it carries every finding.
        """
        findings: list[Finding] = []
        for change, setting in self._in_turn(problem, day or problem.first_day):
            wrong = list(change.misfits(problem, setting))
            findings += [
                self.source.finding(setting.number, change.kind, misfit)
                for misfit in wrong
            ]
            if not wrong and change.holds(setting):
                problem = change.applied(problem, setting)
        if findings:
            raise InputError(findings)
        return problem

    def cuts(self, problem: Problem) -> tuple[date, ...]:
        """Return the planned days, but the first, on which the data change.

        That is where days must be planned in stages: before, none knows what comes.
        """
        days = {
            cut
            for change, setting in self._in_turn(problem, problem.first_day)
            for cut in cuts_of(change, setting)
            if problem.first_day < cut <= problem.last_day
        }
        return tuple(sorted(days))

    def throughout(self, problem: Problem) -> Problem:
        """Return the problem with every change, all of which hold on all its days.

        Raises
        ------
        scheduler.errors.InputError
            If a change does not fit the data, begins or ends on the way, or is of
            chance; it carries every finding.
        """
        findings = [*self.of_chance(), *self._on_the_way(problem)]
        try:
            changed = self.applied(problem)
        except InputError as error:
            raise InputError([*error.findings, *findings]) from None
        if findings:
            raise InputError(findings)
        return changed

    def of_chance(self) -> list[Finding]:
        """Return a finding if doors stay shut by chance, of which no plan knows."""
        if self.no_answer is None:
            return []
        says = Text(
            "计划里没有偶然：每次走访都当作敲开了门。请用 qixiu simulate --no-answer "
            f"{self.no_answer:g} 过一遍这些日子",
            "a plan has no chance in it, every door is taken to open; live through the "
            f"days with qixiu simulate --no-answer {self.no_answer:g}",
        )
        return [Finding(self.source.file, says, column="no_answer.rate")]

    def _on_the_way(self, problem: Problem) -> Iterator[Finding]:
        """Return a finding for every change that holds on some of the days only."""
        first, last = problem.first_day, problem.last_day
        for change, setting in self._in_turn(problem, first):
            cuts = [str(cut) for cut in cuts_of(change, setting) if first < cut <= last]
            if cuts:
                says = Text(
                    f"{'、'.join(cuts)} 才变；这里只能用从头到尾不变的方案，"
                    "中途变的请用 qixiu whatif",
                    f"changes on {', '.join(cuts)}; here a scenario must hold on all "
                    "days, for others use qixiu whatif",
                )
                misfit = Misfit("first_day", cuts[0], says)
                yield self.source.finding(setting.number, change.kind, misfit)

    def _in_turn(
        self, problem: Problem, day: date
    ) -> Iterator[tuple[AnyChange, Setting]]:
        first, last = problem.first_day, problem.last_day
        for number, change in enumerate(self.changes, start=1):
            yield change, Setting(first, last, day, self.seed, number)
