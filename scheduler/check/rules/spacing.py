"""When a senior may be visited: not while paused, not too soon, not twice a day."""

from collections.abc import Iterator
from datetime import date

from scheduler.check.case import Case
from scheduler.check.violation import Violation, of_senior
from scheduler.domain.people import Senior
from scheduler.domain.words import CHINESE, Status
from scheduler.errors import Text


def _is_paused(case: Case, senior: Senior, on: date) -> bool:
    if senior.senior_id not in case.problem.first_turns:
        return True
    until = senior.status_until
    return senior.status is not Status.ACTIVE and until is not None and on < until


def senior_paused(case: Case) -> Iterator[Violation]:
    """Return the visits to seniors who are away for the time or for good."""
    for visit in case.all_visits():
        senior = visit.senior
        if not _is_paused(case, senior, visit.date):
            continue
        until = senior.status_until
        if senior.status is Status.ENDED or until is None:
            days = 1
            right = Text(zh="应取消这次走访", en="leave the visit out")
        else:
            days = (until - visit.date).days
            right = Text(
                zh=f"早了 {days} 天，应不早于 {until}",
                en=f"it is {days} days too early, visits may begin on {until}",
            )
        says = Text(
            zh=f"状态为{CHINESE[senior.status]}，不能走访；{right.zh}。",
            en=f"cannot be visited while {senior.status}; {right.en}.",
        )
        yield of_senior(
            "senior_paused", senior.senior_id, visit.date, days, "days", says
        )


def too_soon(case: Case) -> Iterator[Violation]:
    """Return the visits too few days after the last valid one, planned or recorded."""
    for turns in case.turns.values():
        for visit, turn in turns.taken:
            days = (turn.opens - visit.date).days
            if days > 0 and not _is_paused(case, visit.senior, visit.date):
                says = Text(
                    zh=f"距上次有效走访太近，早了 {days} 天；应不早于 {turn.opens}。",
                    en=f"{days} days too soon after the last valid visit; the next may "
                    f"be made from {turn.opens}.",
                )
                yield of_senior(
                    "too_soon", visit.senior.senior_id, visit.date, days, "days", says
                )


def twice_a_day(case: Case) -> Iterator[Violation]:
    """Return the days on which a senior is visited more than once.

    Carers who start together make one visit, and so do the two of a two-person visit
    who come one after the other, whether they should or not.
    """
    for visit in case.all_visits():
        stops, carers = len(visit.stops), len(visit.carer_ids)
        apart = len(visit.starts) > 1 and carers > visit.senior.carers_needed
        if stops > carers or apart:
            extra = max(stops - carers, len(visit.starts) - 1)
            says = Text(
                zh=f"一天内多访 {extra} 次；每天最多一次。",
                en=f"{extra} too many visits on one day; one a day at most.",
            )
            yield of_senior(
                "twice_a_day",
                visit.senior.senior_id,
                visit.date,
                extra,
                "visits",
                says,
            )
