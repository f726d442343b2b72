"""A scenario planned from the first day to the last.

Most changes a problem can tell with their dates, so one plan over all days knows of
them. Those that it cannot (see `Change.in_stages`) come as a surprise and last for all
anybody knows: the days before are carried out from a plan that knows nothing of them;
on the day itself everything that is left is planned anew, as the data are then.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.domain.people import Senior
from scheduler.domain.plan import Plan, Route
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.times import MINUTE_SECONDS
from scheduler.domain.words import Outcome, Status, Tag
from scheduler.planning import make
from scheduler.simulate.scenarios.scenario import Scenario


class Stage(NamedTuple):
    """Some days, and what is done on them.

    Attributes
    ----------
    problem
        Over these days, visits of the stages before among its records.
    plan
        Cut to these days; the whole of it has passed the referee.
    """

    problem: Problem
    plan: Plan


class Planned(NamedTuple):
    """All days.

    Attributes
    ----------
    stages
        One after another, without a gap.
    late_bound
        Days late by tag that no plan can avoid, as proved; None if nothing was, or
        the days were planned in stages.
    """

    stages: tuple[Stage, ...]
    late_bound: Mapping[Tag, int] | None


def as_it_is(problem: Problem) -> Scenario:
    """Return the scenario in which nothing changes."""
    return Scenario(name=problem.policy.community.name, changes=())


def plan_through(
    problem: Problem, scenario: Scenario, seed: int, time_limit: float
) -> Planned:
    """Return the days planned under a scenario; the same whatever the machine does.

    Parameters
    ----------
    time_limit
        Seconds of search a plan, on the machine the search was measured on.

    Raises
    ------
    scheduler.errors.InputError
        If a change does not fit the data.
    """
    begins = (problem.first_day, *scenario.cuts(problem))
    ends = (*(day - timedelta(days=1) for day in begins[1:]), problem.last_day)
    stages: list[Stage] = []
    bound = None
    for begin, end in zip(begins, ends, strict=True):
        done = [record for stage in stages for record in records_of(stage.plan)]
        data = rest_of(scenario.applied(problem, begin), begin, done)
        made = make(data, seed=seed, time_limit=time_limit, by_the_clock=False)
        bound = made.late_bound
        stages.append(_cut(data, made.plan, end))
    return Planned(tuple(stages), bound if len(stages) == 1 else None)


def rest_of(data: Problem, begin: date, done: Sequence[VisitRecord]) -> Problem:
    """Return what is still to be planned from a day on, after visits were made.

    Parameters
    ----------
    data
        Over all days, as they are on that day.
    """
    if begin == data.first_day:
        return data
    left = data.replace(
        first_day=begin,
        days=(data.last_day - begin).days + 1,
        records=(*data.records, *done),
    )
    waiting = [
        _due_on(left, senior, data.first_day)
        if senior.status is Status.ACTIVE and left.last_visit(senior) is None
        else senior
        for senior in left.seniors
    ]
    return left.replace(seniors=waiting)


def _due_on(data: Problem, senior: Senior, day: date) -> Senior:
    """Return a senior never visited as due on the day, however late it has become."""
    interval = timedelta(days=data.rule(senior).interval_days)
    return senior.replace(last_visit=day - interval)


def _cut(data: Problem, plan: Plan, end: date) -> Stage:
    days = (end - data.first_day).days + 1
    routes = tuple(route for route in plan.routes if route.date <= end)
    return Stage(data.replace(days=days), plan.replace(days=days, routes=routes))


def records_of(plan: Plan) -> Iterator[VisitRecord]:
    """Return the visits as if made; their whole minutes add up to each route's own.

    So what keeps a limit of minutes a week goes on to keep it.
    """
    for route in plan.routes:
        yield from _records_of(route)


def _records_of(route: Route) -> Iterator[VisitRecord]:
    told = 0
    for stop in route.stops:
        until = route.back if stop is route.stops[-1] else stop.end
        minutes = (until - route.leave) // MINUTE_SECONDS
        yield VisitRecord(
            senior_id=stop.senior_id,
            date=route.date,
            carer_id=route.carer_id,
            outcome=Outcome.COMPLETED,
            minutes=minutes - told,
        )
        told = minutes
