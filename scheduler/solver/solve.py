"""From a Problem to a plan: days, routes, soft terms, and the last word."""

from collections.abc import Set
from dataclasses import dataclass
from importlib.metadata import version
from threading import Event
from typing import NamedTuple, Unpack

from scheduler.domain.plan import Engine, Plan, Route, VisitKey, new_plan_id
from scheduler.domain.problem import Problem
from scheduler.errors import Language
from scheduler.solver.arrays import to_instance
from scheduler.solver.asked import Asked
from scheduler.solver.bound import Bound
from scheduler.solver.budget import Clock, default_seconds
from scheduler.solver.fewest import FewestVisits
from scheduler.solver.holding import far_from_losses, holding_firmly
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.output import to_routes
from scheduler.solver.progress import Progress, Report
from scheduler.solver.published import from_plan
from scheduler.solver.restoring import restored
from scheduler.solver.run import Run
from scheduler.solver.unserved import unserved

UNHURRIED = 1000.0
"""How many times the limit a search may take that the clock does not end."""


@dataclass(frozen=True)
class Solution:
    """A plan, and what was proved about its problem.

    Attributes
    ----------
    plan
        Not yet checked; ``kpis`` is None.
    bound
        None if the proof was not finished in time.
    visits
        How few there can be, by the days late; None likewise.
    """

    plan: Plan
    bound: Bound | None
    visits: FewestVisits | None = None


def solve(
    problem: Problem, *, language: Language = Language.ZH, **asked: Unpack[Asked]
) -> Solution:
    """Return the best plan found in the time.

    Parameters
    ----------
    language
        Of the sentences on those left unserved.
    asked
        See `Asked`.
    """
    instance = to_instance(problem, asked.get("published"))
    found = search(problem, instance, **asked)
    data_hash = problem.fingerprint()
    plan = Plan(
        plan_id=new_plan_id(problem.first_day, data_hash, found.routes),
        first_day=problem.first_day,
        days=problem.days,
        data_hash=data_hash,
        seed=asked.get("seed", 0),
        engine=found.engine,
        routes=found.routes,
        unserved=unserved(problem, found.routes, language),
    )
    return Solution(plan, found.bound, found.visits)


class Found(NamedTuple):
    """What a search has come to."""

    routes: tuple[Route, ...]
    bound: Bound | None
    visits: FewestVisits | None
    engine: Engine


def search(
    problem: Problem,
    instance: Instance,
    *,
    seed: int = 0,
    time_limit: float | None = None,
    by_the_clock: bool = True,
    published: Plan | None = None,
    pinned: Set[VisitKey] = frozenset(),
    report: Report | None = None,
    stop: Event | None = None,
    prove: float = 0.0,
    firmly: bool = False,
) -> Found:
    """Return the best routes found in the time; see `Asked`.

    Parameters
    ----------
    instance
        The problem and the published plan as arrays, of use to more than one search.
    """
    limit = default_seconds(instance) if time_limit is None else time_limit
    clock = Clock(limit if by_the_clock else limit * UNHURRIED, stop)
    routes: tuple[Route, ...] = ()
    bound, visits = None, None
    took = 0.0
    if problem.first_turns and problem.shifts:
        if published and firmly:
            pinned |= far_from_losses(problem, instance, published)
            instance = holding_firmly(instance)
        begun = from_plan(problem, instance, published, pinned) if published else None
        instance = begun.instance if begun else instance
        run = Run(instance, seed, limit, clock, report or _silent)
        ended = run.from_state(begun.state) if begun else run.from_nothing()
        state, bound, visits = ended
        if published and firmly:
            state = restored(problem, instance, state, published, clock)
        routes = to_routes(problem, instance, state)
        took = clock.spent
        if prove and problem.days == 1:
            bound = run.proved(state, Clock(prove, stop))
    engine = Engine(name="qixiu", version=version("qixiu"), seconds=round(took, 1))
    return Found(routes, bound, visits, engine)


def _silent(_progress: Progress) -> None:
    """Tell nobody."""
