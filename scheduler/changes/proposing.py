"""What to do when the day goes wrong: new routes from now on, checked and compared."""

from collections.abc import Mapping, Sequence, Set
from datetime import timedelta
from functools import partial

from scheduler.changes.answers import order_of
from scheduler.changes.answers_at_doors import too_late
from scheduler.changes.compare import Kind, differences, summary
from scheduler.changes.giving import given_to
from scheduler.changes.happenings import Happening, UrgentVisit
from scheduler.changes.moment import News
from scheduler.changes.objections import refuse_unfit
from scheduler.changes.planned import Effort, planned
from scheduler.changes.proposal import Proposal
from scheduler.changes.standing import known_part, settled, stand
from scheduler.check.case import Case
from scheduler.check.totals import days_late
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.words import Tag
from scheduler.errors import Language, Text

DEFAULT_SECONDS = 0.5
"""Time limit of a search: the whole answer, of two at most, is to come in a second."""


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
    by_the_clock: bool = True,
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
        Records of today so far, without what the happening itself tells.
    pinned
        Published visits that a person has fixed.
    by
        The carer who is to take what can be taken of the visits that look for one.
    time_limit
        Seconds of search.
    by_the_clock
        Whether the clock ends a search that overstays, see `scheduler.solver.solve`.
    language
        Of the sentences on those left unserved.

    Raises
    ------
    scheduler.changes.objections.UnfitHappeningError
        If the happening does not fit the data or the plan; it carries every finding.
    scheduler.check.violation.PlanNotValidError
        If the referee finds a broken rule.
    """
    news = News(now, tuple(results))
    published = known_part(problem, published)
    refuse_unfit(problem, published, happening, news)
    happening = settled(problem, published, happening, news)
    stand_with = partial(stand, problem, published, happening, news)
    order = order_of(stand_with(()), happening, frozenset(pinned))
    replacements = order.replacements()
    if by is not None:
        order = given_to(order, by, happening, stand_with)
    days = min(published.last_day, problem.last_day) - problem.first_day
    common = days // timedelta(days=1) + 1
    late_before = _late_days(problem, published, common)
    effort = Effort(seed, time_limit, by_the_clock)
    plan = planned(order, late_before[Tag.RED], effort, language)
    changes = differences(published, plan)
    return Proposal(
        happening=happening,
        plan=plan,
        changes=changes,
        late_before=late_before,
        late_after=_late_days(order.standing.data, plan, common),
        other_person=summary(changes).another_person,
        lost=tuple(
            VisitKey(change.senior_id, change.before.date)
            for change in changes
            if change.kind is Kind.DROPPED and change.before
        ),
        replacements=replacements,
        called_in=order.called_in,
        pins=order.pins,
        notes=(*order.notes, *_late_notes(problem, happening, now, plan)),
    )


def _late_notes(
    problem: Problem, happening: Happening, now: int, plan: Plan
) -> tuple[Text, ...]:
    if not isinstance(happening, UrgentVisit):
        return ()
    return too_late(happening, problem.first_day, now, plan)


def _late_days(problem: Problem, plan: Plan, days: int) -> Mapping[Tag, int]:
    """Return the days late by tag over so many days from the problem's first."""
    last = problem.first_day + timedelta(days=days - 1)
    routes = tuple(r for r in plan.routes if problem.first_day <= r.date <= last)
    part = plan.replace(first_day=problem.first_day, days=days, routes=routes)
    return days_late(Case.of(problem, part))
