"""Times of one stop: inside a window, long enough, not before arrival."""

from collections.abc import Iterator

from scheduler.check.case import Case
from scheduler.check.violation import Violation, at_stop
from scheduler.domain.times import MINUTE_SECONDS, Span, format_second
from scheduler.errors import Text


def outside_window(case: Case) -> Iterator[Violation]:
    """Return the stops that do not start and end inside one of the windows."""
    for route, stop, senior in case.stops():
        windows = case.problem.windows(senior)
        visit = Span(stop.start, stop.end)
        if any(window.contains(visit) for window in windows):
            continue
        excess = min(
            (_outside(window, visit) for window in windows), default=visit.seconds
        )
        at = f"{format_second(stop.start)}-{format_second(stop.end)}"
        right = "、".join(map(str, windows)) or "无"
        right_en = ", ".join(map(str, windows)) or "none"
        says = Text(
            zh=f"走访 {at} 超出可访时段 {excess} 秒；应全程在同一时段内：{right}。",
            en=f"the visit {at} lies {excess} seconds outside the windows; it starts "
            f"and ends inside one of: {right_en}.",
        )
        yield at_stop("outside_window", route, stop, excess, "seconds", says)


def _outside(window: Span, visit: Span) -> int:
    return max(0, window.start - visit.start) + max(0, visit.end - window.end)


def too_short(case: Case) -> Iterator[Violation]:
    """Return the stops shorter than the senior's visit."""
    for route, stop, senior in case.stops():
        needed = case.problem.visit_seconds(senior)
        missing = needed - (stop.end - stop.start)
        if missing > 0:
            minutes = needed // MINUTE_SECONDS
            right = format_second(stop.start + needed)
            says = Text(
                zh=f"{format_second(stop.start)} 开始、{format_second(stop.end)} 结束，"
                f"短了 {missing} 秒；应满 {minutes} 分钟，不早于 {right} 结束。",
                en=f"from {format_second(stop.start)} to {format_second(stop.end)} is "
                f"{missing} seconds short; {minutes} minutes end at {right}.",
            )
            yield at_stop("too_short", route, stop, missing, "seconds", says)


def starts_before_arrival(case: Case) -> Iterator[Violation]:
    """Return the stops that start before the carer is there."""
    for route, stop, _ in case.stops():
        early = stop.arrive - stop.start
        if early > 0:
            start, arrive = format_second(stop.start), format_second(stop.arrive)
            says = Text(
                zh=f"{start} 开始，早于到达时间 {arrive}，早了 {early} 秒；"
                f"应不早于 {arrive} 开始。",
                en=f"starts at {start}, {early} seconds before the arrival; it may "
                f"start from {arrive}.",
            )
            yield at_stop("starts_before_arrival", route, stop, early, "seconds", says)
