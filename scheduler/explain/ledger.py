"""What a plan costs, as far as moving the visits to one senior can change it.

The referee's own functions count, on a community of that senior alone; what others pay
with is travel and a fair share of the work, which are added up over all routes.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from scheduler.changes.cost import OWN, Cost, cost_of, terms_between
from scheduler.check.kpis import kpis
from scheduler.check.price import Price, above_fair_shares, price
from scheduler.domain.plan import Kpis, Plan, Route
from scheduler.domain.problem import Problem
from scheduler.domain.times import MINUTE_SECONDS
from scheduler.domain.travel import TravelTimes
from scheduler.domain.words import Tag


class Ledger:
    """The account of one senior in a plan that breaks no rule."""

    def __init__(self, problem: Problem, plan: Plan, senior_id: str) -> None:
        self._senior_id = senior_id
        self._weights = problem.policy.weights
        self._alone = _alone(problem, senior_id)
        self._plan = plan
        self._own = [r for r in plan.routes if self._own_part(r)]
        self._kpis, self._price = self._counted(self._own)
        self._work = _work(plan.routes)
        self._on_shift: Counter[str] = Counter()
        for shift in problem.shifts:
            self._on_shift[shift.carer_id] += shift.span.seconds
        self._uneven = above_fair_shares(self._work, self._on_shift)

    def cost(self, before: Sequence[Route], after: Sequence[Route]) -> Cost:
        """Return what it costs to have some routes as they would be after a change.

        Parameters
        ----------
        before
            Routes of the plan, those of them that change among them.
        after
            What becomes of them; only visits to this senior may have moved.
        """
        gone = {_key(route) for route in before}
        kept = [route for route in self._own if _key(route) not in gone]
        own, new = self._counted([*kept, *after])
        seconds = _travel(after) - _travel(before)
        old = self._kpis
        return cost_of(
            self._weights,
            self._terms(new, seconds, self._more_uneven(before, after)),
            travel_minutes=round(seconds / MINUTE_SECONDS, 1),
            new_faces=own.new_faces - old.new_faces,
            late_days={tag: own.late_days[tag] - old.late_days[tag] for tag in Tag},
            visits=own.visits - old.visits,
        )

    def _own_part(self, route: Route) -> Route | None:
        """Return a route with the visits to this senior only, None without any."""
        stops = tuple(s for s in route.stops if s.senior_id == self._senior_id)
        return route.replace(stops=stops) if stops else None

    def _counted(self, routes: Iterable[Route]) -> tuple[Kpis, Price]:
        parts = tuple(part for route in routes if (part := self._own_part(route)))
        plan = self._plan.replace(routes=parts, unserved=(), kpis=None)
        return kpis(self._alone, plan), price(self._alone, plan)

    def _more_uneven(self, before: Sequence[Route], after: Sequence[Route]) -> float:
        """Return the seconds that the work above the fair shares grows by."""
        work = self._work.copy()
        work.subtract(_work(before))
        work.update(_work(after))
        return above_fair_shares(work, self._on_shift) - self._uneven

    def _terms(self, new: Price, seconds: int, uneven: float) -> dict[str, float]:
        shared = {
            "travel": self._weights.travel * seconds,
            "fairness": self._weights.fairness * uneven,
        }
        return shared | terms_between(self._price, new, *OWN)


def _key(route: Route) -> tuple[date, str, int]:
    return route.date, route.carer_id, route.leave


def _work(routes: Iterable[Route]) -> Counter[str]:
    work: Counter[str] = Counter()
    for route in routes:
        work[route.carer_id] += route.back - route.leave
    return work


def _travel(routes: Iterable[Route]) -> int:
    return sum(route.travel_seconds for route in routes)


def _alone(problem: Problem, senior_id: str) -> Problem:
    """Return the problem as if nobody but this senior were visited."""
    travel = problem.travel
    bases = range(len(travel.senior_ids), travel.seconds.shape[1])
    places = np.array([travel.senior_place(senior_id), *bases])
    return problem.replace(
        seniors=(problem.senior[senior_id],),
        records=[one for one in problem.records if one.senior_id == senior_id],
        travel=TravelTimes(
            senior_ids=(senior_id,),
            base_ids=travel.base_ids,
            seconds=travel.seconds[:, places[:, None], places],
            carer_profile=travel.carer_profile,
            carer_base=travel.carer_base,
            from_file=travel.from_file,
        ),
    )
