"""One day's routes as they went: who was met, when, and who was not.

A carer keeps to the planned order and never begins before the planned time, which
the senior knows. What takes longer pushes the later visits; one that no longer fits
its window, or the way home before the shift's end, is missed. Whoever comes second to a
visit and would come later after the first than asked misses it too; what the first has
done stays.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from scheduler.domain.plan import Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.domain.words import Outcome
from scheduler.simulate.chance import KNOCKING_MINUTES, Chances
from scheduler.simulate.way import Way


class Happening(NamedTuple):
    """What came of one stop.

    Attributes
    ----------
    span
        From beginning to end at the door; None if nobody went.
    """

    record: VisitRecord
    span: Span | None


class LivedDay(NamedTuple):
    """What came of a day's routes.

    Attributes
    ----------
    happenings
        One for each planned stop, by start and carer.
    routes
        As they were gone, with every stop at which a carer stood at the door.
    """

    happenings: tuple[Happening, ...]
    routes: tuple[Route, ...]


Crew = list[tuple[Way, Stop]]
"""Who starts a visit together."""


def carried_out(
    problem: Problem, routes: Iterable[Route], chances: Chances
) -> LivedDay:
    """Return what comes of the routes of one day."""
    ways = _ways(problem, routes)
    crews: dict[tuple[str, int], Crew] = {}
    for way in ways:
        for stop in way.route.stops:
            lagged = problem.senior[stop.senior_id].after is not None
            key = stop.senior_id, stop.start if lagged else 0
            crews.setdefault(key, []).append((way, stop))
    in_order = sorted(crews.values(), key=lambda crew: crew[0][1].start)
    firsts: dict[str, int | None] = {}
    happenings = []
    for crew in in_order:
        senior_id = crew[0][1].senior_id
        made = _visit(problem, crew, chances, firsts)
        span = made[0].span
        firsts.setdefault(senior_id, None if span is None else span.start)
        happenings += made
    return LivedDay(tuple(happenings), tuple(way.gone() for way in ways if way.stops))


def _ways(problem: Problem, routes: Iterable[Route]) -> list[Way]:
    ways: list[Way] = []
    latest: dict[str, Way] = {}
    for route in sorted(routes, key=lambda route: (route.carer_id, route.leave)):
        way = Way(route, problem.travel, latest.get(route.carer_id))
        latest[route.carer_id] = way
        ways.append(way)
    return ways


def _visit(
    problem: Problem,
    crew: Crew,
    chances: Chances,
    firsts: Mapping[str, int | None],
) -> list[Happening]:
    """Let all carers of a crew go there together, or none if it does not fit.

    Parameters
    ----------
    firsts
        When the first of two who come one after the other has begun, by senior; None:
        never.
    """
    planned = crew[0][1]
    on = crew[0][0].route.date
    start = _start(problem, crew, firsts)
    fitting = start is not None and _fits(problem, crew, start)
    outcome, minutes = (
        _outcome(problem, planned.senior_id, on, chances)
        if fitting
        else (Outcome.MISSED, None)
    )
    span = None
    if start is not None and minutes is not None:
        span = Span(start, start + minutes * MINUTE_SECONDS)
    happenings = []
    for way, stop in crew:
        if span is not None:
            way.go(stop, span)
        record = VisitRecord(
            senior_id=planned.senior_id,
            date=on,
            carer_id=way.route.carer_id,
            outcome=outcome,
            minutes=minutes,
        )
        happenings.append(Happening(record, span))
    return happenings


def _start(
    problem: Problem, crew: Crew, firsts: Mapping[str, int | None]
) -> int | None:
    """Return when the visit begins; None if it is too late after the first."""
    planned = crew[0][1]
    start = max(planned.start, *(way.arrival(planned.senior_id) for way, _ in crew))
    lag = problem.senior[planned.senior_id].after
    if lag is None or planned.senior_id not in firsts:
        return start
    first = firsts[planned.senior_id]
    if first is None:
        return None
    start = max(start, first + lag.least_seconds)
    return start if lag.allows(start - first) else None


def _fits(problem: Problem, crew: Crew, start: int) -> bool:
    """Return whether a visit as long as planned keeps its window and the shifts."""
    senior = problem.senior[crew[0][1].senior_id]
    span = Span(start, start + problem.visit_seconds(senior))
    return any(window.contains(span) for window in problem.windows(senior)) and all(
        way.is_home_in_time(senior.senior_id, span.end) for way, _ in crew
    )


def _outcome(
    problem: Problem, senior_id: str, on: date, chances: Chances
) -> tuple[Outcome, int]:
    """Return what comes of a visit that is gone to, and the minutes it takes."""
    if not chances.opens(senior_id, on):
        return Outcome.NO_ANSWER, KNOCKING_MINUTES
    planned = problem.visit_seconds(problem.senior[senior_id]) // MINUTE_SECONDS
    more = chances.minutes_more(senior_id, on, planned)
    return Outcome.COMPLETED, planned + more
