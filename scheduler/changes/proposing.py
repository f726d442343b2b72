"""What to do when the day goes wrong: new routes from now on, checked and compared."""

from collections.abc import Mapping, Sequence, Set
from datetime import timedelta

from scheduler.changes.compare import Kind, differences, summary
from scheduler.changes.happenings import Happening
from scheduler.changes.merging import Merger, still_unserved
from scheduler.changes.moment import News
from scheduler.changes.objections import refuse_unfit
from scheduler.changes.order import Order, order_of
from scheduler.changes.proposal import Proposal
from scheduler.changes.standing import known_part, settled
from scheduler.changes.standins import mark_of
from scheduler.changes.steady import steadied, told_today
from scheduler.check.case import Case
from scheduler.check.referee import check
from scheduler.check.totals import days_late
from scheduler.check.violation import Violation
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.words import Tag
from scheduler.errors import Language, SchedulerError

DEFAULT_SECONDS = 0.5
"""Time limit of the search: the whole answer is to come within two seconds."""


class ProposalNotValidError(SchedulerError):
    """A proposed plan breaks a rule: our bug."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__("; ".join(violation.says.en for violation in violations))
        self.violations = violations


def propose(
    problem: Problem,
    published: Plan,
    happening: Happening,
    now: int,
    *,
    results: Sequence[VisitRecord] = (),
    pinned: Set[VisitKey] = frozenset(),
    by: str | None = None,
    seed: int = 0,
    time_limit: float = DEFAULT_SECONDS,
    language: Language = Language.ZH,
) -> Proposal:
    """Return new routes for the rest of the day, and for the days it concerns.

    What has begun stays as it was. Published stops keep their carer and day unless
    moving them saves a red day late.

    Parameters
    ----------
    problem
        Its first day is today; with the records of the days before.
    published
        The plan that people hold, today included.
    now
        Seconds since midnight.
    results
        Records of today so far.
    pinned
        Published visits that a person has fixed.
    by
        The carer who is to take what can be taken of the visits that look for one.
    time_limit
        Seconds of search.
    language
        Of the sentences on those left unserved.

    Raises
    ------
    scheduler.changes.objections.UnfitHappeningError
        If the happening does not fit the data or the plan; it carries every finding.
    ProposalNotValidError
        If the referee finds a broken rule.
    """
    news = News(now, tuple(results))
    published = known_part(problem, published)
    refuse_unfit(problem, published, happening, news)
    happening = settled(problem, published, happening, news)
    order = order_of(problem, published, happening, news, frozenset(pinned), by)
    plan = _checked(order.standing.data, _planned(order, seed, time_limit, language))
    changes = differences(published, plan)
    days = min(published.last_day, problem.last_day) - problem.first_day
    common = days // timedelta(days=1) + 1
    return Proposal(
        happening=happening,
        plan=plan,
        changes=changes,
        late_before=_late_days(problem, published, common),
        late_after=_late_days(order.standing.data, plan, common),
        other_person=summary(changes).another_person,
        lost=tuple(
            VisitKey(change.senior_id, change.before.date)
            for change in changes
            if change.kind is Kind.DROPPED and change.before
        ),
        replacements=order.replacements,
        called_in=order.called_in,
        pins=order.pins,
        notes=order.notes,
    )


def _planned(order: Order, seed: int, time_limit: float, language: Language) -> Plan:
    """Return the whole plan from today on, not yet checked."""
    from scheduler.solver.solve import solve

    standing = order.standing
    solved = solve(
        standing.rest,
        seed=seed,
        time_limit=time_limit,
        published=order.ahead,
        pinned=order.pinned,
        language=language,
    ).plan
    merger = Merger(
        standing.data,
        standing.rest,
        standing.courses,
        standing.team,
        told_today(standing.rest, order.ahead) | dict(order.not_before),
    )
    routes = merger.routes(steadied(standing.rest, order.ahead, solved.routes))
    mark = mark_of(standing.data)
    return solved.replace(
        data_hash=standing.data.fingerprint(),
        routes=routes,
        unserved=still_unserved(standing.data, routes, solved.unserved, mark),
    )


def _checked(problem: Problem, plan: Plan) -> Plan:
    verdict = check(problem, plan)
    if verdict.violations:
        raise ProposalNotValidError(verdict.violations)
    return plan.replace(kpis=verdict.kpis)


def _late_days(problem: Problem, plan: Plan, days: int) -> Mapping[Tag, int]:
    """Return the days late by tag over so many days from the problem's first."""
    last = problem.first_day + timedelta(days=days - 1)
    routes = tuple(r for r in plan.routes if problem.first_day <= r.date <= last)
    part = plan.replace(first_day=problem.first_day, days=days, routes=routes)
    return days_late(Case.of(problem, part))
