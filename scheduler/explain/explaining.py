"""One senior's visits in a plan explained, from what the referee lets pass."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from scheduler.changes.requests import Move
from scheduler.check.faces import MEMORY
from scheduler.domain import clock
from scheduler.domain.people import Senior
from scheduler.domain.plan import Plan, Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.times import Span
from scheduler.explain.absence import absence
from scheduler.explain.barriers import Barrier
from scheduler.explain.explanation import Coming, Explanation, Half, Visit
from scheduler.explain.facts import Met, why_them, why_then
from scheduler.explain.other_carers import other_carers
from scheduler.explain.other_days import OtherDays, Turn
from scheduler.explain.team import Team
from scheduler.explain.tries import Tries, Way


def explain(problem: Problem, plan: Plan, senior_id: str) -> Explanation:
    """Return why a senior is visited as planned, and what anything else would cost.

    Parameters
    ----------
    problem
        Over the plan's own days.
    plan
        One that breaks no rule.
    senior_id
        A listed senior's.
    """
    senior = problem.senior[senior_id]
    first = problem.first_turns.get(senior_id)
    visits = tuple(_Explainer(problem, plan, senior).visits())
    due = first.due if first else None
    if visits:
        due = clock.next_turn(visits[-1].date, problem.rule(senior)).due
    return Explanation(
        plan=plan,
        senior=senior,
        interval_days=problem.rule(senior).interval_days,
        last=problem.last_visit(senior),
        visits=visits,
        absence=None if visits else absence(problem, plan, senior),
        next_due=due,
    )


@dataclass(frozen=True)
class _Explainer:
    """Goes through the visits to one senior, in order of dates."""

    problem: Problem
    plan: Plan
    senior: Senior

    def visits(self) -> Iterator[Visit]:
        for turn in self._turns():
            stops = self._stops[turn.date]
            stop = stops[0][1]
            yield Visit(
                date=turn.date,
                start=stop.start,
                end=stop.end,
                coming=tuple(_coming(route, one) for route, one in stops),
                last=self._last_before(turn.date),
                opens=turn.opens,
                due=turn.due,
                window=self._window(stop),
                why_then=tuple(
                    why_then(self.senior, self.problem.policy, turn.date, turn.due)
                ),
                why_them=tuple(
                    why_them(
                        self.senior,
                        self.problem.policy,
                        self.problem.carers,
                        {carer_id: carer_id for carer_id in turn.crew},
                        self._met(turn.date),
                    )
                ),
                days=self._other_days.of(turn),
                others=other_carers(
                    self._tries,
                    self._team,
                    self.senior.senior_id,
                    turn.date,
                    turn.crew,
                ),
                halves=tuple(self._halves(turn, stop)),
            )

    @cached_property
    def _stops(self) -> Mapping[date, Sequence[tuple[Route, Stop]]]:
        """The stops of each visit by date, who comes first first, then by carers."""
        stops: dict[date, list[tuple[Route, Stop]]] = defaultdict(list)
        for route, stop in self.plan.stops():
            if stop.senior_id == self.senior.senior_id:
                stops[route.date].append((route, stop))
        return {
            day: sorted(stops[day], key=lambda pair: (pair[1].start, pair[0].carer_id))
            for day in sorted(stops)
        }

    @cached_property
    def _team(self) -> Team:
        return Team(self.problem, self.senior)

    @cached_property
    def _tries(self) -> Tries:
        return Tries(self.problem, self.plan, self.senior.senior_id)

    @cached_property
    def _other_days(self) -> OtherDays:
        rule = self.problem.rule(self.senior)
        return OtherDays(self._tries, self._team, self.senior, rule)

    def _turns(self) -> Iterator[Turn]:
        dates = list(self._stops)
        turn = self.problem.first_turns.get(self.senior.senior_id)
        one = timedelta(days=1)
        for number, day in enumerate(dates):
            assert turn is not None
            following = dates[number + 1] if number + 1 < len(dates) else None
            yield Turn(
                date=day,
                crew=tuple(route.carer_id for route, _ in self._stops[day]),
                first=dates[number - 1] + one if number else self.plan.first_day,
                last=following - one if following else self.plan.last_day,
                opens=turn.opens,
                due=turn.due,
                following=following,
            )
            turn = clock.next_turn(day, self.problem.rule(self.senior))

    def _last_before(self, day: date) -> date | None:
        planned = [other for other in self._stops if other < day]
        return max(planned, default=self.problem.last_visit(self.senior))

    def _met(self, day: date) -> Mapping[str, Met]:
        """Return whom the senior has met before a visit, as the referee remembers."""
        dates: dict[str, set[date]] = defaultdict(set)
        for record in self.problem.records:
            if record.senior_id == self.senior.senior_id and record.outcome.is_valid:
                dates[record.carer_id].add(record.date)
        for on, stops in self._stops.items():
            for route, _ in stops:
                dates[route.carer_id].add(on)
        lately = {
            who: [on for on in days if day - MEMORY <= on < day]
            for who, days in dates.items()
        }
        return {who: Met(len(days), max(days)) for who, days in lately.items() if days}

    def _window(self, stop: Stop) -> Span:
        visit = Span(stop.start, stop.end)
        windows = self.problem.windows(self.senior)
        return next(window for window in windows if window.contains(visit))

    def _halves(self, turn: Turn, stop: Stop) -> Iterator[Half]:
        visit = Span(stop.start, stop.end)
        for window in self.problem.windows(self.senior):
            if not window.contains(visit):
                found = self._within(turn, window)
                way = found if isinstance(found, Way) else None
                yield Half(window, way, None if isinstance(found, Way) else found)

    def _within(self, turn: Turn, window: Span) -> Way | Barrier:
        seconds = self.problem.visit_seconds(self.senior)
        there = (
            self._team.is_there(who, turn.date, window, seconds) for who in turn.crew
        )
        if not all(there):
            return Barrier.OFF_DUTY
        request = Move(senior_id=self.senior.senior_id, date=turn.date)
        return self._tries.tried_within(request, window)


def _coming(route: Route, stop: Stop) -> Coming:
    place = route.stops.index(stop)
    origin = route.stops[place - 1].senior_id if place else None
    return Coming(route.carer_id, origin, stop)
