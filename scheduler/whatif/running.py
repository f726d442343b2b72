"""Base and scenarios planned in processes of their own, each one run at a time.

A run depends on the data, the scenario, the seed and the budget, and on nothing else:
neither on how many run beside it nor on how fast they are.
"""

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import NamedTuple

from scheduler.domain.problem import Problem
from scheduler.errors import Finding, InputError
from scheduler.simulate.scenarios.scenario import Scenario
from scheduler.whatif.comparison import Comparison, Variant
from scheduler.whatif.counting import count
from scheduler.whatif.figures import Figures
from scheduler.whatif.pool import Report, in_processes
from scheduler.whatif.stages import as_it_is, plan_through

MARKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Of scenarios, in their order; so many can be compared at once."""


class Wanted(NamedTuple):
    """How the variants are planned.

    Attributes
    ----------
    time_limit
        Seconds of search a plan; None: what so many seniors and days need.
    processes
        At most so many at a time; None: one for each core.
    """

    seeds: Sequence[int]
    time_limit: float | None = None
    processes: int | None = None


def compare(
    problem: Problem, scenarios: Sequence[Scenario], wanted: Wanted, report: Report
) -> Comparison:
    """Return the community as it is and under each scenario, with the same seeds.

    Raises
    ------
    scheduler.errors.InputError
        If a scenario does not fit the data; it carries every finding about all.
    """
    everything = (as_it_is(problem), *scenarios)
    _refuse_misfits(problem, scenarios)
    seconds = wanted.time_limit or sensible_seconds(problem)
    runs = _runs(problem, everything, wanted, seconds, report)
    variants = tuple(
        Variant(
            mark=MARKS[place - 1] if place else "",
            name=scenario.name,
            file=scenario.source.file if place else "",
            text=scenario.source.text,
            stages=(problem.first_day, *scenario.cuts(problem)),
            runs=runs[place],
        )
        for place, scenario in enumerate(everything)
    )
    return Comparison(
        community=problem.policy.community.name,
        first_day=problem.first_day,
        days=problem.days,
        seeds=tuple(wanted.seeds),
        time_limit=seconds,
        variants=variants,
    )


def sensible_seconds(problem: Problem) -> float:
    """Return a budget that also lets the days be chosen by a linear programme."""
    from scheduler.solver.arrays import to_instance
    from scheduler.solver.budget import default_seconds

    least = round(default_seconds(to_instance(problem)), 1)
    return max(least, programme_limit(problem) or 0.0)


def programme_limit(problem: Problem) -> float | None:
    """Return the least budget that lets the days be chosen so; None: it is too much."""
    from scheduler.solver.arrays import to_instance
    from scheduler.solver.budget import programme_seconds
    from scheduler.solver.run import PROGRAMME_PART

    seconds = programme_seconds(to_instance(problem)) / PROGRAMME_PART
    limit = ceil(SPARE * seconds)
    return limit if limit <= MOST_SECONDS else None


SPARE = 1.05
"""So that scenarios with some more people have their programme too."""

MOST_SECONDS = 60.0
"""A programme that needs more is left out, as it would be of a single plan."""


def _refuse_misfits(problem: Problem, scenarios: Sequence[Scenario]) -> None:
    """Find out at once, not in some process later, that a scenario does not fit."""
    findings: list[Finding] = []
    for scenario in scenarios:
        findings += scenario.of_chance()
        try:
            scenario.applied(problem)
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)


def _runs(
    problem: Problem,
    scenarios: Sequence[Scenario],
    wanted: Wanted,
    seconds: float,
    report: Report,
) -> list[tuple[Figures, ...]]:
    """Return the figures of each scenario, one for each seed."""
    calls = {
        (place, seed): partial(_run, problem, scenario, seed, seconds)
        for seed in wanted.seeds
        for place, scenario in enumerate(scenarios)
    }
    figures = in_processes(calls, wanted.processes, report)
    return [
        tuple(figures[place, seed] for seed in wanted.seeds)
        for place in range(len(scenarios))
    ]


def _run(problem: Problem, scenario: Scenario, seed: int, seconds: float) -> Figures:
    return count(plan_through(problem, scenario, seed, seconds), seed)
