"""The key figures of a plan, as the contract defines them."""

from collections.abc import Mapping

from scheduler.check.case import Case
from scheduler.check.faces import new_faces
from scheduler.check.totals import days_late, travel_seconds
from scheduler.domain.plan import Kpis, Plan
from scheduler.domain.problem import Problem
from scheduler.domain.times import MINUTE_SECONDS
from scheduler.domain.words import Tag


def kpis(problem: Problem, plan: Plan) -> Kpis:
    """Return the key figures, counted over the plan's own days.

    Minutes are rounded to 0.1. Stops at unknown seniors and on other days do not
    count. ``bound`` is None: a plan alone proves none.
    """
    case = Case.of(problem, plan)
    return Kpis(
        visits=sum(1 for _ in case.all_visits()),
        late_days=days_late(case),
        on_time_share=_on_time_share(case),
        travel_minutes=round(travel_seconds(case) / MINUTE_SECONDS, 1),
        service_minutes=round(_service_seconds(case) / MINUTE_SECONDS, 1),
        carers_used=len({route.carer_id for route, _, _ in case.stops()}),
        new_faces=sum(1 for _ in new_faces(case)),
        overdue_now=_overdue_now(case),
    )


def _on_time_share(case: Case) -> Mapping[Tag, float]:
    on_time = dict.fromkeys(Tag, 0)
    owed = dict.fromkeys(Tag, 0)
    for senior_id, turns in case.turns.items():
        tag = case.problem.senior[senior_id].tag
        on_time[tag] += sum(taken.days_late == 0 for taken in turns.taken)
        owed[tag] += len(turns.taken)
        owed[tag] += turns.still_open.due <= case.problem.last_day
    return {tag: on_time[tag] / owed[tag] if owed[tag] else 1.0 for tag in Tag}


def _service_seconds(case: Case) -> int:
    return sum(max(0, stop.end - stop.start) for _, stop, _ in case.stops())


def _overdue_now(case: Case) -> int:
    first_day = case.problem.first_day
    return sum(turn.due < first_day for turn in case.problem.first_turns.values())
