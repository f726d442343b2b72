"""The lines of a route sheet: homes to go to, and time to spare between them."""

from collections.abc import Iterator
from itertools import count

from scheduler.domain.people import Senior
from scheduler.domain.plan import Route, Stop
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.domain.words import Detail, Tag
from scheduler.errors import Text
from scheduler.sheets.carer_day import CarerDay
from scheduler.sheets.codes import line_letter
from scheduler.sheets.company import Company, company_of, company_says, other_start
from scheduler.sheets.fixed_times import is_fixed
from scheduler.sheets.privacy import PrintedSenior, printed_senior
from scheduler.sheets.route_models import PauseLine, VisitLine
from scheduler.sheets.wording import clock_span, clock_time

LONG_WAIT = 20 * MINUTE_SECONDS
"""Time to spare before a stop that is printed as a pause."""

SOON = 30 * MINUTE_SECONDS
"""A window that ends this soon after a visit is printed."""

_TASK = Text("看望本人，问近况", "See the person, ask how they are")


def route_lines(of: CarerDay, code: str) -> Iterator[VisitLine | PauseLine]:
    """Return the lines of a day in their order; stops are counted through it."""
    order = count(1)
    before: Route | None = None
    for route in of.routes:
        if before is not None:
            yield _between_shifts(of, before, route)
        last: Stop | None = None
        for stop in route.stops:
            if last is not None and stop.start - stop.arrive >= LONG_WAIT:
                yield _spare(of, stop)
            yield _visit(of, stop, last, next(order), code)
            last = stop
        before = route


def _between_shifts(of: CarerDay, before: Route, after: Route) -> PauseLine:
    time = f"{clock_time(before.back)} – {clock_time(after.leave)}"
    says = Text("休息，到时从起点再出发", "pause; then leave from the start again")
    return PauseLine(time=time, says=says.to(of.language))


def _spare(of: CarerDay, stop: Stop) -> PauseLine:
    says = Text("空档，可以歇一歇", "time to spare: take a rest")
    return PauseLine(
        time=clock_span(Span(stop.arrive, stop.start)), says=says.to(of.language)
    )


def _visit(
    of: CarerDay, stop: Stop, last: Stop | None, order: int, code: str
) -> VisitLine:
    senior = of.problem.senior[stop.senior_id]
    company = company_of(of.plan, of.date, stop)
    printed = printed_senior(
        senior, of.detail, of.language, second=company is Company.SECOND
    )
    return VisitLine(
        order=order,
        letter=line_letter(code, order),
        time=clock_time(stop.start),
        minutes=round((stop.end - stop.start) / MINUTE_SECONDS),
        fixed=is_fixed(senior, stop),
        first=_comes_first(of, stop),
        new_house=last is not None and not _same_house(of, last, senior),
        senior=printed,
        together=_together(of, stop, company),
        task=_TASK.to(of.language),
        mind=tuple(_mind(of, stop, senior, printed)),
    )


def _comes_first(of: CarerDay, stop: Stop) -> bool:
    """Return whether the home is late, or red on paper that shows no tags."""
    return stop.due < of.date or (of.detail is Detail.MINIMAL and stop.tag is Tag.RED)


def _same_house(of: CarerDay, last: Stop, senior: Senior) -> bool:
    before = of.problem.senior[last.senior_id]
    if before.building or senior.building:
        return before.building == senior.building
    return (before.lat, before.lon) == (senior.lat, senior.lon)


def _window(senior: Senior, stop: Stop) -> Span | None:
    """Return the senior's own span that the visit lies in."""
    visit = Span(stop.start, stop.end)
    return next((span for span in senior.windows if span.contains(visit)), None)


def _missed_wish(senior: Senior, stop: Stop) -> Span | None:
    """Return the wished span nearest to a visit that lies outside all of them."""
    visit = Span(stop.start, stop.end)

    def apart(wished: Span) -> int:
        return max(wished.start - visit.end, visit.start - wished.end)

    nearest = min(senior.prefer_windows, key=apart, default=None)
    return nearest if nearest is not None and apart(nearest) >= 0 else None


def _together(of: CarerDay, stop: Stop, company: Company) -> str:
    known = [of.problem.carer[partner].name for partner in stop.partners]
    names = "、".join(of.safe(name) for name in known)
    start = other_start(of.plan, of.date, stop)
    return company_says(company, names, start).to(of.language)


def _mind(
    of: CarerDay, stop: Stop, senior: Senior, printed: PrintedSenior
) -> Iterator[str]:
    window = _window(senior, stop)
    if window is not None and stop.start > stop.arrive:
        time = clock_time(window.start)
        yield Text(f"{time} 以后才方便", f"not before {time}").to(of.language)
    if window is not None and window.end - stop.end <= SOON:
        time = clock_time(window.end)
        yield Text(f"{time} 前要结束", f"be done by {time}").to(of.language)
    wished = _missed_wish(senior, stop)
    if wished is not None:
        time = clock_span(wished)
        yield Text(
            f"希望 {time} 来，今天排不上，请说明",
            f"wishes for {time}, not possible today: please explain",
        ).to(of.language)
    if printed.skills:
        skills = "、".join(printed.skills)
        yield Text(f"需要：{skills}", f"needs: {skills}").to(of.language)
    if printed.notes:
        yield printed.notes
