"""Sums over a plan that both the key figures and the price are made of."""

from collections.abc import Mapping

from scheduler.check.case import Case
from scheduler.domain import clock
from scheduler.domain.plan import Route
from scheduler.domain.words import Tag


def days_late(case: Case) -> Mapping[Tag, int]:
    """Return the days late by tag: of every visit, and of the turns still open."""
    late = dict.fromkeys(Tag, 0)
    for senior_id, turns in case.turns.items():
        tag = case.problem.senior[senior_id].tag
        late[tag] += sum(taken.days_late for taken in turns.taken)
        late[tag] += clock.open_days_late(turns.still_open.due, case.problem.last_day)
    return late


def travel_seconds(case: Case) -> int:
    """Return the seconds on the way, summed over carers.

    By the travel table; a leg from or to an unknown place as the plan states it.
    """
    return sum(_route_seconds(case, route) for route in case.routes)


def _route_seconds(case: Case, route: Route) -> int:
    stated = [stop.travel_seconds for stop in route.stops]
    stated.append(max(0, route.travel_seconds - sum(stated)))
    return sum(
        said if known is None else known
        for known, said in zip(case.legs(route), stated, strict=True)
    )
