"""A problem and a plan side by side, indexed for the rules."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from scheduler.check.visit import Turns, Visit, follow
from scheduler.domain.people import Senior
from scheduler.domain.plan import Plan, Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.times import Span


@dataclass(frozen=True)
class Case:
    """What the rules look at.

    Routes outside the planned days and stops at unknown seniors break rules of their
    own; no other rule looks at them.

    Attributes
    ----------
    problem
        Over the days that the plan says it is for.
    """

    problem: Problem
    plan: Plan

    @classmethod
    def of(cls, problem: Problem, plan: Plan) -> "Case":
        """Return the case of a plan, over the plan's own days."""
        if (problem.first_day, problem.days) != (plan.first_day, plan.days):
            problem = problem.replace(first_day=plan.first_day, days=plan.days)
        return cls(problem, plan)

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """Routes within the planned days, by date, carer and time."""
        planned = [r for r in self.plan.routes if self.is_planned(r.date)]
        return tuple(sorted(planned, key=lambda r: (r.date, r.carer_id, r.leave)))

    @cached_property
    def visits(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits to each known senior who has any, in order of dates."""
        found: dict[tuple[str, date], list[tuple[Route, Stop]]] = defaultdict(list)
        for route, stop, _ in self.stops():
            found[stop.senior_id, route.date].append((route, stop))
        visits: dict[str, list[Visit]] = defaultdict(list)
        for (senior_id, on), stops in sorted(found.items(), key=lambda item: item[0]):
            stops.sort(key=lambda pair: (pair[1].start, pair[0].carer_id))
            senior = self.problem.senior[senior_id]
            visits[senior_id].append(Visit(senior, on, tuple(stops)))
        return {senior_id: tuple(row) for senior_id, row in visits.items()}

    @cached_property
    def turns(self) -> Mapping[str, Turns]:
        """Turns of each senior who may be visited at all, by the interval clock."""
        return {
            senior_id: follow(
                first,
                self.visits.get(senior_id, ()),
                self.problem.rule(self.problem.senior[senior_id]),
            )
            for senior_id, first in self.problem.first_turns.items()
        }

    @cached_property
    def shifts(self) -> Mapping[tuple[str, date], tuple[Span, ...]]:
        """Shifts by carer and date, as the roster has them."""
        spans: dict[tuple[str, date], list[Span]] = defaultdict(list)
        for shift in self.problem.shifts:
            spans[shift.carer_id, shift.date].append(shift.span)
        return {key: tuple(row) for key, row in spans.items()}

    def is_planned(self, on: date) -> bool:
        """Return whether the date is one of the planned days."""
        return self.problem.first_day <= on <= self.problem.last_day

    def stops(self) -> Iterator[tuple[Route, Stop, Senior]]:
        """Return every stop at a known senior, in the order of `routes`."""
        for route in self.routes:
            for stop in route.stops:
                senior = self.problem.senior.get(stop.senior_id)
                if senior is not None:
                    yield route, stop, senior

    def all_visits(self) -> Iterator[Visit]:
        """Return every visit, by senior and date."""
        for visits in self.visits.values():
            yield from visits

    def shift(self, route: Route) -> Span | None:
        """Return the carer's shift in which the route lies, or mostly lies.

        None if the roster gives the carer no shift on that date.
        """
        out = Span(route.leave, route.back)

        def overlap(span: Span) -> tuple[bool, int]:
            shared = min(span.end, out.end) - max(span.start, out.start)
            return span.contains(out), shared

        spans = self.shifts.get((route.carer_id, route.date), ())
        return max(spans, key=overlap, default=None)

    def legs(self, route: Route) -> tuple[int | None, ...]:
        """Return the seconds of each leg by the table: out, between homes, and back.

        None where a place or the carer is unknown; one leg of 0 for an empty route.
        """
        if not route.stops:
            return (0,)
        travel = self.problem.travel
        if route.carer_id not in self.problem.carer:
            return (None,) * (len(route.stops) + 1)
        base = travel.base_place(route.carer_id)
        homes = [self._place(stop.senior_id) for stop in route.stops]
        table = travel.seconds[travel.carer_profile[route.carer_id]]
        return tuple(
            None if a is None or b is None else int(table[a, b])
            for a, b in pairwise([base, *homes, base])
        )

    def _place(self, senior_id: str) -> int | None:
        if senior_id not in self.problem.senior:
            return None
        return self.problem.travel.senior_place(senior_id)
