"""How much one carer may do in a day and in a week."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.check.case import Case
from scheduler.check.violation import Violation, by_carer
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.times import MINUTE_SECONDS
from scheduler.errors import Text


def too_many_visits(case: Case) -> Iterator[Violation]:
    """Return the days on which a carer makes more visits than the daily limit."""
    made = Counter(
        (route.date, route.carer_id) for route in case.routes for _ in route.stops
    )
    for (on, carer_id), visits in sorted(made.items()):
        carer = case.problem.carer.get(carer_id)
        limit = carer.max_visits_per_day if carer is not None else None
        if limit is not None and visits > limit:
            over = visits - limit
            says = Text(
                zh=f"当天走访 {visits} 次，超出 {over} 次；每天至多 {limit} 次。",
                en=f"{visits} visits, {over} too many; {limit} a day at most.",
            )
            yield by_carer("too_many_visits", carer_id, on, over, "visits", says)


def too_many_minutes(case: Case) -> Iterator[Violation]:
    """Return the weeks, Monday to Sunday, in which a carer works beyond the limit.

    Each planned route counts from leaving to coming back; recorded visits of the same
    week count as already worked.
    """
    planned: Counter[tuple[date, str]] = Counter()
    for route in case.routes:
        planned[_monday(route.date), route.carer_id] += route.back - route.leave
    recorded = _recorded_seconds(case.problem)
    for (monday, carer_id), seconds in sorted(planned.items()):
        carer = case.problem.carer.get(carer_id)
        limit = carer.max_minutes_per_week if carer is not None else None
        if limit is None:
            continue
        worked = seconds + recorded[monday, carer_id]
        over = (worked - limit * MINUTE_SECONDS) / MINUTE_SECONDS
        if over > 0:
            total = worked / MINUTE_SECONDS
            says = Text(
                zh=f"这一周共工作 {total:.1f} 分钟（含已记录的走访），超出 "
                f"{over:.1f} 分钟；每周至多 {limit} 分钟。",
                en=f"{total:.1f} minutes in the week that begins then, recorded visits "
                f"included, {over:.1f} too many; {limit} a week at most.",
            )
            yield by_carer("too_many_minutes", carer_id, monday, over, "minutes", says)


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _recorded_seconds(problem: Problem) -> Counter[tuple[date, str]]:
    seconds: Counter[tuple[date, str]] = Counter()
    for record in problem.records:
        key = _monday(record.date), record.carer_id
        seconds[key] += _seconds_worked(problem, record)
    return seconds


def _seconds_worked(problem: Problem, record: VisitRecord) -> int:
    """Return the time noted; else the senior's visit time if the visit was valid."""
    if record.minutes is not None:
        return record.minutes * MINUTE_SECONDS
    if record.outcome.is_valid:
        return problem.visit_seconds(problem.senior[record.senior_id])
    return 0
