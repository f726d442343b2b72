"""Times along one route, and of one carer's routes beside each other."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from scheduler.check.case import Case
from scheduler.check.violation import Violation, at_stop, on_route
from scheduler.domain.plan import Route
from scheduler.domain.times import format_second
from scheduler.errors import Text


def stop_order(case: Case) -> Iterator[Violation]:
    """Return the stops that stand after one that starts later."""
    for route in case.routes:
        for before, stop in pairwise(route.stops):
            early = before.start - stop.start
            if early > 0:
                start = format_second(stop.start)
                says = Text(
                    zh=f"{start} 开始，却排在 {format_second(before.start)} 开始的老人 "
                    f"{before.senior_id} 之后，早了 {early} 秒；应按开始时间排列。",
                    en=f"starts at {start}, {early} seconds before senior "
                    f"{before.senior_id} at {format_second(before.start)}, who stands "
                    "first; stops stand in order of time.",
                )
                yield at_stop("stop_order", route, stop, early, "seconds", says)


def travel_too_fast(case: Case) -> Iterator[Violation]:
    """Return the legs made in less time than the travel table has for them."""
    for route in case.routes:
        departs = [route.leave, *(stop.end for stop in route.stops)]
        arrives = [*(stop.arrive for stop in route.stops), route.back]
        legs = case.legs(route)
        for number, seconds in enumerate(legs):
            if seconds is None:
                continue
            short = departs[number] + seconds - arrives[number]
            if short > 0:
                says = _too_fast(departs[number], arrives[number], seconds)
                yield _on_leg(route, number, short, says)


def _too_fast(departs: int, arrives: int, seconds: int) -> Text:
    right = format_second(departs + seconds)
    short = departs + seconds - arrives
    return Text(
        zh=f"{format_second(departs)} 出发、{format_second(arrives)} 到达，路上需要 "
        f"{seconds} 秒，少了 {short} 秒；应不早于 {right} 到达。",
        en=f"on the way from {format_second(departs)} to {format_second(arrives)}, "
        f"{short} seconds less than the {seconds} needed; it takes until {right}.",
    )


def _on_leg(route: Route, number: int, short: int, says: Text) -> Violation:
    if number < len(route.stops):
        stop = route.stops[number]
        return at_stop("travel_too_fast", route, stop, short, "seconds", says)
    home = Text(zh=f"返回：{says.zh}", en=f"coming back: {says.en}")
    return on_route("travel_too_fast", route, short, "seconds", home)


def two_places(case: Case) -> Iterator[Violation]:
    """Return the routes that begin while the same carer is still on another one."""
    back: dict[tuple[date, str], int] = {}
    for route in case.routes:
        if not route.stops:
            continue
        key = route.date, route.carer_id
        before = back.get(key, route.leave)
        shared = min(before, route.back) - route.leave
        if shared > 0:
            leave, right = format_second(route.leave), format_second(before)
            says = Text(
                zh=f"{leave} 出发时，上一条路线尚未返回，重叠 {shared} 秒；"
                f"应不早于 {right} 出发。",
                en=f"leaves at {leave} while still on another route, for {shared} "
                f"seconds; the next route may begin at {right}.",
            )
            yield on_route("two_places", route, shared, "seconds", says)
        back[key] = max(before, route.back)
