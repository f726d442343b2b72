"""An explanation as JSON would hold it."""

from typing import Any

from scheduler.domain.times import format_second
from scheduler.errors import Language
from scheduler.explain.barriers import Barrier
from scheduler.explain.explanation import Barred, Coming, Explanation, Visit
from scheduler.explain.tries import Way


def explanation_json(found: Explanation, language: Language) -> dict[str, Any]:
    """Return all that is known, the alternatives that a page leaves out too."""
    absence = found.absence
    return {
        "plan_id": found.plan.plan_id,
        "senior_id": found.senior.senior_id,
        "tag": found.senior.tag,
        "interval_days": found.interval_days,
        "last_valid_visit": found.last and str(found.last),
        "next_due": found.next_due and str(found.next_due),
        "absence": absence
        and {
            "reason": absence.key,
            "says": absence.says.to(language),
            "remedy": absence.remedy,
        },
        "visits": [_visit(visit, language) for visit in found.visits],
    }


def _visit(visit: Visit, language: Language) -> dict[str, Any]:
    return {
        "date": str(visit.date),
        "start": format_second(visit.start),
        "end": format_second(visit.end),
        "why_this_day": {
            "last": visit.last and str(visit.last),
            "opens": str(visit.opens),
            "due": str(visit.due),
            "facts": [fact.to(language) for fact in visit.why_then],
            "other_days": [
                {
                    "date": str(day.date),
                    "days_early": day.early,
                    "cheapest": _way(day.way, language),
                    "impossible": _key(day.barrier),
                    "cannot": _barred(day.barred),
                }
                for day in visit.days
            ],
        },
        "why_this_person": {
            "facts": [fact.to(language) for fact in visit.why_them],
            "others": [_way(way, language) for way in visit.others.ways],
            "may_never": _barred(visit.others.never),
            "cannot": _barred(visit.others.barred),
        },
        "why_this_time": {
            "window": str(visit.window),
            "coming": [_coming(one) for one in visit.coming],
            "other_windows": [
                {
                    "window": str(half.window),
                    "cheapest": _way(half.way, language),
                    "impossible": _key(half.barrier),
                }
                for half in visit.halves
            ],
        },
    }


def _coming(one: Coming) -> dict[str, Any]:
    return {
        "carer_id": one.carer_id,
        "from": one.origin,
        "travel_seconds": one.stop.travel_seconds,
        "arrive": format_second(one.stop.arrive),
        "waiting_seconds": one.waiting,
    }


def _way(way: Way | None, language: Language) -> dict[str, Any] | None:
    if way is None:
        return None
    return {
        "date": str(way.date),
        "start": format_second(way.start),
        "carer_ids": way.carer_ids,
        "travel_minutes": way.cost.travel_minutes,
        "new_faces": way.cost.new_faces,
        "late_days": way.cost.late_days,
        "fairness_minutes": way.cost.fairness_minutes,
        "wished_minutes": way.cost.wished_minutes,
        "total": round(way.total, 3),
        "says": way.cost.says.to(language),
    }


def _key(barrier: Barrier | None) -> str | None:
    return barrier.value if barrier else None


def _barred(barred: Barred) -> dict[str, tuple[str, ...]]:
    return {barrier.value: who for barrier, who in barred.items()}
