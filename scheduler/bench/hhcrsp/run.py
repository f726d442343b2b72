"""Solving a published instance and judging what came out."""

import time
from dataclasses import dataclass
from pathlib import Path

from scheduler.bench.hhcrsp.best_known import read_best_known
from scheduler.bench.hhcrsp.evaluator import Judgement, judge
from scheduler.bench.hhcrsp.instance import Instance
from scheduler.bench.hhcrsp.reading import read_instance
from scheduler.bench.hhcrsp.solution import Solution
from scheduler.bench.hhcrsp.solving import solved
from scheduler.errors import Finding, InputError, Language, PlanError
from scheduler.solver.synchronised.pace import Pace


@dataclass(frozen=True)
class Published:
    """An instance, the file it came from, and the best published cost if known."""

    path: Path
    instance: Instance
    best_known: float | None


@dataclass(frozen=True)
class Result:
    """A solution, what the evaluator says of it, and how long the search took."""

    of: Published
    solution: Solution
    judgement: Judgement
    seconds: float

    @property
    def gap(self) -> float | None:
        """How much dearer it is than the best published, as a part of that."""
        best = self.of.best_known
        return None if not best else self.judgement.cost / best - 1


def read_published(paths: list[Path]) -> list[Published]:
    """Return the instances of files, each with the best known cost beside it.

    Raises
    ------
    scheduler.errors.InputError
        If any file is wrong; it carries the findings of all.
    """
    read: list[Published] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            best = read_best_known(path.parent).get(path.name)
            read.append(Published(path, read_instance(path), best))
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(list(dict.fromkeys(findings)))
    return read


def run(published: Published, seed: int, pace: Pace, language: Language) -> Result:
    """Return our solution of an instance, judged.

    Raises
    ------
    scheduler.errors.PlanError
        If it breaks a rule.
    """
    begun = time.monotonic()
    solution = solved(published.instance, seed, pace)
    seconds = time.monotonic() - begun
    judgement = judge(published.instance, solution)
    if judgement.breaches:
        raise PlanError([breach.to(language) for breach in judgement.breaches])
    return Result(published, solution, judgement, seconds)
