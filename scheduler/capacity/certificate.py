"""What a roster is good for: who must go late whatever the plan, or that nobody must.

A proof says what no plan can avoid; a plan that the referee has passed says what can be
had. Where they meet, nothing is left open.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from scheduler.capacity.bottlenecks import Bottleneck, Limit, bottlenecks, limits
from scheduler.domain.plan import Kpis, Plan
from scheduler.domain.problem import Problem
from scheduler.domain.words import Tag
from scheduler.solver.arrays import to_instance
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.shortage import (
    Shortage,
    fewest_late_days,
    fewest_late_seniors,
    without_anybody,
)

PROOF_SECONDS = 300.0
"""Of each linear programme, at most."""

TAGS = tuple(Tag)


class Verdict(StrEnum):
    """What is known about a roster."""

    MUST = "must"
    NEED_NOT = "need_not"
    OPEN = "open"


class Least(NamedTuple):
    """What no plan goes below, for the tags down to this one together.

    Attributes
    ----------
    seniors
        Who are not overdue yet and must go late.
    days
        Days late that arise, beside those that stand before any visit can be made.
    """

    tag: Tag
    seniors: int
    days: int


class Proof(NamedTuple):
    """What is proved of a roster.

    Attributes
    ----------
    least
        For reds; for reds and oranges; for all.
    by
        The first day at whose end somebody must be late; None if nobody must.
    bottlenecks, limits
        The shifts, and the carers' own limits, that the proof rests on.
    nobody_for
        Ids of seniors for whom nobody who could come is on duty in time.
    """

    least: tuple[Least, ...]
    by: date | None
    bottlenecks: tuple[Bottleneck, ...]
    limits: tuple[Limit, ...]
    nobody_for: tuple[str, ...]


class Certificate(NamedTuple):
    """What a roster is good for.

    Attributes
    ----------
    overdue
        Seniors who could not be seen in time from the first day on.
    standing
        Days late that stand before any visit can be made, by tag.
    proof
        None if it was not finished in time.
    plan
        That the referee has passed, with its key figures.
    """

    problem: Problem
    overdue: int
    standing: Mapping[Tag, int]
    proof: Proof | None
    plan: Plan

    @property
    def kpis(self) -> Kpis:
        """The plan's key figures."""
        assert self.plan.kpis is not None
        return self.plan.kpis

    @property
    def arising(self) -> Mapping[Tag, int]:
        """Days late of the plan beside those that stand, by tag."""
        return {tag: self.kpis.late_days[tag] - self.standing[tag] for tag in Tag}

    @property
    def verdict(self) -> Verdict:
        """Whether somebody must go late, need not, or it is open."""
        if self.proof is not None and self.proof.least[-1].days > 0:
            return Verdict.MUST
        return Verdict.OPEN if any(self.arising.values()) else Verdict.NEED_NOT


def certify(
    problem: Problem,
    planner: Callable[[Problem], Plan],
    proof_seconds: float = PROOF_SECONDS,
) -> Certificate:
    """Return what the roster of a problem is good for.

    Parameters
    ----------
    planner
        Makes a plan that the referee has passed, with its key figures.
    proof_seconds
        Of each linear programme, at most.
    """
    instance = to_instance(problem)
    return Certificate(
        problem=problem,
        overdue=int((instance.first_ok > instance.due).sum()),
        standing=standing(instance),
        proof=prove(problem, instance, proof_seconds),
        plan=planner(problem),
    )


def standing(instance: Instance) -> Mapping[Tag, int]:
    """Return the days late by tag that stand before any visit can be made."""
    return {
        tag: int(instance.unavoidable[instance.urgency == urgency].sum())
        for urgency, tag in enumerate(TAGS)
    }


def prove(problem: Problem, instance: Instance, seconds: float) -> Proof | None:
    """Return what no plan can better, None if a programme was not solved in time."""
    everybody = fewest_late_days(instance, len(TAGS), seconds)
    if everybody is None:
        return None
    if everybody.least == 0:
        nothing = tuple(Least(tag, 0, 0) for tag in TAGS)
        return Proof(nothing, None, (), (), ())
    least = _least(instance, everybody, seconds)
    if least is None:
        return None
    by = _first_late_day(instance, seconds) if least[-1].seniors else None
    nobody = without_anybody(instance).tolist()
    return Proof(
        least=least,
        by=None if by is None else problem.first_day + timedelta(days=by),
        bottlenecks=bottlenecks(problem, everybody),
        limits=limits(problem, everybody),
        nobody_for=tuple(problem.seniors[number].senior_id for number in nobody),
    )


def _least(
    instance: Instance, everybody: Shortage, seconds: float
) -> tuple[Least, ...] | None:
    counts = range(1, len(TAGS) + 1)
    with ThreadPoolExecutor(2) as pool:
        seniors = pool.map(
            lambda count: fewest_late_seniors(instance, count, instance.days, seconds),
            counts,
        )
        some = pool.map(
            lambda count: fewest_late_days(instance, count, seconds), counts[:-1]
        )
        people, days = list(seniors), [*some, everybody]
    found = []
    for tag, who, late in zip(TAGS, people, days, strict=True):
        if who is None or late is None:
            return None
        found.append(Least(tag, who.least, max(who.least, late.least)))
    return tuple(found)


def _first_late_day(instance: Instance, seconds: float) -> int | None:
    """Return the first day at whose end somebody must be late, None if out of time."""
    early, late = 0, instance.days - 1
    while early < late:
        middle = (early + late) // 2
        found = fewest_late_seniors(instance, len(TAGS), middle + 1, seconds)
        if found is None:
            return None
        early, late = (early, middle) if found.least else (middle + 1, late)
    return late
