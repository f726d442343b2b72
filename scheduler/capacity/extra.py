"""Carers who might be asked: which kinds there are, and as people in a problem.

A kind is a role, a weekday and a half-day. Roles that may visit the same tags are one:
whoever is easiest to find stands for them all. The people are invented; they know every
skill asked for, start at the office and travel as their role does.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.roster import RosterRow, Shift
from scheduler.domain.times import Span
from scheduler.domain.travel import OFFICE
from scheduler.domain.words import WEEKDAYS, Gender, Role, Weekday
from scheduler.solver.kernel.instance import QUALIFIED, Instance
from scheduler.solver.staffing import Asked

EASIEST_FIRST = (Role.VOLUNTEER, Role.HELPER, Role.SOCIAL_WORKER, Role.POLICE)

STEP_SECONDS = 1800
LEAST_SECONDS = 3600
"""Nobody is asked to come for less; above it, by the half hour."""

WAY_SECONDS = 300
"""Taken for the way there and the way back where nothing better is known."""

NEGLIGIBLE = 1.0
"""Seconds that are none."""


class Kind(NamedTuple):
    """Work that might be asked for."""

    role: Role
    weekday: Weekday
    span: Span


class Stretch(NamedTuple):
    """Work that is asked for: so many seconds on each such half-day."""

    kind: Kind
    seconds: int


def kinds(problem: Problem) -> tuple[Kind, ...]:
    """Return the kinds that could help, by role, weekday and half-day."""
    planned = {
        (problem.first_day + timedelta(days=offset)).weekday()
        for offset in range(min(7, problem.days))
    }
    return tuple(
        Kind(role, WEEKDAYS[day], span)
        for role in _roles(problem.policy)
        for day in sorted(planned)
        for span in problem.policy.community.visiting_hours
    )


def _roles(policy: Policy) -> list[Role]:
    """Return one role for each set of tags that may be visited, the easiest to find."""
    by_tags: dict[frozenset[str], Role] = {}
    for role in EASIEST_FIRST:
        tags = frozenset(tag for tag, rule in policy.tags.items() if role in rule.roles)
        if tags:
            by_tags.setdefault(tags, role)
    return list(by_tags.values())


def occurrences(problem: Problem, kind: Kind) -> int:
    """Return on how many planned days the kind's weekday falls."""
    on = WEEKDAYS.index(kind.weekday)
    days = (problem.first_day + timedelta(days=n) for n in range(problem.days))
    return sum(day.weekday() == on for day in days)


def with_anybody(problem: Problem, offered: Sequence[Kind]) -> Problem:
    """Return the problem with one carer on duty for each kind, all its hours."""
    return with_stretches(
        problem, [Stretch(kind, kind.span.seconds) for kind in offered]
    )


def asked_of(
    problem: Problem, of: Problem, offered: Sequence[Kind], prices: NDArray[np.float64]
) -> Asked:
    """Return which vehicles of `with_anybody`'s problem stand for which kind."""
    known = problem.carer
    place = {kind: number for number, kind in enumerate(offered)}
    return Asked(
        np.array(
            [
                -1 if shift.carer_id in known else place[_kind(of, shift)]
                for shift in of.shifts
            ],
            np.int64,
        ),
        prices,
    )


def _kind(of: Problem, shift: Shift) -> Kind:
    weekday = WEEKDAYS[shift.date.weekday()]
    return Kind(of.carer[shift.carer_id].role, weekday, shift.span)


def as_if_anybody(problem: Problem, of: Problem, instance: Instance) -> Instance:
    """Return the instance in which those asked suit everybody their role may visit."""
    qualified = instance.qualified.copy()
    for column, carer in enumerate(of.carers):
        if carer.carer_id in problem.carer:
            continue
        for row, senior in enumerate(of.seniors):
            if carer.role in of.rule(senior).roles:
                qualified[row, column] = QUALIFIED
    return instance._replace(qualified=qualified)


