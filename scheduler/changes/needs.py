"""Which visits look for a carer after a happening."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.changes.happenings import CarerAbsent, Happening, seconds_of
from scheduler.changes.loads import Loads, Wanted, call_of, loads_of
from scheduler.changes.replacements import COME_IN_SECONDS, Gap
from scheduler.changes.standing import Standing
from scheduler.domain.plan import Plan, Route, Stop, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.times import DAY_SECONDS, Span
from scheduler.domain.words import Tag
from scheduler.solver.remedies.steps import rounded_up

URGENCY = tuple(Tag)


@dataclass(frozen=True)
class Need:
    """What looks for a carer, and the shifts it may be put into.

    Attributes
    ----------
    gap
        Without visits where nothing looks for a carer.
    loads
        Of the week in which the gap lies.
    """

    gap: Gap
    loads: Loads

    @property
    def lost(self) -> frozenset[VisitKey]:
        """The published visits of that week that have lost their carer."""
        return frozenset(
            VisitKey(stop.senior_id, route.date) for route, stop in self.loads.lost
        )


def need_of_carer(standing: Standing, happening: Happening, ahead: Plan) -> Need:
    """Return the visits that have lost their carer, of the first day with any."""
    first = standing.data.first_day
    if isinstance(happening, CarerAbsent) and happening.since is not None:
        own = (happening.carer_id, *standing.team.of(happening.carer_id))
        first = max(first, happening.since.date())
        dates = [r.date for r in ahead.routes if r.carer_id in own and r.date >= first]
        first = min(dates, default=first)
    loads = loads_of(standing.rest, ahead.routes, week_from(standing.rest, first))
    day = min((route.date for route, _ in loads.lost), default=first)
    lost = sorted((pair for pair in loads.lost if pair[0].date == day), key=_urgency)
    crews = ahead.visits() if lost else {}
    wanted = {
        stop.senior_id: _looking(
            standing.rest, crews[VisitKey(stop.senior_id, day)], loads, day, stop
        )
        for _, stop in lost
    }
    spans = dict.fromkeys(_hours(standing, happening, route) for route, _ in lost)
    hours = tuple(span for span in spans if span.seconds > 0)
    return Need(Gap(day, tuple(wanted.values()), hours, whole=True), loads)


def need_of_senior(
    standing: Standing, ahead: Plan, senior_id: str, windows: Sequence[Span]
) -> Need:
    """Return the visit that a senior needs today, by anybody.

    Parameters
    ----------
    windows
        Within which it is to be made.
    """
    rest, today = standing.rest, standing.data.first_day
    loads = loads_of(rest, ahead.routes, week_from(rest, today))
    begin = rounded_up(standing.news.now + COME_IN_SECONDS)
    end = max((window.end for window in windows), default=0)
    hours = (Span(begin, min(DAY_SECONDS, end + 2 * COME_IN_SECONDS)),)
    wanted = new_visit(rest, senior_id, windows)
    free = tuple(span for span in hours if span.seconds > 0)
    return Need(Gap(today, (wanted,), free, whole=False), loads)


def new_visit(rest: Problem, senior_id: str, windows: Sequence[Span]) -> Wanted:
    """Return a visit that no plan has yet."""
    senior = rest.senior[senior_id]
    stop = Stop(
        senior_id=senior_id,
        tag=senior.tag,
        arrive=0,
        start=0,
        end=0,
        travel_seconds=0,
        due=rest.first_turns[senior_id].due,
    )
    return Wanted(senior, stop, call_of(rest, stop, windows or rest.windows(senior)))


def windows_after(
    rest: Problem, senior_id: str, since: int, until: int = DAY_SECONDS
) -> tuple[Span, ...]:
    """Return what is left of a senior's windows, where the visit still fits."""
    senior = rest.senior[senior_id]
    cut = (window.shared(Span(since, until)) for window in rest.windows(senior))
    return tuple(span for span in cut if span.seconds >= rest.visit_seconds(senior))


def visits_to(
    ahead: Plan, senior_id: str, since: date = date.min
) -> frozenset[VisitKey]:
    """Return a senior's planned visits from a date on."""
    return frozenset(
        key
        for key in ahead.visits()
        if key.senior_id == senior_id and key.date >= since
    )


def week_from(problem: Problem, day: date) -> list[date]:
    """Return the planned days of a day's week, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    days = (monday + timedelta(days=offset) for offset in range(7))
    return [one for one in days if problem.first_day <= one <= problem.last_day]


def pressed_together(
    problem: Problem, ahead: Plan, lost: Iterable[VisitKey]
) -> frozenset[VisitKey]:
    """Return the next visits that a lost one, made a day later, may come too near."""
    dates: dict[str, list[date]] = {}
    for key in ahead.visits():
        dates.setdefault(key.senior_id, []).append(key.date)
    found = set()
    for senior_id, day in lost:
        gap = problem.rule(problem.senior[senior_id]).min_gap_days
        after = min((d for d in dates.get(senior_id, ()) if d > day), default=None)
        if after is not None and (after - day).days <= gap:
            found.add(VisitKey(senior_id, after))
    return frozenset(found)


def _urgency(pair: tuple[Route, Stop]) -> tuple[int, date, int, str]:
    _, stop = pair
    return URGENCY.index(stop.tag), stop.due, stop.start, stop.senior_id


def _looking(
    rest: Problem,
    crew: Sequence[tuple[Route, Stop]],
    loads: Loads,
    day: date,
    stop: Stop,
) -> Wanted:
    """Return a lost visit, with the carer of two who can still make it."""
    lost = {
        route.carer_id
        for route, one in loads.lost
        if one.senior_id == stop.senior_id and route.date == day
    }
    others = [pair for pair in crew if pair[0].carer_id not in lost]
    partner = rest.carer[others[0][0].carer_id] if others else None
    apart = stop.start - others[0][1].start if others else 0
    senior = rest.senior[stop.senior_id]
    call = call_of(rest, stop, rest.windows(senior))
    return Wanted(senior, stop, call, partner, apart)


def _hours(standing: Standing, happening: Happening, route: Route) -> Span:
    """Return for which of a lost route's hours somebody could be called in."""
    start, end = route.shift_start, route.shift_end
    if isinstance(happening, CarerAbsent):
        assert happening.since is not None
        assert happening.until is not None
        if happening.since.date() == route.date:
            start = max(start, seconds_of(happening.since))
        if happening.until.date() == route.date:
            end = min(end, seconds_of(happening.until))
    if route.date == standing.data.first_day:
        start = max(start, standing.news.now + COME_IN_SECONDS)
    return Span(rounded_up(start), end)
