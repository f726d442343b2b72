"""Routes inside the carer's shifts, as the roster has them."""

from collections.abc import Iterator

from scheduler.check.case import Case
from scheduler.check.violation import Violation, at_stop, on_route
from scheduler.domain.plan import Route
from scheduler.domain.times import Span, format_second
from scheduler.errors import Text

RULE = "outside_shift"


def off_duty(case: Case) -> Iterator[Violation]:
    """Return the routes of carers whom the roster gives no shift on that date."""
    for route in case.routes:
        if case.shift(route) is None and route.carer_id in case.problem.carer:
            seconds = max(1, route.back - route.leave)
            says = Text(
                zh=f"当天没有班次，却外出 {seconds} 秒；应改派当天在班的人员。",
                en=f"out for {seconds} seconds without a shift on that date; send "
                "somebody who is on duty.",
            )
            yield on_route("off_duty", route, seconds, "seconds", says)


def leaves_before_shift(case: Case) -> Iterator[Violation]:
    """Return the routes that set out before the shift starts."""
    for route, span in _routes_on_shift(case):
        early = span.start - route.leave
        if early > 0:
            leave, right = format_second(route.leave), format_second(span.start)
            says = Text(
                zh=f"{leave} 出发，早于班次 {span} 开始 {early} 秒；"
                f"应不早于 {right} 出发。",
                en=f"leaves at {leave}, {early} seconds before the shift {span}; it "
                f"may leave from {right}.",
            )
            yield on_route(RULE, route, early, "seconds", says)


def stop_outside_shift(case: Case) -> Iterator[Violation]:
    """Return the stops that are not wholly inside the shift, from arrival to end."""
    for route, span in _routes_on_shift(case):
        for stop in route.stops:
            outside = max(0, span.start - stop.arrive) + max(0, stop.end - span.end)
            if outside > 0:
                at = f"{format_second(stop.arrive)}-{format_second(stop.end)}"
                says = Text(
                    zh=f"停留 {at} 超出班次 {outside} 秒；应在 {span} 之内。",
                    en=f"there {at}, {outside} seconds outside the shift; it runs "
                    f"{span}.",
                )
                yield at_stop(RULE, route, stop, outside, "seconds", says)


def home_late(case: Case) -> Iterator[Violation]:
    """Return the routes that are not back by the end of the shift.

    The later counts of the time the plan states and the one the travel table gives.
    """
    for route, span in _routes_on_shift(case):
        back = max(route.back, _earliest_back(case, route))
        late = back - span.end
        if late > 0:
            right = format_second(span.end)
            says = Text(
                zh=f"{format_second(back)} 才能返回，晚于班次 {span} 结束 {late} 秒；"
                f"应不晚于 {right} 返回。",
                en=f"back at {format_second(back)}, {late} seconds after the shift "
                f"{span}; it must be back by {right}.",
            )
            yield on_route("home_late", route, late, "seconds", says)


def _earliest_back(case: Case, route: Route) -> int:
    home = case.legs(route)[-1]
    if home is None or not route.stops:
        return route.leave
    return route.stops[-1].end + home


def _routes_on_shift(case: Case) -> Iterator[tuple[Route, Span]]:
    for route in case.routes:
        span = case.shift(route)
        if span is not None:
            yield route, span