def rounded(offered: Sequence[Kind], seconds: Iterable[float]) -> tuple[Stretch, ...]:
    """Return what is asked for in whole half hours, an hour at least."""
    found = zip(offered, seconds, strict=True)
    return tuple(
        Stretch(kind, max(LEAST_SECONDS, ceil(long / STEP_SECONDS) * STEP_SECONDS))
        for kind, long in found
        if long > NEGLIGIBLE
    )


def with_stretches(
    problem: Problem, asked: Iterable[Stretch], needy: Collection[str] = ()
) -> Problem:
    """Return the problem with carers who work the stretches.

    More than one half-day's work of a kind is shared by as many carers as it takes.
    Who comes for less than a half-day comes when most of the needy can be visited.

    Parameters
    ----------
    needy
        Ids of seniors for whom the work is asked.
    """
    roster: list[RosterRow] = []
    carers: dict[str, Carer] = {}
    for kind, seconds in asked:
        heads, each = _shared(kind.span, seconds)
        span = _placed(problem, kind, each, needy)
        for number in range(1, heads + 1):
            carer = _invented(problem, kind.role, number)
            carers[carer.carer_id] = carer
            roster.append(
                RosterRow(
                    carer_id=carer.carer_id,
                    day=kind.weekday,
                    start=span.start,
                    end=span.end,
                )
            )
    like = {key: _like(problem, carer.role) for key, carer in carers.items()}
    travel = problem.travel
    profile = {key: travel.carer_profile[other] for key, other in like.items()}
    base = {
        key: OFFICE if OFFICE in travel.base_ids else travel.carer_base[other]
        for key, other in like.items()
    }
    return problem.replace(
        carers=(*problem.carers, *carers.values()),
        roster=(*problem.roster, *roster),
        travel=replace(
            travel,
            carer_profile={**travel.carer_profile, **profile},
            carer_base={**travel.carer_base, **base},
        ),
    )


def _shared(span: Span, seconds: int) -> tuple[int, int]:
    """Return how many carers share the work of one half-day, and each one's seconds."""
    heads = max(1, ceil(seconds / span.seconds))
    steps = ceil(seconds / heads / STEP_SECONDS) * STEP_SECONDS
    return heads, min(span.seconds, steps)


def _placed(problem: Problem, kind: Kind, seconds: int, needy: Collection[str]) -> Span:
    """Return the hours of the half-day in which most of the needy can be visited.

    The earliest such hours.
    """
    waiting = [
        senior
        for senior in map(problem.senior.__getitem__, sorted(needy))
        if kind.role in problem.rule(senior).roles
    ]

    def visitable(span: Span) -> int:
        return sum(_can_be_visited(problem, senior, span) for senior in waiting)

    latest = kind.span.end - seconds
    starts = [*range(kind.span.start, latest, STEP_SECONDS), latest]
    spans = [Span(start, start + seconds) for start in starts]
    return max(spans, key=lambda span: (visitable(span), -span.start))


def _can_be_visited(problem: Problem, senior: Senior, span: Span) -> bool:
    """Return whether a visit fits, with time to get there and back."""
    inside = Span(span.start + WAY_SECONDS, span.end - WAY_SECONDS)
    return any(
        inside.shared(window).seconds >= problem.visit_seconds(senior)
        for window in problem.windows(senior)
    )


def _invented(problem: Problem, role: Role, number: int) -> Carer:
    skills = {skill for senior in problem.seniors for skill in senior.skills}
    other = problem.carer.get(_like(problem, role))
    return Carer(
        carer_id=f"EXTRA-{role.upper()}-{number}",
        name=f"EXTRA-{role.upper()}-{number}",
        role=role,
        gender=_most_wanted(problem),
        skills=tuple(sorted(skills)),
        mode=other.mode if other else "walk",
    )


def _most_wanted(problem: Problem) -> Gender | None:
    """Return the gender that most seniors who mind ask for."""
    wanted = Counter(s.gender for s in problem.seniors if s.gender is not None)
    return max(sorted(wanted), key=wanted.__getitem__, default=None)


def _like(problem: Problem, role: Role) -> str:
    """Return the carer of whose kind of travel a role is, best of the same role."""
    carers = sorted(problem.carers, key=lambda carer: carer.role is not role)
    return carers[0].carer_id
