"""Every change that might serve a senior, tried one by one: slow, plain, independent.

A plan is the order of seniors in each shift; all its days lie in one week.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import product

from driving import drive, earliest

from scheduler.domain.lag import Lag
from scheduler.domain.people import Carer
from scheduler.domain.plan import Route
from scheduler.domain.problem import Problem
from scheduler.domain.roster import Shift, shifts_between
from scheduler.domain.times import DAY_SECONDS, Span

FIVE = 300
MOVED, DAY_OFF = 600, 3600
AVOIDED, GENDER, SKILL, ROLE = 6000, 6600, 7200, 7800

Orders = Mapping[Shift, tuple[str, ...]]


class Tried:
    """All that might serve one senior whom a plan leaves out."""

    def __init__(self, of: Problem, orders: Orders, senior_id: str) -> None:
        self.of, self.orders = of, orders
        self.senior = of.senior[senior_id]
        self.routes = {
            shift: drive(of, shift, order) for shift, order in orders.items()
        }

    def least(self) -> float | None:
        """Return the price of the cheapest change; None if no change is enough."""
        kinds = [self._hours, self._moves, self._windows]
        kinds += [self._lacks, self._extra, self._later]
        prices = [price for kind in kinds for price in kind()]
        return min(prices, default=None)

    def served(self) -> tuple[Route, ...] | None:
        """Return routes that visit the senior though nothing changes; None if none."""
        for shift, order in self._places():
            route = drive(self.of, shift, order)
            carer = self.of.carer[shift.carer_id]
            if not self._missing(carer) and self._within(shift, route):
                routes = {**self.routes, shift: route}
                return tuple(own for own in routes.values() if own.stops)
        return None

    def _waiting(self, day):
        due = self.of.first_turns[self.senior.senior_id].due
        late = self.of.policy.weights.late_day.of(self.senior.tag)
        return late * max(0, (day - due).days)

    def _places(self):
        opens = self.of.first_turns[self.senior.senior_id].opens
        for shift, order in self.orders.items():
            if shift.date >= opens:
                for at in range(len(order) + 1):
                    yield shift, (*order[:at], self.senior.senior_id, *order[at:])

    def _missing(self, carer: Carer, senior=None) -> list[int]:
        senior = senior or self.senior
        rule = self.of.rule(senior)
        lacks = [SKILL for skill in senior.skills if skill not in carer.skills]
        lacks += [AVOIDED] * (carer.carer_id in senior.avoid)
        lacks += [GENDER] * (senior.gender not in (None, carer.gender))
        companions = rule.companion_roles if senior.carers_needed == 2 else ()
        return [*lacks, *[ROLE] * (carer.role not in (*rule.roles, *companions))]

    def _over(self, shift, route, without=()) -> int:
        """Return the seconds above the week's limit with a route in a shift's place."""
        carer = self.of.carer[shift.carer_id]
        if carer.max_minutes_per_week is None:
            return 0
        others = sum(
            own.back - own.leave
            for at, own in self.routes.items()
            if at.carer_id == carer.carer_id and at != shift and at not in without
        )
        return max(
            0, others + route.back - route.leave - 60 * carer.max_minutes_per_week
        )

    def _too_many(self, shift, more=1) -> bool:
        limit = self.of.carer[shift.carer_id].max_visits_per_day
        today = sum(
            len(order)
            for at, order in self.orders.items()
            if (at.carer_id, at.date) == (shift.carer_id, shift.date)
        )
        return limit is not None and today + more > limit

    def _within(self, shift, route) -> bool:
        return (
            route is not None
            and not self._over(shift, route)
            and not self._too_many(shift)
        )

    def _hours(self) -> Iterator[float]:
        for shift, order in self._places():
            if not self._missing(self.of.carer[shift.carer_id]):
                for price in self._longer(shift, order):
                    yield price + self._waiting(shift.date)

    def _longer(self, shift, order, windows=None) -> Iterator[float]:
        """Return what each begin of a shift costs, with its least end and limits."""
        ends = self._ends(shift)
        for begin in self._begins(shift):
            hours = Span(begin, ends[-1])
            route = drive(self.of, shift._replace(span=hours), order, windows)
            if route is not None:
                end = next(end for end in ends if end >= route.back)
                price = end - begin - shift.span.seconds
                price += -(-self._over(shift, route) // 60) * 60
                yield price + self._too_many(shift) * self.of.visit_seconds(self.senior)

    def least_pair(self) -> float | None:
        """Return the least price at which two carers come; None if never."""
        prices = []
        for day in sorted({shift.date for shift, _ in self._places()}):
            places = [one for one in self._places() if one[0].date == day]
            times = self._moments(places)
            firsts = {t: self._parts(places, t, ()) for t in times}
            also = self.senior.second_skills
            seconds = (
                {t: self._parts(places, t, also) for t in times} if also else firsts
            )
            for start, follow in product(times, times):
                if self._lag.allows(follow - start):
                    least = self._pairs(firsts[start], seconds[follow])
                    prices += [price + self._waiting(day) for price in least]
        return min(prices, default=None)

    @property
    def _lag(self) -> Lag:
        return self.senior.after or Lag(0, 0)

    def _moments(self, places) -> set[int]:
        """Return full steps in a window, and when each could be there as it is now.

        And the moments that lie as far from these as the two carers' starts may.
        """
        seconds = self.of.visit_seconds(self.senior)
        last = [(w, w.end - seconds) for w in self.of.windows(self.senior)]
        found = {t for w, end in last for t in range(w.start, end + 1) if t % FIVE == 0}
        for shift, order in places:
            at = order.index(self.senior.senior_id)
            starts = earliest(self.of, shift, order[: at + 1], {})
            found |= {starts[at]} if starts else set()
        ways = 0, self._lag.least_seconds, self._lag.most_seconds
        apart = {t + sign * way for t in found for way in ways for sign in (-1, 1)}
        return {t for t in apart if any(w.start <= t <= end for w, end in last)}

    def _parts(self, places, start, also) -> dict[str, float]:
        """Return what each carer's part costs at a time, some skills asked as well."""
        span = Span(start, start + self.of.visit_seconds(self.senior))
        fixed, least = {self.senior.senior_id: (span,)}, {}
        for shift, order in places:
            carer = self.of.carer[shift.carer_id]
            more = set(also) - set(carer.skills) - set(self.senior.skills)
            lacks = [*self._missing(carer), *(SKILL for _ in more)]
            if len(lacks) < 2:
                known = [least[shift.carer_id]] if shift.carer_id in least else []
                asked = [sum(lacks) + p for p in self._longer(shift, order, fixed)]
                least.update({shift.carer_id: min(known + asked)} if asked else {})
        return least

    def _pairs(self, firsts, seconds) -> Iterator[float]:
        for one, other in product(firsts, seconds):
            if one != other:
                role = 0 if self._leads(one) or self._leads(other) else ROLE
                yield firsts[one] + seconds[other] + role

    def _leads(self, carer_id: str) -> bool:
        carer, rule = self.of.carer[carer_id], self.of.rule(self.senior)
        return carer.role in rule.roles or ROLE in self._missing(carer)

    def _others(self, shift):
        return [
            at.span
            for at in self.orders
            if (at.carer_id, at.date) == (shift.carer_id, shift.date) and at != shift
        ]

    def _begins(self, shift):
        start = shift.span.start
        before = [span.end for span in self._others(shift) if span.end <= start]
        least = max([start - 7200, *before])
        return [
            start,
            *(t for t in range(least, start) if t % FIVE == 0 or t == least),
        ]

    def _ends(self, shift):
        end = shift.span.end
        after = [span.start for span in self._others(shift) if span.start >= end]
        most = min([end + 7200, *after])
        return [
            end,
            *(t for t in range(end + 1, most + 1) if t % FIVE == 0 or t == most),
        ]

    def _moves(self) -> Iterator[float]:
        for shift, order in self.orders.items():
            for moved in order:
                rest = tuple(one for one in order if one != moved)
                if any(self._moved(shift, rest, moved)):
                    yield MOVED + self._waiting(shift.date)

    def _moved(self, shift, rest, moved) -> Iterator[bool]:
        carer = self.of.carer[shift.carer_id]
        opens = self.of.first_turns[self.senior.senior_id].opens
        if self._missing(carer) or shift.date < opens:
            return
        for at in range(len(rest) + 1):
            route = drive(
                self.of, shift, (*rest[:at], self.senior.senior_id, *rest[at:])
            )
            if route is not None and not self._over(shift, route):
                yield from self._taken(shift, route, moved)

    def _taken(self, left, route, moved) -> Iterator[bool]:
        for shift, order in self.orders.items():
            carer = self.of.carer[shift.carer_id]
            if shift.date != left.date or shift == left or self._too_many(shift):
                continue
            if self._missing(carer, self.of.senior[moved]):
                continue
            for at in range(len(order) + 1):
                other = drive(self.of, shift, (*order[:at], moved, *order[at:]))
                if other is None:
                    continue
                if carer.carer_id != left.carer_id:
                    yield not self._over(shift, other)
                elif carer.max_minutes_per_week is not None:
                    both = route.back - route.leave - 60 * carer.max_minutes_per_week
                    over = self._over(shift, other, without=(left,))
                    yield not over and other.back - other.leave + both <= 0
                else:
                    yield True

    def _windows(self) -> Iterator[float]:
        for shift, order in self._places():
            if self._missing(self.of.carer[shift.carer_id]):
                continue
            for window in self.of.windows(self.senior):
                least = self._least_window(shift, order, window)
                if least is not None:
                    seconds, route = least
                    if self._within(shift, route):
                        yield seconds + self._waiting(shift.date)

    def _least_window(self, shift, order, window):
        """Return the least seconds by which a window must grow, opening late."""
        found = []
        if self._closes(shift, order, window, 0) is None:
            return None
        for opens in [window.start, *range(window.start // FIVE * FIVE, -1, -FIVE)]:
            closes = self._closes(shift, order, window, opens)
            if closes is not None:
                others = [w for w in self.of.windows(self.senior) if w != window]
                spans = tuple(sorted([Span(opens, closes), *others]))
                route = drive(self.of, shift, order, {self.senior.senior_id: spans})
                found.append((closes - opens - window.seconds, -opens, route))
                if closes == window.end:
                    break
        if not found:
            return None
        seconds, _, route = min(found, key=lambda one: one[:2])
        return seconds, route

    def _closes(self, shift, order, window, opens):
        wide = {self.senior.senior_id: (Span(opens, DAY_SECONDS),)}
        if drive(self.of, shift, order, wide) is None:
            return None
        early = earliest(self.of, shift, order, wide)[
            order.index(self.senior.senior_id)
        ]
        end = early + self.of.visit_seconds(self.senior)
        return window.end if end <= window.end else -(-end // FIVE) * FIVE

    def _lacks(self) -> Iterator[float]:
        for shift, order in self._places():
            lacks = self._missing(self.of.carer[shift.carer_id])
            if len(lacks) == 1 and self._within(shift, drive(self.of, shift, order)):
                yield lacks[0] + self._waiting(shift.date)

    def _extra(self) -> Iterator[float]:
        working = {(shift.carer_id, shift.date) for shift in self.orders}
        opens = self.of.first_turns[self.senior.senior_id].opens
        for carer in self.of.carers:
            for offset in range(self.of.days):
                day = self.of.first_day + timedelta(days=offset)
                off = (carer.carer_id, day) not in working and day >= opens
                if off and not self._missing(carer):
                    yield from self._come_in(carer, day)

    def _come_in(self, carer, day) -> Iterator[float]:
        for begin in range(0, DAY_SECONDS, FIVE):
            shift = Shift(day, carer.carer_id, Span(begin, DAY_SECONDS))
            route = drive(self.of, shift, (self.senior.senior_id,))
            if self._within(shift, route):
                seconds = -(-route.back // FIVE) * FIVE - begin
                yield DAY_OFF + seconds + self._waiting(day)

    def _later(self) -> Iterator[float]:
        first = self.of.last_day + timedelta(days=1)
        for shift in shifts_between(self.of.roster, first, 14):
            carer = self.of.carer[shift.carer_id]
            order = (self.senior.senior_id,)
            route = drive(self.of, shift, order)
            if route is None or self._missing(carer) or carer.max_visits_per_day == 0:
                continue
            limit = carer.max_minutes_per_week
            if limit is None or route.back - route.leave <= 60 * limit:
                yield self._waiting(shift.date)
