"""A Problem, and where there is one the published plan, as the search's arrays."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.people import Senior
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.domain.words import Tag
from scheduler.solver.kernel.cost import MEMORY_DAYS
from scheduler.solver.kernel.instance import NOT_PINNED, Instance
from scheduler.solver.qualification import qualification, who_may_follow

Ints = NDArray[np.int64]
Starts = list[tuple[int, int]]

NEAR = 100
"""How many neighbours of a senior a ruin may spread to."""

NO_LIMIT = 1 << 30
"""A limit this high is none."""

LONG_AGO = -(1 << 20)
TAGS = tuple(Tag)


def to_instance(problem: Problem, published: Plan | None = None) -> Instance:
    """Return the arrays of a problem; changes count against the published plan."""
    weights = problem.policy.weights
    return Instance(
        travel=np.ascontiguousarray(problem.travel.seconds),
        travel_to=np.ascontiguousarray(problem.travel.seconds.transpose(0, 2, 1)),
        **_visits(problem),
        **_second_starts(problem),
        **_wished_starts(problem),
        **_turns(problem),
        **_people(problem),
        published=_published(problem, published),
        pinned=np.full((len(problem.seniors), problem.days), NOT_PINNED, np.int64),
        timed=_ints(s.carers_needed == 2 for s in problem.seniors),
        near=_near(problem),
        **_vehicles(problem),
        **_limits(problem),
        travel_weight=weights.travel,
        visit_weight=weights.visit,
        continuity_weight=weights.continuity,
        prefer_weight=weights.prefer,
        fairness_weight=weights.fairness,
        stability_weight=weights.stability if published is not None else 0.0,
    )


def day_of(problem: Problem, day: date) -> int:
    """Return how many days after the first planned day a date is."""
    return (day - problem.first_day).days


def week_of(problem: Problem, day: date) -> int:
    """Return the Monday-to-Sunday week of a date, 0 for the first planned day's."""
    monday = problem.first_day - timedelta(days=problem.first_day.weekday())
    return (day - monday).days // 7


def _visits(problem: Problem) -> dict[str, Any]:
    service = np.array([problem.visit_seconds(s) for s in problem.seniors], np.int64)
    usable = [
        _starts(problem.windows(senior), int(long))
        for senior, long in zip(problem.seniors, service, strict=True)
    ]
    opens, closes, windows = _table(usable)
    return {
        "service": service,
        "opens": opens,
        "closes": closes,
        "windows": windows,
        "carers_needed": _ints(s.carers_needed for s in problem.seniors),
    }


def _table(spans: Sequence[Starts]) -> tuple[Ints, Ints, Ints]:
    """Return first and last starts, shape (seniors, most), and how many count."""
    most = max([1, *map(len, spans)])
    opens = np.zeros((len(spans), most), np.int64)
    closes = np.full((len(spans), most), -1, np.int64)
    for senior, row in enumerate(spans):
        for k, (first, last) in enumerate(row):
            opens[senior, k], closes[senior, k] = first, last
    return opens, closes, _ints(map(len, spans))


def _starts(windows: Iterable[Span], service: int) -> Starts:
    """Return the spans in which a visit may begin, in order and apart."""
    starts = ((window.start, window.end - service) for window in windows)
    return _apart((first, last) for first, last in starts if first <= last)


def _apart(spans: Iterable[tuple[int, int]]) -> Starts:
    apart: Starts = []
    for first, last in sorted(spans):
        if apart and first <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(apart[-1][1], last)
        else:
            apart.append((first, last))
    return apart


def _second_starts(problem: Problem) -> dict[str, Any]:
    lags = [senior.after for senior in problem.seniors]
    return {
        "ordered": _ints(lag is not None for lag in lags),
        "lag": np.array(
            [(lag.least_seconds, lag.most_seconds) if lag else (0, 0) for lag in lags],
            np.int64,
        ).reshape(-1, 2),
    }


def _wished_starts(problem: Problem) -> dict[str, Any]:
    a_minute = problem.policy.weights.prefer_minutes
    spans = [_wished(problem, s) if a_minute else [] for s in problem.seniors]
    opens, closes, wishes = _table(spans)
    return {
        "wish_opens": opens,
        "wish_closes": closes,
        "wishes": wishes,
        "wish_weight": a_minute / MINUTE_SECONDS if wishes.any() else 0.0,
    }


def _wished(problem: Problem, senior: Senior) -> Starts:
    """Return the starts with which as much of a visit as can be lies in a wish."""
    service = problem.visit_seconds(senior)
    ends = [(w.start, w.end - service) for w in senior.prefer_windows]
    return _apart((min(pair), max(pair)) for pair in ends)


def _turns(problem: Problem) -> dict[str, Any]:
    """Return each senior's clock, in days from the first planned one."""
    never = problem.days + 1
    turns = [problem.first_turns.get(s.senior_id) for s in problem.seniors]
    rules = [problem.rule(senior) for senior in problem.seniors]
    late = problem.policy.weights.late_day
    first_ok = [never if t is None else day_of(problem, t.opens) for t in turns]
    due = [never if t is None else day_of(problem, t.due) for t in turns]
    unavoidable = [
        max(0, min(opens, problem.days) - end)
        for opens, end in zip(first_ok, due, strict=True)
    ]
    return {
        "first_ok": _ints(first_ok),
        "due": _ints(due),
        "unavoidable": _ints(unavoidable),
        "interval": _ints(rule.interval_days for rule in rules),
        "gap": _ints(max(1, rule.min_gap_days) for rule in rules),
        "late": np.array([late.of(s.tag) for s in problem.seniors], float),
        "early": np.array(
            [problem.policy.weights.early / rule.interval_days for rule in rules], float
        ),
        "urgency": _ints(TAGS.index(senior.tag) for senior in problem.seniors),
    }


