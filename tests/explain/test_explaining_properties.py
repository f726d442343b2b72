"""Whatever an explanation says is possible, or not, is so when it is carried out."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

import pytest
from builders import roster
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import planted

from scheduler.changes.move import Moved, move
from scheduler.changes.requests import Move
from scheduler.check.referee import check
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.times import MINUTE_SECONDS
from scheduler.explain.barriers import Barrier
from scheduler.explain.explaining import explain
from scheduler.explain.explanation import Explanation, Visit
from scheduler.explain.tries import Way

OFTEN = settings(deadline=None, derandomize=True, max_examples=30)

TIMES = {
    "outside_window",
    "outside_shift",
    "starts_before_arrival",
    "stop_order",
    "travel_too_fast",
    "two_places",
    "different_starts",
    "home_late",
}
"""What a visit breaks that is put where there is no room for it."""

BREAKS = {
    Barrier.PAUSED: {"senior_paused"},
    Barrier.TOO_SOON: {"too_soon"},
    Barrier.NEXT_TOO_SOON: {"too_soon"},
    Barrier.ROLE: {"role_not_allowed"},
    Barrier.SKILL: {"skill_missing"},
    Barrier.GENDER: {"gender_not_accepted"},
    Barrier.AVOIDED: {"carer_avoided"},
    Barrier.COMPANIONS_ONLY: {"role_not_allowed"},
    Barrier.OFF_DUTY: {"off_duty"},
    Barrier.DAY_FULL: {"too_many_visits"},
    Barrier.WEEK_FULL: {"too_many_minutes"} | TIMES,
    Barrier.NO_ROOM: TIMES,
}
"""The rules behind each barrier; who works too long a week may also have been asked
to come gently, which ends in the other visits' times."""


def roomy(rng: Random) -> tuple[Problem, Plan]:
    """Return a planted plan, most of whose carers have time for more."""
    of, plan = planted(rng)
    hours = [
        row
        for one in of.carers
        if rng.random() < 0.8
        for row in roster(
            one.carer_id, hours=rng.choice(["08:00-18:00", "08:30-12:00"])
        )
    ]
    free = [
        one.replace(
            max_visits_per_day=rng.choice([one.max_visits_per_day, None]),
            max_minutes_per_week=rng.choice([one.max_minutes_per_week, None]),
        )
        for one in of.carers
    ]
    seniors = [
        one.replace(
            windows=rng.choice([one.windows, (), ("08:30-11:30", "14:00-17:30")]),
            avoid=rng.choice([one.avoid, (), (), ()]),
            skills=rng.choice([one.skills, (), ()]),
            gender=rng.choice([one.gender, None]),
            prefer=tuple(rng.sample([c.carer_id for c in of.carers], 1)),
        )
        for one in of.seniors
    ]
    loose = of.replace(carers=free, seniors=seniors)
    if hours and not check(loose.replace(roster=hours), plan).violations:
        loose = loose.replace(roster=hours)
    assert not check(loose, plan).violations
    return loose, plan.replace(data_hash=loose.fingerprint())


def drawn(rng: Random) -> tuple[Problem, Plan, Explanation]:
    of, plan = roomy(rng)
    senior_id = rng.choice(sorted({stop.senior_id for _, stop in plan.stops()}))
    return of, plan, explain(of, plan, senior_id)


def ways(visit: Visit) -> Iterator[Way]:
    yield from (day.way for day in visit.days if day.way)
    yield from visit.others.ways
    yield from (half.way for half in visit.halves if half.way)


@OFTEN
@given(st.randoms(use_true_random=False))
def test_every_alternative_can_be_had_at_its_price(rng):
    """Carried out on the whole plan it breaks no rule and costs what was said."""
    of, plan, told = drawn(rng)
    for visit in told.visits:
        for way in ways(visit):
            moved = move(of, plan, way.request)
            assert moved.plan is not None
            assert check(of, moved.plan).violations == ()
            there = [
                (route.carer_id, stop.start)
                for route, stop in moved.plan.stops()
                if stop.senior_id == told.senior.senior_id and route.date == way.date
            ]
            assert sorted(who for who, _ in there) == list(way.carer_ids)
            assert min(start for _, start in there) == way.start
            assert_same_cost(way, moved)


