"""Every rule priced: planned with it and without it, with the same seeds."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from scheduler.check.price import price
from scheduler.domain.plan import Plan
from scheduler.domain.policy import LateWeights, Weights
from scheduler.domain.problem import Problem
from scheduler.domain.words import Tag
from scheduler.planning import inherited_late_days, make
from scheduler.whatif.counting import count
from scheduler.whatif.pool import Report, in_processes
from scheduler.whatif.prices.hard import hard_rules
from scheduler.whatif.prices.measures import Run, measures, per_day
from scheduler.whatif.prices.noise import Shift, shift
from scheduler.whatif.prices.rule import Rule
from scheduler.whatif.prices.soft import soft_rules
from scheduler.whatif.prices.spacing import spacing_rules
from scheduler.whatif.running import Wanted, programme_limit, sensible_seconds
from scheduler.whatif.stages import Planned, Stage

Values = Mapping[str, tuple[float, ...]]
"""By key of the measure: what it is a day, one for each seed."""

_COUNTED = Weights(
    visit=0,
    early=1,
    continuity=1,
    prefer=1,
    prefer_minutes=1,
    fairness=1,
    stability=1,
    late_day=LateWeights(red=0, orange=0, green=0),
)
"""Weights by which a term of the price is what it counts."""


class Priced(NamedTuple):
    """What one rule costs.

    Attributes
    ----------
    values
        Of the plans without the rule, or with the change.
    shifts
        By key of the measure: what holding the rule, or changing it, comes to a day.
    inherited
        By tag: how many more days late stand before any visit can be made.
    """

    rule: Rule
    values: Values
    shifts: Mapping[str, Shift]
    inherited: Mapping[Tag, int]


class Prices(NamedTuple):
    """What every rule costs.

    Attributes
    ----------
    time_limit
        Seconds of search a plan.
    base
        Of the plans as it is.
    priced
        The rules that concern somebody.
    binding_nobody
        The others.
    """

    problem: Problem
    seeds: tuple[int, ...]
    time_limit: float
    base: Values
    priced: tuple[Priced, ...]
    binding_nobody: tuple[Rule, ...]


def rules_of(problem: Problem, published: Plan | None = None) -> tuple[Rule, ...]:
    """Return every rule that can have a price: soft ones, intervals, hard ones."""
    return (
        *soft_rules(problem, published),
        *spacing_rules(problem),
        *hard_rules(problem),
    )


def seconds_a_plan(problem: Problem, wanted: Wanted) -> float:
    """Return how long every plan is searched for: many plans, so not long each."""
    short = programme_limit(problem)
    return wanted.time_limit or short or sensible_seconds(problem)


def price_rules(
    problem: Problem,
    rules: Sequence[Rule],
    wanted: Wanted,
    report: Report,
    published: Plan | None = None,
) -> Prices:
    """Return the price of each of some rules; the same however many processes.

    Parameters
    ----------
    published
        The plan that people already hold, from which every plan then begins.
    """
    seconds = seconds_a_plan(problem, wanted)
    binding = [rule for rule in rules if rule.people]
    planned = (problem, *(rule.changed for rule in binding))
    calls = {
        (place, seed): partial(_run, of, seed, seconds, published)
        for seed in wanted.seeds
        for place, of in enumerate(planned)
    }
    done = in_processes(calls, wanted.processes, report)
    values = [
        _by_measure([done[place, seed] for seed in wanted.seeds])
        for place in range(len(planned))
    ]
    return Prices(
        problem=problem,
        seeds=tuple(wanted.seeds),
        time_limit=seconds,
        base=values[0],
        priced=tuple(
            _priced(problem, rule, values[0], found)
            for rule, found in zip(binding, values[1:], strict=True)
        ),
        binding_nobody=tuple(rule for rule in rules if not rule.people),
    )


def _run(
    problem: Problem, seed: int, seconds: float, published: Plan | None
) -> dict[str, float]:
    made = make(
        problem,
        seed=seed,
        time_limit=seconds,
        by_the_clock=False,
        published=published,
    )
    figures = count(Planned((Stage(problem, made.plan),), None), seed)
    counted = problem.policy.replace(weights=_COUNTED)
    soft = price(problem.replace(policy=counted), made.plan, published)
    return per_day(Run(figures, soft))


def _by_measure(runs: Sequence[Mapping[str, float]]) -> Values:
    return {
        measure.key: tuple(run[measure.key] for run in runs) for measure in measures()
    }


def _priced(problem: Problem, rule: Rule, base: Values, values: Values) -> Priced:
    return Priced(
        rule=rule,
        values=values,
        shifts=dict(_shifts(rule, base, values)),
        inherited=_more_inherited(problem, rule),
    )


def _shifts(rule: Rule, base: Values, values: Values) -> Iterator[tuple[str, Shift]]:
    for key in base:
        found = shift(base[key], values[key])
        yield key, found.turned() if rule.is_held else found


def _more_inherited(problem: Problem, rule: Rule) -> Mapping[Tag, int]:
    before, after = inherited_late_days(problem), inherited_late_days(rule.changed)
    return {tag: after[tag] - before[tag] for tag in Tag}