def _people(problem: Problem) -> dict[str, Any]:
    carer_index = {c.carer_id: i for i, c in enumerate(problem.carers)}
    senior_index = {s.senior_id: i for i, s in enumerate(problem.seniors)}
    shape = (len(problem.seniors), len(problem.carers))
    met = np.full(shape, LONG_AGO, np.int64)
    for record in problem.records:
        known = carer_index.get(record.carer_id)
        if record.outcome.is_valid and known is not None:
            until = day_of(problem, record.date) + MEMORY_DAYS
            row = senior_index[record.senior_id]
            met[row, known] = max(met[row, known], until)
    preferred = np.zeros(shape, np.int8)
    for row, senior in enumerate(problem.seniors):
        for carer_id in senior.prefer:
            if carer_id in carer_index:
                preferred[row, carer_index[carer_id]] = 1
    return {
        "qualified": qualification(problem),
        "may_follow": who_may_follow(problem),
        "met_until": met,
        "preferred": preferred,
        "has_preference": _ints(bool(s.prefer) for s in problem.seniors),
    }


def _published(problem: Problem, plan: Plan | None) -> Ints:
    table = np.full((len(problem.seniors), problem.days, 2), -1, np.int64)
    if plan is None:
        return table
    carer_index = {c.carer_id: i for i, c in enumerate(problem.carers)}
    senior_index = {s.senior_id: i for i, s in enumerate(problem.seniors)}
    for key, stops in plan.visits().items():
        day, row = day_of(problem, key.date), senior_index.get(key.senior_id)
        if row is None or not 0 <= day < problem.days:
            continue
        known = [carer_index.get(route.carer_id, -1) for route, _ in stops]
        for k, carer in enumerate(sorted(known, reverse=True)[:2]):
            table[row, day, k] = carer
    return table


def _near(problem: Problem) -> Ints:
    """Return each senior's neighbours by the way there and back, themselves first."""
    seniors = len(problem.seniors)
    legs = problem.travel.seconds[0, :seniors, :seniors].astype(np.int64)
    both = legs + legs.T
    np.fill_diagonal(both, -1)
    order = np.argsort(both, axis=1, kind="stable")
    return np.ascontiguousarray(order[:, :NEAR], dtype=np.int64)


def _vehicles(problem: Problem) -> dict[str, Any]:
    travel, shifts = problem.travel, problem.shifts
    carer_index = {c.carer_id: i for i, c in enumerate(problem.carers)}
    day = _ints(day_of(problem, shift.date) for shift in shifts)
    return {
        "vehicle_day": day,
        "vehicle_carer": _ints(carer_index[shift.carer_id] for shift in shifts),
        "vehicle_base": _ints(travel.base_place(shift.carer_id) for shift in shifts),
        "vehicle_profile": _ints(travel.carer_profile[s.carer_id] for s in shifts),
        "vehicle_start": _ints(shift.span.start for shift in shifts),
        "vehicle_end": _ints(shift.span.end for shift in shifts),
        "first_vehicle": np.searchsorted(day, np.arange(problem.days + 1)).astype(
            np.int64
        ),
    }


def _limits(problem: Problem) -> dict[str, Any]:
    """Return daily and weekly limits, and each carer's share of all hours."""
    week = _ints(
        week_of(problem, problem.first_day + timedelta(days=offset))
        for offset in range(problem.days)
    )
    most = [c.max_visits_per_day for c in problem.carers]
    visits = _ints(NO_LIMIT if limit is None else limit for limit in most)
    hours = np.array(
        [
            sum(s.span.seconds for s in problem.shifts if s.carer_id == c.carer_id)
            for c in problem.carers
        ],
        float,
    )
    return {
        "max_visits": np.repeat(visits[:, None], problem.days, axis=1),
        "week": week,
        "max_work": _weekly_limits(problem, int(week[-1]) + 1),
        "share": hours / max(1.0, hours.sum()),
    }


def _weekly_limits(problem: Problem, weeks: int) -> Ints:
    """Return the seconds of work still free, by carer and week."""
    carer_index = {c.carer_id: i for i, c in enumerate(problem.carers)}
    limits = np.full((len(problem.carers), weeks), NO_LIMIT, np.int64)
    for row, carer in enumerate(problem.carers):
        if carer.max_minutes_per_week is not None:
            limits[row, :] = carer.max_minutes_per_week * MINUTE_SECONDS
    for record in problem.records:
        known, week = carer_index.get(record.carer_id), week_of(problem, record.date)
        if known is not None and 0 <= week < weeks:
            limits[known, week] -= _worked_seconds(problem, record)
    return np.clip(limits, 0, NO_LIMIT).astype(np.int64)


def _worked_seconds(problem: Problem, record: VisitRecord) -> int:
    """Return what a record counts against a week; a valid visit without minutes too."""
    if record.minutes is not None:
        return record.minutes * MINUTE_SECONDS
    if record.outcome.is_valid:
        return problem.visit_seconds(problem.senior[record.senior_id])
    return 0


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), np.int64)
