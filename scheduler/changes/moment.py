"""How far the day has got: what has begun, and where every carer is.

What has begun stays as it was planned. A visit has begun when its planned start has
passed or a result is known; a two-person visit for both carers or for neither. Where
one comes after the other it has begun with the first, if the second can keep the time
told; else it leaves the plan and is to be made anew.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from scheduler.changes.promises import with_promises
from scheduler.domain.plan import Plan, Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.times import MINUTE_SECONDS
from scheduler.solver.remedies.lacks import may_lead, missing


class Door(NamedTuple):
    """One carer at one senior's home today."""

    carer_id: str
    senior_id: str


@dataclass(frozen=True)
class News:
    """What is known of today beside the plan; times in seconds since midnight.

    Attributes
    ----------
    now
        The moment from which on the day may be planned anew.
    results
        Records of today.
    absent_since
        From when on carers are not there, by carer id.
    late_minutes
        How much later than planned visits end.
    closed
        When carers gave up at doors that nobody opened.
    """

    now: int
    results: tuple[VisitRecord, ...] = ()
    absent_since: Mapping[str, int] = field(default_factory=dict)
    late_minutes: Mapping[Door, int] = field(default_factory=dict)
    closed: Mapping[Door, int] = field(default_factory=dict)


class Spot(NamedTuple):
    """Where a carer is: at a place, or between two.

    Attributes
    ----------
    behind, ahead
        Places; the same where the carer stands still.
    since, until
        Seconds since leaving the first, and until reaching the second.
    """

    behind: int
    since: int
    ahead: int
    until: int


@dataclass(frozen=True)
class Course:
    """One published route of today, and how far it has got.

    Attributes
    ----------
    begun
        How many of its stops have begun, the failed ones among them.
    kept
        Those of them that stay in the plan.
    left
        Whether the carer has set out.
    free_at
        When the carer can be sent elsewhere, never before now.
    spot
        Where the carer is then.
    """

    route: Route
    begun: int
    kept: tuple[Stop, ...]
    left: bool
    free_at: int
    spot: Spot

    @property
    def ahead(self) -> tuple[Stop, ...]:
        """The stops that have not begun."""
        return self.route.stops[self.begun :]

    @property
    def gone(self) -> tuple[Stop, ...]:
        """The begun stops that leave the plan: nobody opened, or the data forbid it."""
        kept = {stop.senior_id for stop in self.kept}
        begun = self.route.stops[: self.begun]
        return tuple(stop for stop in begun if stop.senior_id not in kept)


def courses(problem: Problem, published: Plan, news: News) -> tuple[Course, ...]:
    """Return the routes of the first day, in the plan's order.

    Parameters
    ----------
    problem
        With the data as they are by now.
    """
    routes = [r for r in published.routes if r.date == problem.first_day]
    day = _Day(problem, news, routes)
    return tuple(day.course(number) for number in range(len(routes)))


