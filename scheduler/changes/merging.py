"""From the routes of the rest of the day back to one plan: what has begun, then these.

Stand-ins are called by their carers' names again, and the visits that have begun stand
before those that follow.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from scheduler.changes.asked import Asked
from scheduler.changes.history import history_route, with_legs
from scheduler.changes.loads import call_of
from scheduler.changes.moment import Course
from scheduler.changes.standing import Standing
from scheduler.changes.standins import StandIn
from scheduler.domain import clock
from scheduler.domain.plan import Route, Stop, Unserved, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.times import Span
from scheduler.solver.remedies.duties import Call, duty_of


class Merger:
    """Puts what has begun and what is to follow together.

    Parameters
    ----------
    asked
        How visits that were put in are to be timed.
    """

    def __init__(self, standing: Standing, asked: Mapping[VisitKey, Asked]) -> None:
        self._problem = standing.data
        self._rest = standing.rest
        self._courses = standing.courses
        self._team = standing.team
        self._asked = asked
        self._told = {
            stop.senior_id: stop.start
            for route, stop in standing.ahead.stops()
            if route.date == standing.data.first_day
        }

    def routes(self, planned: Iterable[Route]) -> tuple[Route, ...]:
        """Return all routes from today on, sorted by date, carer and shift."""
        planned = tuple(planned)
        going_on = {
            id(self._team.standins[route.carer_id].course)
            for route in planned
            if route.carer_id in self._team.standins
        }
        begun = [
            history_route(self._problem, course)
            for course in self._courses
            if course.left and id(course) not in going_on
        ]
        routes = [route for route in begun if route is not None]
        routes += [self._renamed(route) for route in planned]
        in_order = sorted(routes, key=lambda r: (r.date, r.carer_id, r.leave))
        return restated(self._problem, self._shortened(in_order, planned))

    def _shortened(
        self, routes: Sequence[Route], planned: Iterable[Route]
    ) -> list[Route]:
        """Return the routes with visits as long as usual but for the first of each.

        A visit may be longer than usual only where somebody has asked for it.
        """
        long = {
            after.senior_id: self._problem.visit_seconds(before)
            for before, after in zip(
                self._problem.seniors, self._rest.seniors, strict=True
            )
            if after.visit_minutes != before.visit_minutes
        }
        first: dict[str, date] = {}
        for route in planned:
            for stop in route.stops:
                if stop.senior_id in long:
                    day = first.get(stop.senior_id, route.date)
                    first[stop.senior_id] = min(day, route.date)

        def usual(route: Route, stop: Stop) -> Stop:
            if stop.senior_id not in long or first.get(stop.senior_id) == route.date:
                return stop
            return stop.replace(end=stop.start + long[stop.senior_id])

        if not long:
            return list(routes)
        return [
            route.replace(stops=tuple(usual(route, stop) for stop in route.stops))
            for route in routes
        ]

    def _renamed(self, route: Route) -> Route:
        """Return a route of the rest as the whole plan has it."""
        standin = self._team.standins.get(route.carer_id)
        stops = tuple(map(self._with_partners, route.stops))
        route = route.replace(stops=stops)
        if standin is None:
            return self._on_roster(route)
        if standin.course is None:
            return self._on_roster(route.replace(carer_id=standin.carer_id))
        return self._gone_on(route, standin, standin.course)

    def _with_partners(self, stop: Stop) -> Stop:
        standins = self._team.standins
        if not any(who in standins for who in stop.partners):
            return stop
        names = (standins[w].carer_id if w in standins else w for w in stop.partners)
        return stop.replace(partners=tuple(names))

    def _on_roster(self, route: Route) -> Route:
        """Return the route with the hours of its shift as the roster has them."""
        if route.date > self._problem.first_day:
            return route
        out = Span(route.leave, route.back)
        for shift in self._problem.shifts:
            mine = shift.carer_id == route.carer_id and shift.date == route.date
            if mine and shift.span.contains(out):
                start, end = shift.span
                return route.replace(shift_start=start, shift_end=end)
        return route

    def _gone_on(self, route: Route, standin: StandIn, course: Course) -> Route:
        stops, back = self._timed(route, standin)
        whole = Route(
            date=route.date,
            carer_id=standin.carer_id,
            shift_start=standin.shift.span.start,
            shift_end=standin.shift.span.end,
            leave=course.route.leave,
            back=back,
            travel_seconds=0,
            stops=(*course.kept, *stops),
        )
        return with_legs(self._problem, whole, whole.stops, back)

    def _call(self, stop: Stop) -> Call:
        windows = self._rest.windows(self._rest.senior[stop.senior_id])
        return call_of(self._rest, stop, windows)

    def _as_told(self, stop: Stop, call: Call) -> Call:
        """Return the call of a visit of today, no earlier than told, or as asked.

        A two-person visit keeps its time.
        """
        asked = self._asked.get(VisitKey(stop.senior_id, self._rest.first_day))
        if stop.partners:
            return call
        if asked is not None:
            return call._replace(windows=asked.windows)
        told = self._told.get(stop.senior_id, 0)
        later = (Span(max(window.start, told), window.end) for window in call.windows)
        return call._replace(windows=tuple(later))

    def _timed(self, route: Route, standin: StandIn) -> tuple[list[Stop], int]:
        """Return the stops as early as they can be, and the time back.

        So what follows unchanged has the times it had.
        """
        shift = standin.shift._replace(carer_id=route.carer_id, span=standin.span)
        duty = duty_of(self._rest, shift)
        calls = [self._call(stop) for stop in route.stops]
        waiting = [
            self._as_told(stop, call)
            for stop, call in zip(route.stops, calls, strict=True)
        ]
        timing = duty.timing(waiting, standin.span) or duty.timing(calls, standin.span)
        if timing is None:
            return list(route.stops), route.back
        here, now, stops = duty.base, standin.span.start, []
        for stop, call, end in zip(route.stops, calls, timing.ends, strict=False):
            arrive = now + duty.leg(here, call.place)
            start = end - call.seconds
            stops.append(stop.replace(arrive=arrive, start=start, end=end))
            here, now = call.place, end
        return stops, timing.ends[-1]


def restated(problem: Problem, routes: Sequence[Route]) -> tuple[Route, ...]:
    """Return the routes with the tags and due dates that the data give their stops."""
    visits: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, route in enumerate(routes):
        for place, stop in enumerate(route.stops):
            visits[stop.senior_id].append((number, place))
    changed: dict[int, dict[int, Stop]] = defaultdict(dict)
    for senior_id, at in visits.items():
        senior, turn = problem.senior[senior_id], problem.first_turns.get(senior_id)
        dates = sorted({routes[number].date for number, _ in at})
        for day in dates if turn else ():
            assert turn is not None
            for number, place in at:
                stop = routes[number].stops[place]
                right = stop.due == turn.due and stop.tag is senior.tag
                if routes[number].date == day and not right:
                    new = stop.replace(due=turn.due, tag=senior.tag)
                    changed[number][place] = new
            turn = clock.next_turn(day, problem.rule(senior))
    return tuple(
        route.replace(
            stops=tuple(changed[n].get(k, stop) for k, stop in enumerate(route.stops))
        )
        if n in changed
        else route
        for n, route in enumerate(routes)
    )


def still_unserved(
    problem: Problem, routes: Iterable[Route], entries: Iterable[Unserved], mark: str
) -> tuple[Unserved, ...]:
    """Return who of those left out of the rest is due and left out of the whole plan.

    Stand-ins are called by their carers' names.
    """
    visited = {stop.senior_id for route in routes for stop in route.stops}
    left = []
    for entry in entries:
        turn = problem.first_turns.get(entry.senior_id)
        if turn and turn.due <= problem.last_day and entry.senior_id not in visited:
            late = clock.open_days_late(turn.due, problem.last_day)
            left.append(
                entry.replace(
                    due=turn.due,
                    days_late=late,
                    says=entry.says.replace(mark, ""),
                    remedy=entry.remedy and entry.remedy.replace(mark, ""),
                )
            )
    return tuple(left)
