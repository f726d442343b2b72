"""Two carers of whom one comes after the other: when, and with which skills."""

from collections.abc import Iterator

from scheduler.check.case import Case
from scheduler.check.violation import Violation, at_stop
from scheduler.check.visit import Visit
from scheduler.domain.lag import Lag
from scheduler.domain.plan import Route, Stop
from scheduler.domain.times import format_second
from scheduler.errors import Text


def _lagged_pairs(case: Case) -> Iterator[tuple[Visit, Lag]]:
    for visit in case.all_visits():
        lag = visit.senior.after
        if lag is not None and len(visit.stops) == len(visit.carer_ids) == 2:
            yield visit, lag


def wrong_lag(case: Case) -> Iterator[Violation]:
    """Return the stops of second carers who start too soon or too late."""
    for visit, lag in _lagged_pairs(case):
        (_, first), (route, second) = visit.stops
        apart = second.start - first.start
        off = max(lag.least_seconds - apart, apart - lag.most_seconds)
        if off > 0:
            soonest = format_second(first.start + lag.least_seconds)
            latest = format_second(first.start + lag.most_seconds)
            starts = [format_second(stop.start) for stop in (first, second)]
            says = Text(
                zh=f"先到的人 {starts[0]} 开始，后到的 {starts[1]} 开始，"
                f"差了 {off} 秒；后到的应在 {soonest} 至 {latest} 开始。",
                en=f"starts at {starts[1]} after the first who starts at {starts[0]}, "
                f"{off} seconds off; it is to be from {soonest} to {latest}.",
            )
            yield at_stop("wrong_lag", route, second, off, "seconds", says)


def second_skill_missing(case: Case) -> Iterator[Violation]:
    """Return the stops of second carers who lack what only the second must have.

    Of two who start together either may be the second.
    """
    for visit, _ in _lagged_pairs(case):
        wanted = set(visit.senior.second_skills)
        (_, first), (_, second) = visit.stops
        seconds = visit.stops[1:] if first.start < second.start else visit.stops
        missing, (route, stop) = min(
            ((_missing(case, wanted, pair), pair) for pair in seconds),
            key=lambda found: len(found[0]),
        )
        if missing:
            says = Text(
                zh=f"后到的人缺少 {len(missing)} 项技能；应派具备“{'、'.join(missing)}”"
                "的人员后到。",
                en=f"comes second and lacks {len(missing)} skills; who comes second "
                f"must have: {', '.join(missing)}.",
            )
            yield at_stop("skill_missing", route, stop, len(missing), "skills", says)


def _missing(case: Case, wanted: set[str], pair: tuple[Route, Stop]) -> list[str]:
    carer = case.problem.carer.get(pair[0].carer_id)
    return [] if carer is None else sorted(wanted - set(carer.skills))
