"""Smallest values for tests: everything has a default, everything can be changed.

Every pair of places lies ``LEG`` seconds apart. People are invented.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from scheduler.domain.people import Carer, Senior
from scheduler.domain.plan import Engine, Plan, Route, Stop, Unserved
from scheduler.domain.policy import LateWeights, Weights
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import parse_span, parse_time
from scheduler.domain.travel import OFFICE, TravelTimes
from scheduler.domain.words import WEEKDAYS

MONDAY = date(2026, 11, 23)
"""First planned day unless told otherwise."""

SUNDAY = MONDAY - timedelta(days=1)
"""The day before the first."""

LEG = 60
"""Seconds from any place to any other."""

SHIFT = "08:00-18:00"
"""Hours of every carer on every day unless told otherwise."""


FREE = Weights(
    travel=0,
    visit=0,
    early=0,
    continuity=0,
    prefer=0,
    prefer_minutes=0,
    fairness=0,
    stability=0,
    late_day=LateWeights(red=0, orange=0, green=0),
)
"""Weights by which no plan costs anything."""


def day(offset: int) -> date:
    """Return the date so many days after (before, if negative) the first day."""
    return MONDAY + timedelta(days=offset)


def senior(senior_id: str = "S1", tag: str = "green", **changes: Any) -> Senior:
    """Return a senior who is visited for 15 minutes (red: 20), due on the first day."""
    fields = {"name": f"老人{senior_id}", "lat": 31.99, "lon": 118.77} | changes
    return Senior(senior_id=senior_id, tag=tag, **fields)


def carer(carer_id: str = "C1", role: str = "social_worker", **changes: Any) -> Carer:
    """Return a social worker who starts at the office."""
    fields = {"name": f"人员{carer_id}"} | changes
    return Carer(carer_id=carer_id, role=role, **fields)


def roster(
    *carer_ids: str,
    hours: str = SHIFT,
    days: Iterable[date | str] = WEEKDAYS,
    kind: str = "work",
) -> tuple[RosterRow, ...]:
    """Return rows for each carer, day and span of ``hours`` (separated by ``;``)."""
    return tuple(
        RosterRow(carer_id=carer_id, day=on, start=span.start, end=span.end, kind=kind)
        for carer_id in carer_ids or ("C1",)
        for on in days
        for span in map(parse_span, hours.split(";"))
    )


def record(
    senior_id: str = "S1",
    on: date = SUNDAY,
    carer_id: str = "C1",
    outcome: str = "completed",
    minutes: int | None = 15,
) -> VisitRecord:
    """Return the record of a completed visit on the day before the first."""
    return VisitRecord(
        senior_id=senior_id,
        date=on,
        carer_id=carer_id,
        outcome=outcome,
        minutes=minutes,
    )


def travel(
    seniors: Iterable[Senior], carers: Iterable[Carer], seconds: int = LEG
) -> TravelTimes:
    """Return a table in which any two places lie ``seconds`` apart."""
    senior_ids = tuple(sorted(s.senior_id for s in seniors))
    carer_ids = [c.carer_id for c in carers]
    places = len(senior_ids) + 1
    table = np.full((1, places, places), seconds, dtype=np.int32)
    table[:, range(places), range(places)] = 0
    return TravelTimes(
        senior_ids=senior_ids,
        base_ids=(OFFICE,),
        seconds=table,
        carer_profile=dict.fromkeys(carer_ids, 0),
        carer_base=dict.fromkeys(carer_ids, OFFICE),
    )


def problem(
    seniors: Sequence[Senior] | None = None,
    carers: Sequence[Carer] | None = None,
    **changes: Any,
) -> Problem:
    """Return a problem of one day with one senior and one carer on duty all day."""
    seniors = (senior(),) if seniors is None else seniors
    carers = (carer(),) if carers is None else carers
    everybody = [c.carer_id for c in carers]
    fields: dict[str, Any] = {
        "roster": roster(*everybody) if everybody else (),
        "travel": travel(seniors, carers),
        "first_day": MONDAY,
        "days": 1,
    }
    return Problem(seniors=tuple(seniors), carers=tuple(carers), **(fields | changes))


def stop(
    senior_id: str = "S1",
    start: str | int = "09:00",
    minutes: int = 15,
    **changes: Any,
) -> Stop:
    """Return a stop at a green senior due on the first day, begun on arrival."""
    begins = parse_time(start) if isinstance(start, str) else start
    fields: dict[str, Any] = {
        "tag": "green",
        "arrive": begins,
        "end": begins + 60 * minutes,
        "travel_seconds": LEG,
        "due": MONDAY,
    }
    return Stop(senior_id=senior_id, start=begins, **(fields | changes))


def route(
    *stops: Stop,
    carer_id: str = "C1",
    on: date = MONDAY,
    shift: str = SHIFT,
    **changes: Any,
) -> Route:
    """Return a route that leaves and comes back ``LEG`` seconds off its stops."""
    span = parse_span(shift)
    fields: dict[str, Any] = {
        "leave": stops[0].arrive - stops[0].travel_seconds if stops else span.start,
        "back": stops[-1].end + LEG if stops else span.start,
        "travel_seconds": sum(s.travel_seconds for s in stops) + LEG if stops else 0,
    }
    return Route(
        date=on,
        carer_id=carer_id,
        shift_start=span.start,
        shift_end=span.end,
        stops=stops,
        **(fields | changes),
    )


def unserved(senior_id: str = "S1", **changes: Any) -> Unserved:
    """Return the entry of a green senior due on the first of one planned day."""
    fields: dict[str, Any] = {
        "tag": "green",
        "due": MONDAY,
        "days_late": 1,
        "reason": "no_time",
        "says": "没有空余时间。",
    }
    return Unserved(senior_id=senior_id, **(fields | changes))


def plan(*routes: Route, of: Problem | None = None, **changes: Any) -> Plan:
    """Return a plan of these routes; for the days and the data of ``of`` if given."""
    fields: dict[str, Any] = {
        "plan_id": "test",
        "first_day": of.first_day if of else MONDAY,
        "days": of.days if of else 1,
        "data_hash": of.fingerprint() if of else "",
        "engine": Engine(name="hand", version="1", seconds=0.0),
    }
    return Plan(routes=routes, **(fields | changes))
