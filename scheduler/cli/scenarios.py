"""Scenarios that a command is given: read, and applied to the one problem it has."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.findings import show_findings
from scheduler.errors import Language

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem
    from scheduler.errors import Finding
    from scheduler.simulate.scenarios.scenario import Scenario

MOST_SCENARIOS = 26

Scenarios = Annotated[
    list[Path],
    typer.Option(
        "--scenario",
        metavar="FILE.toml",
        readable=False,
        help="方案文件，可写多次。 A scenario; may be given several times.",
        show_default=False,
    ),
]
Under = Annotated[
    list[Path] | None,
    typer.Option(
        "--scenario",
        metavar="FILE.toml",
        readable=False,
        help="按这个方案来看，可写多次，依次叠加。 "
        "Look at it under a scenario; several add up.",
        show_default=False,
    ),
]


def under(
    problem: "Problem", files: Sequence[Path] | None, language: Language
) -> "Problem":
    """Return the problem with the changes of scenarios, one after another.

    Raises
    ------
    scheduler.errors.InputError
        If a file is wrong, or does not fit the data or all of the days.
    """
    for scenario in read_scenarios(files or (), language):
        problem = scenario.throughout(problem)
    return problem


def read_scenarios(files: Sequence[Path], language: Language) -> "list[Scenario]":
    """Return the scenarios; what is wrong with any of them is told at once."""
    from scheduler.errors import InputError
    from scheduler.simulate.scenarios.reading import read_scenario

    if len(files) > MOST_SCENARIOS:
        raise typer.BadParameter(
            f"最多 {MOST_SCENARIOS} 个方案 / at most {MOST_SCENARIOS} scenarios"
        )
    scenarios: list[Scenario] = []
    wrong: list[Finding] = []
    for file in files:
        try:
            scenario, warnings = read_scenario(file)
        except InputError as error:
            wrong += error.findings
        else:
            scenarios.append(scenario)
            show_findings(warnings, language)
    if wrong:
        raise InputError(wrong)
    return scenarios
