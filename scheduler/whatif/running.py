"""Base and scenarios planned in processes of their own, each one run at a time.

A run depends on the data, the scenario, the seed and the budget, and on nothing else:
neither on how many run beside it nor on how fast they are.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from math import ceil
from threading import Thread, current_thread, main_thread
from typing import NamedTuple

from scheduler.domain.problem import Problem
from scheduler.errors import Finding, InputError, Text
from scheduler.simulate.scenarios.scenario import Scenario
from scheduler.whatif.comparison import Comparison, Variant
from scheduler.whatif.counting import count
from scheduler.whatif.figures import Figures
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


Report = Callable[[int, int], None]
"""Told how many runs are done, and of how many."""


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
    from scheduler.solver.budget import default_seconds, programme_seconds
    from scheduler.solver.run import PROGRAMME_PART

    instance = to_instance(problem)
    programme = ceil(SPARE * programme_seconds(instance) / PROGRAMME_PART)
    least = round(default_seconds(instance), 1)
    return max(least, programme if programme <= MOST_SECONDS else 0.0)


SPARE = 1.05
"""So that scenarios with some more people have their programme too."""

MOST_SECONDS = 60.0
"""A programme that needs more is left out, as it would be of a single plan."""


def _refuse_misfits(problem: Problem, scenarios: Sequence[Scenario]) -> None:
    """Find out at once, not in some process later, that a scenario does not fit."""
    findings: list[Finding] = []
    for scenario in scenarios:
        findings += _chance(scenario)
        try:
            scenario.applied(problem)
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)


def _chance(scenario: Scenario) -> list[Finding]:
    if scenario.no_answer is None:
        return []
    says = Text(
        "计划里没有偶然：每次走访都当作敲开了门。请用 qixiu simulate --no-answer "
        f"{scenario.no_answer:g} 过一遍这些日子",
        "a plan has no chance in it, every door is taken to open; live through the "
        f"days with qixiu simulate --no-answer {scenario.no_answer:g}",
    )
    return [Finding(scenario.source.file, says, column="no_answer.rate")]


def _runs(
    problem: Problem,
    scenarios: Sequence[Scenario],
    wanted: Wanted,
    seconds: float,
    report: Report,
) -> list[tuple[Figures, ...]]:
    """Return the figures of each scenario, one for each seed.

    Whatever ends this early ends the processes too, without waiting for their runs.
    """
    tasks = [(s, seed) for seed in wanted.seeds for s in range(len(scenarios))]
    processes = min(wanted.processes or _cores(), len(tasks))
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    report(0, len(tasks))
    with ProcessPoolExecutor(processes, context, _begin) as pool:
        with _deaf_children():
            futures = {
                task: pool.submit(_run, problem, scenarios[task[0]], task[1], seconds)
                for task in tasks
            }
        try:
            _await_all(list(futures.values()), report)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise
    return [
        tuple(futures[place, seed].result() for seed in wanted.seeds)
        for place in range(len(scenarios))
    ]


def _await_all(futures: Sequence[Future[Figures]], report: Report) -> None:
    for done, future in enumerate(as_completed(futures), start=1):
        future.result()
        report(done, len(futures))


def _run(problem: Problem, scenario: Scenario, seed: int, seconds: float) -> Figures:
    return count(plan_through(problem, scenario, seed, seconds), seed)


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Let processes that are started meanwhile not hear Ctrl-C, from their first step.

    It is the parent's business, which ends them.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin() -> None:
    """End when the parent does, however that ends."""
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
