"""What a plan costs by the policy's weights, in seconds of travel."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from scheduler.check.case import Case
from scheduler.check.faces import new_faces
from scheduler.check.totals import days_late, travel_seconds
from scheduler.domain.people import Senior
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.domain.words import Tag


@dataclass(frozen=True)
class Price:
    """The cost of a plan, term by term; see `Weights` for what each pays for."""

    travel: float
    visit: float
    early: float
    continuity: float
    prefer: float
    prefer_minutes: float
    fairness: float
    stability: float
    late: Mapping[Tag, float]

    @property
    def total(self) -> float:
        """All terms together."""
        return (
            self.travel
            + self.visit
            + self.early
            + self.continuity
            + self.prefer
            + self.prefer_minutes
            + self.fairness
            + self.stability
            + sum(self.late.values())
        )


def price(problem: Problem, plan: Plan, published: Plan | None = None) -> Price:
    """Return the cost of a plan over its own days.

    Parameters
    ----------
    published
        The plan that people already hold, whose stops are better kept; default none.
    """
    case = Case.of(problem, plan)
    weights = problem.policy.weights
    late = days_late(case)
    moved = stops_moved(problem, plan, published).stops if published else 0
    return Price(
        travel=weights.travel * travel_seconds(case),
        visit=weights.visit * sum(1 for _ in case.all_visits()),
        early=weights.early * _unused_intervals(case),
        continuity=weights.continuity * sum(1 for _ in new_faces(case)),
        prefer=weights.prefer * _without_preferred(case),
        prefer_minutes=weights.prefer_minutes * _minutes_outside_preferred(case),
        fairness=weights.fairness * _seconds_above_fair_share(case),
        stability=weights.stability * moved,
        late={tag: weights.late_day.of(tag) * late[tag] for tag in Tag},
    )


def _unused_intervals(case: Case) -> float:
    """Return the unused shares of the interval, 0 to 1 each, summed over visits."""
    return sum(
        max(0, (turn.due - visit.date).days)
        / case.problem.rule(visit.senior).interval_days
        for turns in case.turns.values()
        for visit, turn in turns.taken
    )


def _without_preferred(case: Case) -> int:
    """Return the visits by nobody whom the senior prefers, where they name someone."""
    return sum(
        bool(visit.senior.prefer)
        and not set(visit.senior.prefer).intersection(visit.carer_ids)
        for visit in case.all_visits()
    )


def _minutes_outside_preferred(case: Case) -> float:
    """Return the minutes outside the preferred spans, summed over stops."""
    seconds = sum(
        seconds_unwished(senior, Span(stop.start, stop.end))
        for _, stop, senior in case.stops()
    )
    return seconds / MINUTE_SECONDS


def seconds_unwished(senior: Senior, visit: Span) -> int:
    """Return by how much a visit sticks out of the nearest preferred span.

    Less what must stick out of it; 0 where the senior prefers none.
    """
    return min(
        (_seconds_outside(span, visit) for span in senior.prefer_windows), default=0
    )


def _seconds_outside(preferred: Span, visit: Span) -> int:
    before = max(0, preferred.start - visit.start)
    after = max(0, visit.end - preferred.end)
    return before + after - max(0, visit.seconds - preferred.seconds)


def _seconds_above_fair_share(case: Case) -> float:
    """Return the seconds of work above each carer's fair share, summed over carers."""
    work: Counter[str] = Counter()
    for route in case.routes:
        work[route.carer_id] += route.back - route.leave
    on_shift: Counter[str] = Counter()
    for shift in case.problem.shifts:
        on_shift[shift.carer_id] += shift.span.seconds
    return above_fair_shares(work, on_shift)


def above_fair_shares(work: Counter[str], on_shift: Counter[str]) -> float:
    """Return the seconds of work above each carer's fair share, summed over carers.

    Parameters
    ----------
    work, on_shift
        Seconds by carer id.
    """
    all_work, all_shifts = work.total(), on_shift.total()
    return sum(
        max(0.0, seconds - all_work * on_shift[carer_id] / (all_shifts or 1))
        for carer_id, seconds in work.items()
    )


class Moved(NamedTuple):
    """Of the published stops: how many another carer or day has, or nobody.

    Attributes
    ----------
    published
        All of the planned days.
    """

    stops: int
    published: int


def stops_moved(problem: Problem, plan: Plan, published: Plan) -> Moved:
    """Return how many published stops of the planned days a plan does not keep."""
    kept = _stops(problem, plan)
    told = _stops(problem, published)
    return Moved(len(told - kept), len(told))


def _stops(problem: Problem, plan: Plan) -> set[tuple[str, date, str]]:
    """Return senior, date and carer of each stop of the planned days."""
    return {
        (stop.senior_id, route.date, route.carer_id)
        for route, stop in plan.stops()
        if problem.first_day <= route.date <= problem.last_day
    }