def assert_same_cost(way: Way, moved: Moved) -> None:
    assert moved.cost is not None
    assert way.cost.new_faces == moved.cost.new_faces
    assert way.cost.late_days == moved.cost.late_days
    assert way.cost.visits == moved.cost.visits == 0
    assert way.cost.travel_minutes == pytest.approx(moved.cost.travel_minutes, abs=0.11)
    assert way.cost.terms == pytest.approx(moved.cost.terms)


@OFTEN
@given(st.randoms(use_true_random=False))
def test_nobody_cheaper_is_kept_back(rng):
    """Whoever tries all carers on all days finds no better day, and nobody else."""
    of, plan, told = drawn(rng)
    for visit in told.visits:
        crew = [one.carer_id for one in visit.coming]
        if len(crew) > 1:
            continue
        for day in visit.days:
            tried = [
                move(of, plan, asked(told, visit, (one.carer_id,), to_date=day.date))
                for one in of.carers
            ]
            costs = [moved.cost.total for moved in tried if moved.cost]
            best = day.way.total if day.way else None
            assert best == pytest.approx(min(costs, default=None))
        others = {one.carer_id for one in of.carers} - set(crew)
        able = {
            who for who in others if move(of, plan, asked(told, visit, (who,))).plan
        }
        assert able == {way.carer_ids[0] for way in visit.others.ways}
        kept = [*visit.others.never.values(), *visit.others.barred.values()]
        assert sorted(who for ids in kept for who in ids) == sorted(others - able)


def asked(told: Explanation, visit: Visit, crew: tuple[str, ...], **more) -> Move:
    return Move(
        senior_id=told.senior.senior_id, date=visit.date, carer_ids=crew, **more
    )


@OFTEN
@given(st.randoms(use_true_random=False))
def test_every_barrier_is_a_rule(rng):
    """Forced all the same, the visit breaks the rule that was given as the reason."""
    of, plan, told = drawn(rng)
    for visit in told.visits:
        crew = tuple(one.carer_id for one in visit.coming)
        for barred in (visit.others.never, visit.others.barred):
            for barrier, who in barred.items():
                for carer_id in who:
                    broken = [
                        refused(of, plan, asked(told, visit, instead))
                        for instead in with_one_replaced(crew, carer_id)
                    ]
                    assert any(rules & BREAKS[barrier] for rules in broken)
        for day in visit.days:
            if day.barrier:
                request = asked(told, visit, crew, to_date=day.date)
                assert refused(of, plan, request) & BREAKS[day.barrier]
            elif day.way is None:
                ids = [one.carer_id for one in of.carers]
                for pair in combinations(ids, len(crew)):
                    assert refused(of, plan, asked(told, visit, pair, to_date=day.date))
            for barrier, who in day.barred.items():
                for carer_id in who if len(crew) == 1 else ():
                    request = asked(told, visit, (carer_id,), to_date=day.date)
                    assert refused(of, plan, request) & BREAKS[barrier]


def with_one_replaced(crew: tuple[str, ...], by: str) -> list[tuple[str, ...]]:
    return [(*(one for one in crew if one != gone), by) for gone in crew]


def refused(of: Problem, plan: Plan, request: Move) -> set[str]:
    """Return the rules that a move breaks; it has to break some."""
    moved = move(of, plan, request)
    assert moved.plan is None
    return {violation.rule for violation in moved.violations}


@OFTEN
@given(st.randoms(use_true_random=False))
def test_no_other_half_is_kept_back(rng):
    """Where another window is said to be closed, no minute of it can be had."""
    of, plan, told = drawn(rng)
    for visit in told.visits:
        for half in visit.halves:
            if half.way is not None:
                assert half.window.start <= half.way.start <= half.window.end
                continue
            for start in range(*half.window, 10 * MINUTE_SECONDS):
                request = Move(
                    senior_id=told.senior.senior_id, date=visit.date, start=start
                )
                assert refused(of, plan, request)
