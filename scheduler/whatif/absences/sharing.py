"""An absent carer's day shared out among those at work, nobody called in.

Everybody else keeps their visits of the day. Only for a red visit that would be late
tomorrow may one that is not red give way.
"""

from collections import deque
from dataclasses import dataclass
from datetime import date

from scheduler.changes.asked import (
    Put,
    cheapest,
    puts,
    puts_with_room_made,
    with_loads,
)
from scheduler.changes.loads import Load, Wanted, call_of
from scheduler.changes.needs import Need
from scheduler.changes.standing import Standing, without_visits
from scheduler.domain.plan import Plan, Route, Stop, VisitKey
from scheduler.domain.words import Tag


@dataclass(frozen=True)
class Shared:
    """A plan in which the absent carer's visits of the day have found other carers.

    Attributes
    ----------
    plan
        Not yet checked; later days are as they were.
    left
        Visits for which nobody has time that day.
    """

    plan: Plan
    left: tuple[VisitKey, ...]

    @property
    def kept(self) -> frozenset[VisitKey]:
        """The visits of the day that cannot wait, made as they are here."""
        day = self.plan.first_day
        return frozenset(
            VisitKey(stop.senior_id, day)
            for route, stop in self.plan.stops()
            if route.date == day and stop.due <= day
        )


def shared_out(standing: Standing, need: Need, carer_id: str) -> Shared:
    """Return the day with each lost visit put where it adds least work, red first.

    Parameters
    ----------
    carer_id
        Who is absent on the day of the need.
    """
    desk = _Desk(standing, need)
    waiting = deque(need.gap.wanted)
    while waiting:
        waiting.extend(desk.placed(waiting.popleft()))
    return Shared(desk.plan(carer_id), tuple(desk.left))


class _Desk:
    """The shifts of the day while visits are put into them."""

    def __init__(self, standing: Standing, need: Need) -> None:
        self._standing = standing
        self._day = need.gap.day
        self._loads = need.loads
        self._changed: dict[str, tuple[Load, ...]] = {}
        self.left: list[VisitKey] = []

    def placed(self, wanted: Wanted) -> list[Wanted]:
        """Put a visit in, or count it among the left; return what gave way for it."""
        put = cheapest(puts(self._loads, self._day, wanted))
        if put is None and _is_pressing(wanted, self._day):
            put = self._with_room_made(wanted)
        if put is None:
            self.left.append(VisitKey(wanted.senior.senior_id, self._day))
            return []
        gone = [self._given_up(put)] if put.gives_up else []
        self._loads = self._loads.with_own(put.loads)
        self._changed[put.loads[0].duty.carer.carer_id] = put.loads
        return gone

    def _with_room_made(self, wanted: Wanted) -> Put | None:
        """Return a place for which a visit gives way, at best one that can wait."""
        stops = [
            stop
            for (_, day), own in self._loads.of.items()
            for load in own
            for stop in load.stops
            if day == self._day
        ]
        due = {
            VisitKey(stop.senior_id, self._day)
            for stop in stops
            if stop.due <= self._day
        }
        for kept in (due, set[VisitKey]()):
            made = puts_with_room_made(self._loads, self._day, wanted, kept)
            put = cheapest(made)
            if put is not None:
                return put
        return None

    def plan(self, absent: str) -> Plan:
        """Return the plan with the day as it is now."""
        ahead = self._standing.ahead
        others = tuple(
            route
            for route in ahead.routes
            if route.date > self._day or route.carer_id != absent
        )
        loads = [load for own in self._changed.values() for load in own]
        plan = with_loads(ahead.replace(routes=others), loads)
        return _with_crews(without_visits(plan, self.left), self._day)

    def _given_up(self, put: Put) -> Wanted:
        assert put.gives_up is not None
        carer_id = put.loads[0].duty.carer.carer_id
        before = self._loads.of[carer_id, self._day]
        (stop,) = (
            stop
            for load in before
            for stop in load.stops
            if stop.senior_id == put.gives_up.senior_id
        )
        rest = self._standing.rest
        senior = rest.senior[stop.senior_id]
        return Wanted(senior, stop, call_of(rest, stop, rest.windows(senior)))


def _is_pressing(wanted: Wanted, day: date) -> bool:
    return wanted.senior.tag is Tag.RED and wanted.stop.due <= day


def _with_crews(plan: Plan, day: date) -> Plan:
    """Return the plan in which the stops of a day name who else comes by now."""
    crews = {
        key.senior_id: {route.carer_id for route, _ in stops}
        for key, stops in plan.visits().items()
        if key.date == day
    }

    def named(route: Route, stop: Stop) -> Stop:
        others = tuple(sorted(crews[stop.senior_id] - {route.carer_id}))
        return stop if stop.partners == others else stop.replace(partners=others)

    return plan.replace(
        routes=tuple(
            route.replace(stops=tuple(named(route, stop) for stop in route.stops))
            if route.date == day
            else route
            for route in plan.routes
        )
    )
