"""What is left to plan from a moment on, as a problem that the solver can be given."""

from collections.abc import Iterator, Sequence
from datetime import date

from scheduler.changes.moment import Course
from scheduler.changes.standins import Team
from scheduler.changes.whereabouts import with_standins
from scheduler.check.faces import MEMORY
from scheduler.domain.people import Senior
from scheduler.domain.policy import Weights
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import DAY_SECONDS, MINUTE_SECONDS
from scheduler.domain.words import Outcome, ShiftKind

MOST_RECORDED = 1440
"""The most minutes that one record holds."""

PLACES_FREED = 4
"""Visits at most that one published stop, moved away, may make room for."""

STOPS_FOR_A_RED = 1000
"""Published stops that may move to save one red day."""


def rest_problem(
    problem: Problem, courses: Sequence[Course], team: Team, now: int
) -> Problem:
    """Return what is left to plan: nothing of it lies before now.

    Whoever has set out today is on leave for the rest of it and works as a stand-in.
    What has begun is on record, so that nobody is visited twice. Published stops weigh
    more than all but a red day late.

    Parameters
    ----------
    problem
        With the data as they are by now; its first day is today.
    """
    policy = problem.policy
    return problem.replace(
        policy=policy.replace(weights=firm(_used(problem), problem.days)),
        seniors=tuple(_seniors(problem, team)),
        carers=(*problem.carers, *(one.carer for one in team.standins.values())),
        roster=(*problem.roster, *_roster(problem, courses, team, now)),
        records=(*problem.records, *_records(problem, courses, team)),
        travel=with_standins(problem.travel, team),
    )


def firm(weights: Weights, days: int) -> Weights:
    """Return weights by which only a red day late moves a published stop."""
    late = weights.late_day
    one_visit = (
        max(late.orange, late.green) * days
        + 2 * weights.continuity
        + weights.prefer
        + 2 * DAY_SECONDS / MINUTE_SECONDS * weights.prefer_minutes
        + weights.early
        + weights.visit
        + DAY_SECONDS * (weights.travel + weights.fairness)
    )
    stability = PLACES_FREED * one_visit
    red = STOPS_FOR_A_RED * stability if late.red else 0.0
    return weights.replace(
        stability=stability, late_day=late.replace(red=max(red, late.red))
    )


def _used(problem: Problem) -> Weights:
    """Return the policy's weights, without one that nobody's wish is measured by."""
    weights = problem.policy.weights
    wished = any(senior.prefer_windows for senior in problem.seniors)
    return weights if wished else weights.replace(prefer_minutes=0.0)


def _seniors(problem: Problem, team: Team) -> Iterator[Senior]:
    """Return the seniors, who wish for and refuse stand-ins like those they know."""
    names: dict[str, list[str]] = {}
    for key, one in team.standins.items():
        names.setdefault(one.carer_id, []).append(key)

    def with_standins(carer_ids: tuple[str, ...]) -> tuple[str, ...]:
        return (*carer_ids, *(key for who in carer_ids for key in names.get(who, ())))

    for senior in problem.seniors:
        prefer, avoid = with_standins(senior.prefer), with_standins(senior.avoid)
        if len(prefer) + len(avoid) > len(senior.prefer) + len(senior.avoid):
            yield senior.replace(prefer=prefer, avoid=avoid)
        else:
            yield senior


def _roster(
    problem: Problem, courses: Sequence[Course], team: Team, now: int
) -> Iterator[RosterRow]:
    """Return the rows that take today from the carers and give it to stand-ins."""
    today = problem.first_day
    out = {course.route.carer_id for course in courses if course.left}
    for carer_id in sorted(out):
        yield RosterRow(carer_id=carer_id, day=today, kind=ShiftKind.LEAVE)
    started = {
        shift.carer_id
        for shift in problem.shifts
        if shift.date == today and shift.span.start < now
    }
    for carer_id in sorted(started - out):
        yield RosterRow(
            carer_id=carer_id, day=today, start=0, end=now, kind=ShiftKind.LEAVE
        )
    for key, one in team.standins.items():
        yield RosterRow(carer_id=key, day=today, start=one.span.start, end=one.span.end)


def _met(senior_id: str, on: date, carer_id: str) -> VisitRecord:
    """Return a valid visit on record that takes no time of the week."""
    return VisitRecord(
        senior_id=senior_id,
        date=on,
        carer_id=carer_id,
        outcome=Outcome.COMPLETED,
        minutes=0,
    )


def _records(
    problem: Problem, courses: Sequence[Course], team: Team
) -> Iterator[VisitRecord]:
    """Return what has begun today, faces the stand-ins inherit, and minutes used."""
    today = problem.first_day
    made = [
        _met(stop.senior_id, today, course.route.carer_id)
        for course in courses
        for stop in course.kept
    ]
    yield from made
    by_carer = {one.carer_id: team.of(one.carer_id) for one in team.standins.values()}
    for record in (*problem.records, *made):
        recent = record.outcome.is_valid and today - MEMORY <= record.date
        for key in by_carer.get(record.carer_id, ()) if recent else ():
            yield _met(record.senior_id, record.date, key)
    for carer_id, minutes in team.minutes.items():
        for used in range(0, minutes, MOST_RECORDED):
            yield VisitRecord(
                senior_id=problem.seniors[0].senior_id,
                date=today,
                carer_id=carer_id,
                outcome=Outcome.MISSED,
                minutes=min(MOST_RECORDED, minutes - used),
            )
