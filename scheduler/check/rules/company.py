"""How many carers come to a visit, whether together, and whom they name."""

from collections.abc import Iterator

from scheduler.check.case import Case
from scheduler.check.violation import Violation, at_stop, of_senior
from scheduler.check.visit import Visit
from scheduler.domain.plan import Route, Stop
from scheduler.domain.times import format_second
from scheduler.errors import Text


def too_few_carers(case: Case) -> Iterator[Violation]:
    """Return the visits to which fewer carers come than are needed."""
    for visit in case.all_visits():
        needed, coming = visit.senior.carers_needed, len(visit.carer_ids)
        if coming < needed:
            says = Text(
                zh=f"只安排了 {coming} 人，少 {needed - coming} 人；应为 {needed} 人。",
                en=f"{coming} carers come, {needed - coming} too few; {needed} must.",
            )
            yield _of_visit("too_few_carers", visit, needed - coming, "carers", says)


def too_many_carers(case: Case) -> Iterator[Violation]:
    """Return the visits to which more carers come together than are needed."""
    for visit in case.all_visits():
        needed, coming = visit.senior.carers_needed, len(visit.carer_ids)
        if coming > needed and len(visit.starts) == 1:
            says = Text(
                zh=f"安排了 {coming} 人，多 {coming - needed} 人；应为 {needed} 人。",
                en=f"{coming} carers come, {coming - needed} too many; {needed} must.",
            )
            yield _of_visit("too_many_carers", visit, coming - needed, "carers", says)


def different_starts(case: Case) -> Iterator[Violation]:
    """Return the two-person visits whose carers do not start together, yet should."""
    for visit in case.all_visits():
        pair = len(visit.stops) == len(visit.carer_ids) == 2
        together = visit.senior.carers_needed == 2 and visit.senior.after is None
        if together and pair and len(visit.starts) > 1:
            early, late = visit.starts
            says = Text(
                zh=f"两人分别于 {format_second(early)} 和 {format_second(late)} 开始，"
                f"相差 {late - early} 秒；应同时于 {format_second(late)} 开始。",
                en=f"the two start at {format_second(early)} and "
                f"{format_second(late)}, {late - early} seconds apart; both start at "
                f"{format_second(late)}.",
            )
            yield _of_visit("different_starts", visit, late - early, "seconds", says)


def wrong_partners(case: Case) -> Iterator[Violation]:
    """Return the stops that do not name exactly the others who come along."""
    for visit in case.all_visits():
        for route, stop in visit.stops:
            right = _others(visit, route, stop)
            if sorted(stop.partners) != right:
                named = "、".join(stop.partners) or "无"
                named_en = ", ".join(stop.partners) or "nobody"
                wrong = max(1, len(set(stop.partners) ^ set(right)))
                says = Text(
                    zh=f"同行人员写为 {named}；应为 {'、'.join(right) or '无'}。",
                    en=f"goes with {named_en} by the plan; it is to name "
                    f"{', '.join(right) or 'nobody'}.",
                )
                yield at_stop("wrong_partners", route, stop, wrong, "carers", says)


def _others(visit: Visit, route: Route, stop: Stop) -> list[str]:
    pair = visit.senior.carers_needed == 2
    return sorted(
        {
            other.carer_id
            for other, at in visit.stops
            if other.carer_id != route.carer_id and (pair or at.start == stop.start)
        }
    )


def _of_visit(rule: str, visit: Visit, amount: int, unit: str, says: Text) -> Violation:
    return of_senior(rule, visit.senior.senior_id, visit.date, amount, unit, says)