class _Day:
    """Today's routes held against what is known of them."""

    def __init__(self, problem: Problem, news: News, routes: list[Route]) -> None:
        self._problem = problem
        self._news = news
        self._routes = routes
        self._crews: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, route in enumerate(routes):
            for place, stop in enumerate(route.stops):
                self._crews[stop.senior_id].append((number, place))
        self._outcomes = {
            Door(result.carer_id, result.senior_id): result.outcome
            for result in news.results
        }
        self._happened = {who for who in self._crews if self._has_happened(who)}
        self._begun = self._begun_together()

    def course(self, number: int) -> Course:
        route, begun = self._routes[number], self._begun[number]
        kept = [stop for stop in route.stops[:begun] if self._stays(stop.senior_id)]
        left = begun > 0 or route.leave < self._limit(route.carer_id)
        free_at, spot = self._whereabouts(route, begun)
        if kept and kept[-1] is route.stops[begun - 1]:
            kept[-1] = self._prolonged(route, kept[-1])
        return Course(route, begun, tuple(kept), left, free_at, spot)

    def _limit(self, carer_id: str) -> int:
        """Return the moment before which a start counts as made."""
        now = self._news.now + 1
        return min(now, self._news.absent_since.get(carer_id, now))

    def _doors(self, senior_id: str) -> list[Door]:
        crew = self._crews[senior_id]
        return [Door(self._routes[number].carer_id, senior_id) for number, _ in crew]

    def _has_happened(self, senior_id: str) -> bool:
        """Return whether somebody has told what came of the visit.

        What came of no visit counts from the planned start on: before, it tells of an
        earlier try.
        """
        starts = [self._routes[n].stops[at].start for n, at in self._crews[senior_id]]
        over = min(starts) <= self._news.now
        return any(
            door in self._news.closed
            or (door in self._outcomes and (over or self._outcomes[door].is_valid))
            for door in self._doors(senior_id)
        )

    def _begun_together(self) -> list[int]:
        alone = [self._begun_alone(route) for route in self._routes]
        lagged = [self._crews[who] for who in self._crews if self._is_lagged(who)]
        begun = with_promises(self._routes, alone, lagged, self._can_come)
        while True:
            before = list(begun)
            for senior_id, crew in self._crews.items():
                if senior_id in self._happened or self._has_first(senior_id, begun):
                    continue
                if any(place >= begun[number] for number, place in crew):
                    for number, place in crew:
                        begun[number] = min(begun[number], place)
            if begun == before:
                return begun

    def _begun_alone(self, route: Route) -> int:
        limit, begun = self._limit(route.carer_id), 0
        for place, stop in enumerate(route.stops):
            if self._is_told(route, stop) or stop.start < limit:
                begun = place + 1
            if Door(route.carer_id, stop.senior_id) in self._news.late_minutes:
                limit = 0
        return begun

    def _is_told(self, route: Route, stop: Stop) -> bool:
        """Return whether somebody has told what came of this carer's stop.

        What the first of two has told says nothing of the second who is still to come.
        """
        who = stop.senior_id
        if who not in self._happened:
            return False
        door = Door(route.carer_id, who)
        told = door in self._news.closed or door in self._outcomes
        return told or not self._is_lagged(who) or stop.start <= self._news.now

    def _is_lagged(self, senior_id: str) -> bool:
        """Return whether one carer comes to the visit after another."""
        starts = {self._routes[n].stops[at].start for n, at in self._crews[senior_id]}
        lagged = self._problem.senior[senior_id].after is not None
        return lagged and len(starts) > 1

    def _has_first(self, senior_id: str, begun: list[int]) -> bool:
        """Return whether the first of two has begun, whatever the second does."""
        crew = self._crews[senior_id]
        number, place = min(crew, key=lambda at: self._routes[at[0]].stops[at[1]].start)
        return self._is_lagged(senior_id) and place < begun[number]

    def _can_come(self, route: Route, stop: Stop) -> bool:
        """Return whether a carer can still make a stop as it was told."""
        who, news = route.carer_id, self._news
        is_late = any(Door(who, s.senior_id) in news.late_minutes for s in route.stops)
        is_there = stop.start < news.absent_since.get(who, stop.end)
        return is_there and not is_late and not self._has_failed(stop.senior_id)

    def _has_failed(self, senior_id: str) -> bool:
        """Return whether the visit has come to nothing."""
        doors = self._doors(senior_id)
        known = [self._outcomes[door] for door in doors if door in self._outcomes]
        failed = any(door in self._news.closed for door in doors) or known
        return bool(failed) and not any(outcome.is_valid for outcome in known)

    def _stays(self, senior_id: str) -> bool:
        """Return whether a begun visit may stand in the plan."""
        crew, doors = self._crews[senior_id], self._doors(senior_id)
        if any(place >= self._begun[number] for number, place in crew):
            return False
        if self._has_failed(senior_id):
            return False
        return allowed(self._problem, senior_id, [door.carer_id for door in doors])

    def _whereabouts(self, route: Route, begun: int) -> tuple[int, Spot]:
        travel, now = self._problem.travel, self._news.now
        base = travel.base_place(route.carer_id)
        homes = [travel.senior_place(stop.senior_id) for stop in route.stops]
        behind = homes[begun - 1] if begun else base
        over = self._end(route, route.stops[begun - 1]) if begun else route.leave
        if over >= now:
            return over, Spot(behind, 0, behind, 0)
        late = over - (route.stops[begun - 1].end if begun else route.leave)
        ahead = homes[begun] if begun < len(homes) else base
        arrive = route.stops[begun].arrive if begun < len(homes) else route.back
        return now, Spot(behind, now - over, ahead, max(0, arrive + late - now))

    def _end(self, route: Route, stop: Stop) -> int:
        """Return when the carer leaves a stop that has begun."""
        door = Door(route.carer_id, stop.senior_id)
        if door in self._news.closed:
            return self._news.closed[door]
        if door in self._outcomes and not self._outcomes[door].is_valid:
            return min(stop.end, self._news.now)
        return stop.end + MINUTE_SECONDS * self._news.late_minutes.get(door, 0)

    def _prolonged(self, route: Route, stop: Stop) -> Stop:
        """Return the stop with its actual end, as far as the rules let a plan say so.

        Not beyond the senior's window, nor so long that the way home would end later
        than planned.
        """
        actual = self._end(route, stop)
        if actual <= stop.end:
            return stop
        senior = self._problem.senior[stop.senior_id]
        windows = self._problem.windows(senior)
        inside = [w.end for w in windows if w.start <= stop.start and stop.end <= w.end]
        home = self._problem.travel.legs(route.carer_id, [stop.senior_id])[-1]
        latest = min(max(inside, default=stop.end), route.back - home)
        return stop.replace(end=max(stop.end, min(actual, latest)))


def allowed(problem: Problem, senior_id: str, carer_ids: list[str]) -> bool:
    """Return whether these carers may visit the senior today by the data."""
    turn = problem.first_turns.get(senior_id)
    carers = [problem.carer[who] for who in carer_ids if who in problem.carer]
    if turn is None or turn.opens > problem.first_day or len(carers) < len(carer_ids):
        return False
    senior = problem.senior[senior_id]
    rule = problem.rule(senior)
    return any(may_lead(rule, carer) for carer in carers) and not any(
        missing(senior, rule, carer) for carer in carers
    )
