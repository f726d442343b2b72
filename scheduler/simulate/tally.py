"""The key figures of lived days, counted by the checker from what happened."""

from collections import Counter

from scheduler.check.kpis import kpis
from scheduler.domain.plan import Engine, Kpis, Plan, Route
from scheduler.domain.words import Outcome
from scheduler.simulate.days import Life


def tally(life: Life) -> Kpis:
    """Return the key figures of what happened.

    Only valid visits count and end turns; travel and carers count wherever somebody
    stood at a door.
    """
    gone = kpis(life.problem, _as_plan(life, life.routes))
    made = kpis(life.problem, _as_plan(life, _visited(life)))
    return made.replace(
        travel_minutes=gone.travel_minutes, carers_used=gone.carers_used
    )


def outcomes(life: Life) -> Counter[Outcome]:
    """Return how often each thing came of a visit, two carers counted once."""
    visits = {
        (happening.record.senior_id, happening.record.date): happening.record.outcome
        for happening in life.happenings
    }
    return Counter(visits.values())


def as_plan(life: Life) -> Plan:
    """Return the valid visits as a plan over all the days."""
    return _as_plan(life, _visited(life))


def _visited(life: Life) -> tuple[Route, ...]:
    """Return the routes with none but the stops that were valid visits."""
    valid = {
        (happening.record.senior_id, happening.record.date)
        for happening in life.happenings
        if happening.record.outcome.is_valid
    }
    routes = [
        route.replace(
            stops=tuple(s for s in route.stops if (s.senior_id, route.date) in valid)
        )
        for route in life.routes
    ]
    return tuple(route for route in routes if route.stops)


def _as_plan(life: Life, routes: tuple[Route, ...]) -> Plan:
    problem = life.problem
    return Plan(
        plan_id=f"lived-{problem.first_day:%Y%m%d}",
        first_day=problem.first_day,
        days=problem.days,
        data_hash=problem.fingerprint(),
        engine=Engine(name="lived", version="1", seconds=0.0),
        routes=routes,
    )
