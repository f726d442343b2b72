"""A plan speaks only of people and days that the data know."""

from collections.abc import Iterator

from scheduler.check.case import Case
from scheduler.check.violation import Violation, at_stop, of_senior, on_route
from scheduler.errors import Text


def unknown_carer(case: Case) -> Iterator[Violation]:
    """Return the routes of carers who are not listed."""
    for route in case.routes:
        if route.carer_id not in case.problem.carer:
            says = Text(
                zh=f"人员表中没有编号 {route.carer_id}；应改为表中已有的编号。",
                en=f"no carer {route.carer_id} is listed; use an id from the carers.",
            )
            yield on_route("unknown_carer", route, 1, "carers", says)


def unknown_senior(case: Case) -> Iterator[Violation]:
    """Return the stops and unserved entries of seniors who are not listed."""
    for route in case.routes:
        for stop in route.stops:
            if stop.senior_id not in case.problem.senior:
                says = _not_listed(stop.senior_id)
                yield at_stop("unknown_senior", route, stop, 1, "seniors", says)
    for entry in case.plan.unserved:
        if entry.senior_id not in case.problem.senior:
            says = _not_listed(entry.senior_id)
            yield of_senior("unknown_senior", entry.senior_id, None, 1, "seniors", says)


def _not_listed(senior_id: str) -> Text:
    return Text(
        zh=f"老人表中没有编号 {senior_id}；应改为表中已有的编号。",
        en=f"no senior {senior_id} is listed; use an id from the seniors.",
    )


def outside_days(case: Case) -> Iterator[Violation]:
    """Return the routes on dates that the plan does not cover."""
    first, last = case.problem.first_day, case.problem.last_day
    for route in case.plan.routes:
        if not case.is_planned(route.date):
            off = max((first - route.date).days, (route.date - last).days)
            says = Text(
                zh=f"不在计划日期内，差 {off} 天；应在 {first} 至 {last} 之间。",
                en=f"{off} days outside the plan; it runs from {first} to {last}.",
            )
            yield on_route("outside_days", route, off, "days", says)
