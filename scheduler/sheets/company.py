"""Who else comes to a visit, and whether together, before or after."""

from datetime import date
from enum import StrEnum

from scheduler.domain.plan import Plan, Stop
from scheduler.errors import Text
from scheduler.sheets.wording import clock_time


class Company(StrEnum):
    """How a carer's stop goes with that of another carer."""

    ALONE = "alone"
    TOGETHER = "together"
    FIRST = "first"
    SECOND = "second"


def company_of(plan: Plan, day: date, stop: Stop) -> Company:
    """Return how a stop of a day goes with that of the other carer."""
    if not stop.partners:
        return Company.ALONE
    start = other_start(plan, day, stop)
    if start == stop.start:
        return Company.TOGETHER
    return Company.FIRST if stop.start < start else Company.SECOND


def other_start(plan: Plan, day: date, stop: Stop) -> int:
    """Return when the other carer starts; the stop's own start if they are not there.

    In seconds since midnight.
    """
    starts = (
        other.start
        for route in plan.routes
        if route.date == day and route.carer_id in stop.partners
        for other in route.stops
        if other.senior_id == stop.senior_id
    )
    return next(starts, stop.start)


def company_says(company: Company, names: str, start: int) -> Text:
    """Return who comes along and when, as the carer reads it; empty for nobody.

    Parameters
    ----------
    names
        Of the others.
    start
        When they start, in seconds since midnight.
    """
    time = clock_time(start)
    match company:
        case Company.ALONE:
            return Text("", "")
        case Company.TOGETHER:
            return Text(
                f"与{names}同去：{time} 单元门口会合",
                f"with {names}: meet at {time} at the entrance",
            )
        case Company.FIRST:
            return Text(
                f"您先到，{names} {time} 来",
                f"you come first, {names} comes at {time}",
            )
        case Company.SECOND:
            return Text(
                f"您后到，{names} {time} 来",
                f"you come second, {names} comes at {time}",
            )
