"""How things stand once something has happened: the data, the day, and what is left."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from scheduler.changes.happenings import (
    CarerAbsent,
    Happening,
    NoAnswer,
    VisitOverrun,
    seconds_of,
)
from scheduler.changes.history import history_route
from scheduler.changes.moment import Course, Door, News, courses
from scheduler.changes.rest import rest_problem
from scheduler.changes.standins import Team, team_of
from scheduler.domain.plan import Plan, Route, Stop, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import MINUTE_SECONDS


@dataclass(frozen=True)
class Standing:
    """What is known after a happening.

    Attributes
    ----------
    data
        The problem with the data as they are by now.
    courses
        Today's routes, and how far each has got.
    rest
        What is left to plan, with stand-ins for those under way.
    ahead
        What the published plan has left, in the names of the rest.
    """

    data: Problem
    news: News
    courses: tuple[Course, ...]
    team: Team
    rest: Problem
    ahead: Plan


def known_part(problem: Problem, published: Plan) -> Plan:
    """Return the plan without carers and seniors whom the data no longer list."""
    return published.replace(
        routes=tuple(
            route_with(route, [s for s in route.stops if s.senior_id in problem.senior])
            for route in published.routes
            if route.carer_id in problem.carer
        )
    )


def settled(
    problem: Problem, published: Plan, happening: Happening, news: News
) -> Happening:
    """Return the happening with its times filled in.

    An absence begins when the carer is home from the visits that have begun.
    """
    today = problem.first_day
    if isinstance(happening, NoAnswer):
        return happening.replace(at=news.now if happening.at is None else happening.at)
    if not isinstance(happening, CarerAbsent):
        return happening
    since, until = _absence(problem, happening, news.now)
    if since.date() == today:
        begun = courses(problem, published, _news_of(happening, problem, news))
        own = [c for c in begun if c.left and c.route.carer_id == happening.carer_id]
        routes = [history_route(problem, course) for course in own]
        home = max((route.back for route in routes if route), default=0)
        minutes = -(-home // MINUTE_SECONDS)
        midnight = datetime.combine(today, time())
        since = max(since, midnight + timedelta(minutes=minutes))
    until = max(until, since + timedelta(minutes=1))
    return happening.replace(since=since, until=until)


def stand(
    problem: Problem,
    published: Plan,
    happening: Happening,
    news: News,
    called_in: Sequence[RosterRow] = (),
) -> Standing:
    """Return how things stand after a settled happening."""
    news = _news_of(happening, problem, news)
    doors = {
        Door(route.carer_id, stop.senior_id)
        for route, stop in published.stops()
        if route.date == problem.first_day
    }
    problem = problem.replace(roster=(*problem.roster, *called_in))
    data = happening.applied(_with_results(problem, news.results, doors))
    found = courses(data, published, news)
    kept = {
        Door(course.route.carer_id, stop.senior_id)
        for course in found
        for stop in (*course.kept, *course.ahead)
    }
    if kept != doors:
        data = happening.applied(_with_results(problem, news.results, kept))
    team = team_of(data, published, found, news.now)
    return Standing(
        data=data,
        news=news,
        courses=found,
        team=team,
        rest=rest_problem(data, found, team, news.now),
        ahead=_ahead(problem, published, found, team),
    )


def without_visits(plan: Plan, visits: Collection[VisitKey]) -> Plan:
    """Return the plan without some visits."""
    return plan.replace(
        routes=tuple(
            route_with(
                route,
                [
                    stop
                    for stop in route.stops
                    if VisitKey(stop.senior_id, route.date) not in visits
                ],
            )
            for route in plan.routes
        )
    )


def route_with(route: Route, stops: Sequence[Stop]) -> Route:
    """Return the route with some of its stops; nothing else is worked out anew."""
    return (
        route if len(stops) == len(route.stops) else route.replace(stops=tuple(stops))
    )


def _absence(
    problem: Problem, happening: CarerAbsent, now: int
) -> tuple[datetime, datetime]:
    midnight = datetime.combine(problem.first_day, time())
    minute = now // MINUTE_SECONDS
    start = happening.since or midnight + timedelta(minutes=minute)
    return happening.replace(since=start).span(problem.first_day)


def _news_of(happening: Happening, problem: Problem, news: News) -> News:
    """Return the news with what the happening itself tells of today."""
    match happening:
        case CarerAbsent():
            since, until = _absence(problem, happening, news.now)
            midnight = datetime.combine(problem.first_day, time())
            if since >= midnight + timedelta(days=1) or until <= midnight:
                return news
            seconds = seconds_of(since) if since > midnight else 0
            return replace(news, absent_since={happening.carer_id: seconds})
        case VisitOverrun():
            door = Door(happening.carer_id, happening.senior_id)
            return replace(news, late_minutes={door: happening.minutes})
        case NoAnswer():
            door = Door(happening.carer_id, happening.senior_id)
            at = news.now if happening.at is None else happening.at
            return replace(news, closed={door: at})
        case _:
            return news


def _with_results(
    problem: Problem, results: Iterable[VisitRecord], planned: Collection[Door]
) -> Problem:
    """Return the problem with the results of today that no planned stop stands for."""
    more = [r for r in results if Door(r.carer_id, r.senior_id) not in planned]
    return problem.replace(records=(*problem.records, *more)) if more else problem


def _ahead(
    problem: Problem, published: Plan, found: Sequence[Course], team: Team
) -> Plan:
    """Return what the published plan has left; today in the stand-ins' names.

    Who was to come second to a visit that is to be made anew is free of it.
    """
    names = {id(one.planned): key for key, one in team.standins.items() if one.planned}
    doors = {(c.route.carer_id, s.senior_id) for c in found for s in c.ahead}
    today = [
        route_with(course.route, _with_company(course.ahead, doors)).replace(
            carer_id=names.get(id(course), course.route.carer_id)
        )
        for course in found
        if _with_company(course.ahead, doors)
    ]
    later = [r for r in published.routes if r.date > problem.first_day]
    return published.replace(routes=(*today, *later), unserved=(), kpis=None)


def _with_company(
    stops: Sequence[Stop], doors: Collection[tuple[str, str]]
) -> list[Stop]:
    """Return the stops to which nobody else comes, or somebody who is yet to come."""
    return [
        stop
        for stop in stops
        if all((who, stop.senior_id) in doors for who in stop.partners)
    ]
