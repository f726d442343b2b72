"""What a plan states about its stops agrees with the data."""

from collections.abc import Iterator

from scheduler.check.case import Case
from scheduler.check.violation import Violation, at_stop, on_route
from scheduler.domain.words import CHINESE
from scheduler.errors import Text

RULE = "misstated"


def tag_misstated(case: Case) -> Iterator[Violation]:
    """Return the stops that state another tag than the senior's."""
    for route, stop, senior in case.stops():
        if stop.tag is not senior.tag:
            says = Text(
                zh=f"三色写为{CHINESE[stop.tag]}；应为{CHINESE[senior.tag]}。",
                en=f"states the tag {stop.tag}; it is {senior.tag}.",
            )
            yield at_stop(RULE, route, stop, 1, "tags", says)


def due_misstated(case: Case) -> Iterator[Violation]:
    """Return the stops that state another due date than the interval clock."""
    for turns in case.turns.values():
        for visit, turn in turns.taken:
            for route, stop in visit.stops:
                if stop.due != turn.due:
                    days = abs((stop.due - turn.due).days)
                    says = Text(
                        zh=f"到期日写为 {stop.due}，差 {days} 天；应为 {turn.due}。",
                        en=f"states {stop.due} as due, {days} days off; it is "
                        f"{turn.due}.",
                    )
                    yield at_stop(RULE, route, stop, days, "days", says)


def leg_misstated(case: Case) -> Iterator[Violation]:
    """Return the stops that state other seconds of travel than the table."""
    for route in case.routes:
        for stop, seconds in zip(route.stops, case.legs(route), strict=False):
            if seconds is not None and stop.travel_seconds != seconds:
                off = abs(stop.travel_seconds - seconds)
                says = _other_seconds(stop.travel_seconds, seconds)
                yield at_stop(RULE, route, stop, off, "seconds", says)


def route_travel_misstated(case: Case) -> Iterator[Violation]:
    """Return the routes that state other seconds of travel than their legs add up to.

    A route with an unknown place is not judged.
    """
    for route in case.routes:
        legs = [seconds for seconds in case.legs(route) if seconds is not None]
        known = len(legs) > len(route.stops)
        if known and route.travel_seconds != sum(legs):
            off = abs(route.travel_seconds - sum(legs))
            says = _other_seconds(route.travel_seconds, sum(legs))
            yield on_route(RULE, route, off, "seconds", says)


def _other_seconds(stated: int, right: int) -> Text:
    off = abs(stated - right)
    return Text(
        zh=f"路程写为 {stated} 秒，差 {off} 秒；应为 {right} 秒。",
        en=f"states {stated} seconds of travel, {off} off; it is {right}.",
    )
