"""Moves by hand on drawn plans: what breaks no rule is made, nothing else changes."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from builders import day, roster, route
from builders import stop as visit
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import DAYS, planted
from verdict import rules_broken

from scheduler.changes.move import move
from scheduler.changes.requests import Move
from scheduler.check.price import price
from scheduler.check.referee import check
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.times import parse_time
from scheduler.planning import read_problem
from scheduler.solver.solve import solve

SMALL = Path(__file__).parents[2] / "fixtures/small"


def asked(rng: Random, of: Problem, before: Plan) -> Move:
    """Return a move of one of the plan's visits to anybody, any day, any time."""
    keys = sorted(before.visits())
    key = rng.choice(keys)
    ids = [one.carer_id for one in of.carers]
    needed = of.senior[key.senior_id].carers_needed
    crew = tuple(rng.sample(ids, min(len(ids), needed)))
    return Move(
        senior_id=key.senior_id,
        date=key.date,
        to_date=rng.choice([None, None, day(rng.randint(0, DAYS - 1))]),
        carer_ids=rng.choice([None, crew, crew, ()]),
        start=rng.choice([None, None, parse_time("09:00") + 60 * rng.randint(0, 200)]),
    )


def at_work(rng: Random) -> tuple[Problem, Plan]:
    """Return a planted plan whose carers are on duty for longer than they need."""
    of, before = planted(rng)
    hours = roster(*(one.carer_id for one in of.carers), hours="08:00-18:00")
    now = of.replace(
        roster=hours,
        carers=[one.replace(max_visits_per_day=None) for one in of.carers],
        seniors=[
            one.replace(
                windows=rng.choice([one.windows, ()]), avoid=(), skills=(), gender=None
            )
            for one in of.seniors
        ],
    )
    return now, before


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.randoms(use_true_random=False))
def test_a_move_breaks_no_rule_and_touches_nobody_else(rng):
    """Whatever is asked, wherever it is possible; the price is the referee's."""
    of, before = at_work(rng)
    request = asked(rng, of, before)
    moved = move(of, before, request)
    if moved.plan is None:
        assert moved.violations
        return
    assert check(of, moved.plan).violations == ()
    assert others(moved.plan, request) == others(before, request)
    dearer = price(of, moved.plan).total - price(of, before).total
    assert moved.cost.total == pytest.approx(dearer)
    if request.start is not None and request.carer_ids != ():
        key = VisitKey(request.senior_id, request.to_date or request.date)
        starts = [stop.start for _, stop in moved.plan.visits()[key]]
        assert min(starts) == request.start


def others(of: Plan, request: Move) -> list[tuple[str, date, str]]:
    """Return who comes when, but for the senior whose visit moves."""
    return sorted(
        (stop.senior_id, route.date, route.carer_id)
        for route, stop in of.stops()
        if stop.senior_id != request.senior_id
    )


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.randoms(use_true_random=False))
def test_a_visit_taken_out_finds_its_way_back(rng):
    """The planted plan had room for it, so there is room again."""
    of, before = planted(rng)
    key = rng.choice(sorted(before.visits()))
    crew = tuple(route.carer_id for route, _ in before.visits()[key])
    out = move(of, before, Move(senior_id=key.senior_id, date=key.date, carer_ids=()))
    assert out.plan is not None
    back = move(of, out.plan, Move(
        senior_id=key.senior_id, to_date=key.date, carer_ids=crew
    ))  # fmt: skip
    assert back.plan is not None
    assert check(of, back.plan).violations == ()
    assert back.plan.visits().keys() == before.visits().keys()


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.randoms(use_true_random=False))
def test_only_what_has_no_place_is_refused(rng):
    """Whoever tries every place in the carer's day by hand finds none either."""
    of, before = at_work(rng)
    alone = [key for key, stops in before.visits().items() if len(stops) == 1]
    if not alone:
        return
    key, to = rng.choice(sorted(alone)), day(rng.randint(0, DAYS - 1))
    who = rng.choice(of.carers).carer_id
    request = Move(senior_id=key.senior_id, date=key.date, to_date=to, carer_ids=(who,))
    out = move(of, before, Move(senior_id=key.senior_id, date=key.date, carer_ids=()))
    assert out.plan is not None
    possible = any(
        not rules_broken(of, tried) - STATED
        for tried in by_hand(of, out.plan, key.senior_id, to, who)
    )
    assert move(of, before, request).plan is not None or not possible


STATED = {"misstated", "listed_but_served", "unserved_not_listed"}
"""Rules about what a plan says, not about what is done."""


def by_hand(of: Problem, before: Plan, senior_id: str, on: date, who: str):
    """Yield the plan with one more visit, in every place of the carer's day."""
    mine = [r for r in before.routes if (r.date, r.carer_id) == (on, who)]
    rest = [r for r in before.routes if r not in mine]
    stops = [stop for r in mine for stop in r.stops]
    new = visit(senior_id, minutes=of.visit_seconds(of.senior[senior_id]) // 60)
    for place in range(len(stops) + 1):
        row = [*stops[:place], new, *stops[place:]]
        legs = of.travel.legs(who, [one.senior_id for one in row])
        now, timed = parse_time("08:00"), []
        for one, leg in zip(row, legs, strict=False):
            arrive, long = now + leg, one.end - one.start
            fits = [
                max(arrive, window.start)
                for window in of.windows(of.senior[one.senior_id])
                if max(arrive, window.start) + long <= window.end
            ]
            start = one.start if one.partners else min(fits, default=arrive)
            now = start + long
            timed.append(
                one.replace(arrive=arrive, start=start, end=now, travel_seconds=leg)
            )
        leave = timed[0].start - legs[0]
        timed[0] = timed[0].replace(arrive=timed[0].start)
        yield before.replace(
            routes=(
                *rest,
                route(
                    *timed,
                    carer_id=who,
                    on=on,
                    leave=leave,
                    back=now + legs[-1],
                    travel_seconds=sum(legs),
                ),
            )
        )


def test_moves_in_a_small_community():
    """A fortnight of real shifts: whatever is asked, the referee agrees with it."""
    of = read_problem(SMALL, date(2026, 11, 23)).problem
    before = solve(of, time_limit=2.0).plan
    rng, planned = Random(0), 0
    for _ in range(60):
        request = asked(rng, of, before)
        moved = move(of, before, request)
        if moved.plan is not None:
            planned += 1
            assert check(of, moved.plan).violations == ()
            assert others(moved.plan, request) == others(before, request)
    assert planned > 10
