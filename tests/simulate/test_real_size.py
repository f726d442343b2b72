"""The bundled community, lived through for a few days."""

from collections import Counter
from pathlib import Path

import pytest
from verdict import rules_broken

from scheduler.domain.problem import Problem
from scheduler.domain.words import Outcome
from scheduler.planning import make_plan, read_problem
from scheduler.simulate.baseline import earliest_due_first
from scheduler.simulate.chance import Chances
from scheduler.simulate.communities import FIRST_DAY
from scheduler.simulate.days import live
from scheduler.simulate.tally import as_plan, outcomes, tally

QIXIU = Path(__file__).parents[2] / "fixtures" / "qixiu"
DAYS = 3


@pytest.fixture(scope="module")
def bundled() -> Problem:
    """Return 686 seniors over three days."""
    return read_problem(QIXIU, FIRST_DAY, DAYS).problem


def rolling(today, before):
    """Plan anew from the day before's plan, alike on a busy machine and an idle one."""
    return make_plan(today, published=before, time_limit=1, by_the_clock=False)


@pytest.mark.parametrize("planner", [rolling, earliest_due_first(0, 1.0)])
def test_calm_days_break_no_rule(bundled, planner):
    """What was carried out is a plan that the referee passes, with its figures."""
    life = live(bundled, planner, Chances(), lambda _: None)
    broken = rules_broken(bundled, as_plan(life))
    assert broken <= {"unserved_not_listed"}
    assert tally(life).visits == len(life.happenings) - _second_carers(life)
    assert tally(life).visits > 300


def test_wild_days_are_all_accounted_for(bundled):
    """Shares come out as asked, few visits are missed, and nobody is in two places."""
    chances = Chances(seed=2, no_answer=0.1, overrun=0.2, sick=0.1)
    life = live(bundled, rolling, chances, lambda _: None)
    found = outcomes(life)
    visits = found.total()
    assert found[Outcome.NO_ANSWER] / visits == pytest.approx(0.1, abs=0.04)
    assert found[Outcome.MISSED] / visits < 0.15
    assert life.sick_calls > 0
    for route in life.routes:
        times = [time for stop in route.stops for time in (stop.arrive, stop.end)]
        assert times == sorted(times)
        assert all(stop.start >= stop.arrive for stop in route.stops)


def _second_carers(life) -> int:
    made = Counter((one.record.senior_id, one.record.date) for one in life.happenings)
    return sum(count - 1 for count in made.values())
