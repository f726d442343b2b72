"""The same day routed by all, one after another, every plan judged by the referee."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import NamedTuple

from scheduler.bench.day.instances import DayInstance
from scheduler.bench.needs import SAYS, Need, needs
from scheduler.bench.peers.peer import Peer
from scheduler.bench.task import Task, due_today, to_task
from scheduler.bench.translation import Made, to_plan
from scheduler.check.price import price
from scheduler.check.referee import check
from scheduler.domain.words import Tag
from scheduler.errors import Text
from scheduler.solver.solve import Solution, solve

OURS = "qixiu"


class Result(NamedTuple):
    """What came of one day routed by one of them.

    Attributes
    ----------
    carers
        On duty.
    seconds, took
        The limit, and how long it really was.
    travel
        Seconds, the ways out and home included.
    unserved
        Of those due, by tag.
    worth_left
        Seconds of travel that they were worth.
    other_cost
        What the plan costs beside travel, as by the days late of whom it leaves out.
    broken
        The referee's sentences.
    bound
        What no plan of the day costs less than in all, as was proved beside this one;
        None if nothing was.
    """

    instance: str
    seniors: int
    carers: int
    who: str
    version: str
    seconds: float
    seed: int
    took: float
    travel: int
    visits: int
    unserved: dict[Tag, int]
    worth_left: int
    other_cost: float
    broken: tuple[Text, ...]
    bound: float | None

    @property
    def rank(self) -> tuple[int, int]:
        """The less the better: who is left out, then travel."""
        return self.worth_left, self.travel


class Entry(NamedTuple):
    """One who takes part in a contest: title, version, whether the seed matters.

    Attributes
    ----------
    plan
        Called with the task, seconds and seed; with the plan comes what was proved.
    """

    title: str
    version: str
    draws: bool
    plan: Callable[[Task, float, int], Solution]


class Absent(NamedTuple):
    """A rival that cannot take part in a day, and why."""

    instance: str
    who: str
    why: Text


def ourselves(prove: float = 0.0) -> Entry:
    """Return the engine of this program.

    Parameters
    ----------
    prove
        Seconds after each plan for proving how little one can cost.
    """

    def plan(task: Task, seconds: float, seed: int) -> Solution:
        return solve(task.problem, seed=seed, time_limit=seconds, prove=prove)

    return Entry(OURS, version(OURS), True, plan)


def entry(peer: Peer) -> Entry:
    """Return a rival who takes part.

    Raises
    ------
    ImportError
        If its package is not installed.
    """
    route, known = peer.router(), peer.version or ""

    def plan(task: Task, seconds: float, seed: int) -> Solution:
        begin = time.perf_counter()
        routes = route(task, seconds, seed)
        took = time.perf_counter() - begin
        made = to_plan(task, routes, Made(peer.title, known, took, seed))
        return Solution(made, bound=None)

    return Entry(peer.title, known, peer.draws, plan)


def contest(
    instance: DayInstance,
    peers: Sequence[Peer],
    seconds: Sequence[float],
    seeds: Sequence[int],
    peer_seconds: Sequence[float] | None = None,
    prove: float = 0.0,
) -> Iterator[Result | Absent]:
    """Return what comes of a day, as it comes: ours first, then each rival's.

    Whose seed changes nothing runs once.

    Parameters
    ----------
    peer_seconds
        Limits of the rivals; None: the same as ours.
    prove
        See `ourselves`.
    """
    theirs = seconds if peer_seconds is None else peer_seconds
    worth = due_today(instance.problem)
    task = to_task(instance.problem, worth)
    asked = needs(task)
    entries = [(ourselves(prove), seconds)]
    for peer in peers:
        lacking = sorted(asked & peer.cannot)
        if lacking:
            yield Absent(instance.name, peer.title, _cannot(lacking))
        else:
            entries.append((entry(peer), theirs))
    for limit in sorted({*seconds, *theirs}):
        for one in [one for one, limits in entries if limit in limits]:
            for seed in seeds if one.draws else seeds[:1]:
                solution = one.plan(task, limit, seed)
                yield _result(instance, worth, one, limit, solution)


def _cannot(lacking: Sequence[Need]) -> Text:
    said = [SAYS[need] for need in lacking]
    return Text(
        zh="、".join(text.zh for text in said),
        en=", ".join(text.en for text in said),
    )


def _result(
    instance: DayInstance,
    worth: Mapping[int, int],
    one: Entry,
    seconds: float,
    solution: Solution,
) -> Result:
    problem, plan = instance.problem, solution.plan
    visited = {stop.senior_id for _, stop in plan.stops()}
    left = [row for row in worth if problem.seniors[row].senior_id not in visited]
    tags = Counter(problem.seniors[row].tag for row in left)
    cost = price(problem, plan)
    return Result(
        instance=instance.name,
        seniors=len(worth),
        carers=len({shift.carer_id for shift in problem.shifts}),
        who=one.title,
        version=one.version,
        seconds=seconds,
        seed=plan.seed,
        took=plan.engine.seconds,
        travel=sum(route.travel_seconds for route in plan.routes),
        visits=len(plan.visits()),
        unserved={tag: tags[tag] for tag in Tag},
        worth_left=sum(worth[row] for row in left),
        other_cost=cost.total - cost.travel,
        broken=tuple(v.says for v in check(problem, plan).violations),
        bound=solution.bound.cost if solution.bound else None,
    )
