"""How long pricing takes, told before it begins."""

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.domain.problem import Problem
from scheduler.whatif.pool import cores, processes_of
from scheduler.whatif.prices.pricing import seconds_a_plan
from scheduler.whatif.prices.rule import Rule
from scheduler.whatif.running import Wanted


class Effort(NamedTuple):
    """What there is to do.

    Attributes
    ----------
    seconds
        Of search a plan.
    at_a_time
        Plans.
    all_seconds
        About how long it takes, on the machine the search was measured on.
    """

    plans: int
    seconds: float
    at_a_time: int
    all_seconds: float


def effort(problem: Problem, rules: Sequence[Rule], wanted: Wanted) -> Effort:
    """Return what it takes to price the rules; each plan is searched on two threads."""
    from scheduler.solver.crew import THREADS

    plans = (1 + sum(rule.people > 0 for rule in rules)) * len(wanted.seeds)
    seconds = seconds_a_plan(problem, wanted)
    at_a_time = min(processes_of(wanted.processes), plans)
    crowd = max(1.0, at_a_time * THREADS / cores())
    return Effort(plans, seconds, at_a_time, plans * seconds * crowd / at_a_time)
