"""The use-cases that both doors share."""

import subprocess
import sys

import pytest
from builders import (
    MONDAY,
    day,
    plan,
    problem,
    record,
    route,
    senior,
    stop,
)
from commandline import one_and_one

import scheduler
from scheduler.check.price import price
from scheduler.check.violation import PlanNotValidError
from scheduler.domain.words import Tag
from scheduler.errors import InputError
from scheduler.planning import (
    check_plan,
    inherited_late_days,
    make,
    make_plan,
    read_problem,
    write_travel,
)


@pytest.fixture
def folder(tmp_path):
    return one_and_one(tmp_path / "data")


def test_read_problem_estimates_travel_where_none_is_given(folder):
    """Without travel.csv the seconds come from the coordinates."""
    of, warnings = read_problem(folder, MONDAY, 7)
    assert (of.first_day, of.days, warnings) == (MONDAY, 7, ())
    assert not of.travel.from_file


def test_read_problem_takes_the_community_s_own_travel_times(folder):
    """A table that was written is read back to the second."""
    estimated, _ = read_problem(folder, MONDAY)
    write_travel(folder / "travel.csv", estimated)
    given, _ = read_problem(folder, MONDAY)
    assert given.travel.from_file
    assert given.travel.legs("C1", ["S1"]) == estimated.travel.legs("C1", ["S1"])


def test_read_problem_reports_wrong_files(tmp_path):
    """An empty folder is wrong input, every missing table at once."""
    with pytest.raises(InputError) as caught:
        read_problem(tmp_path, MONDAY)
    assert len(caught.value.findings) >= 3


def test_check_plan_counts_what_anyone_s_plan_achieves():
    """A good route has no violation and one visit."""
    of = problem()
    report = check_plan(of, plan(route(stop()), of=of))
    assert (report.violations, report.kpis.visits, report.stale) == ((), 1, False)


def test_inherited_lateness_is_what_the_first_day_finds():
    """Two days overdue on the first day count two, others none."""
    of = problem(
        [senior("S1", "red"), senior("S2", "orange")],
        records=(record("S1", on=day(-5)), record("S2", on=day(-5))),
    )
    assert inherited_late_days(of) == {Tag.RED: 2, Tag.ORANGE: 0, Tag.GREEN: 0}


def test_a_pause_that_ends_inherits_nothing():
    """After a pause the senior is due on the day it ends, however long it was."""
    of = problem(
        [senior("S1", "red", status="hospital", status_until=day(3))],
        records=(record("S1", on=day(-30)),),
        days=7,
    )
    assert inherited_late_days(of)[Tag.RED] == 0


def test_made_plan_has_passed_the_referee():
    """A plan comes with key figures the referee agrees with, above the bound."""
    of = problem(days=7)
    made = make_plan(of, time_limit=1)
    report = check_plan(of, made)
    assert report.violations == ()
    assert made.kpis.replace(bound=None) == report.kpis
    assert made.kpis.bound <= price(of, made).total


def test_fewest_visits_are_told_where_the_days_late_were_not_proved(monkeypatch):
    """A proof given up does not take the other with it: one a week is proved."""
    monkeypatch.setattr("scheduler.solver.run.PATIENCE", 0.0)
    found = make(problem([senior(tag="green")], days=14), time_limit=1)
    assert (found.late_bound, found.plan.kpis.bound) == (None, None)
    assert 1 <= found.visits_bound <= found.plan.kpis.visits


def test_a_plan_that_breaks_a_rule_is_our_bug(monkeypatch):
    """What the referee refuses is raised, never returned; exit code 1."""
    import scheduler.solver.solve as engine

    of = problem()
    broken = engine.Solution(plan(route(stop(start="03:00")), of=of), bound=None)
    monkeypatch.setattr(engine, "solve", lambda *_, **__: broken)
    with pytest.raises(PlanNotValidError) as caught:
        make_plan(of)
    assert caught.value.exit_code == 1
    assert "S1" in str(caught.value)


def test_public_names_are_those_of_the_rooms():
    """What the package offers is what its rooms define."""
    assert scheduler.make_plan is make_plan
    assert scheduler.check_plan is check_plan
    assert scheduler.Problem is type(problem())
    assert scheduler.Plan is type(plan())


def test_unknown_public_name():
    """A name that is not offered is an attribute error, as everywhere."""
    with pytest.raises(AttributeError, match="no attribute 'solve_all'"):
        _ = scheduler.solve_all


def test_importing_the_package_loads_nothing_heavy():
    """A program that only imports the package pays for nothing."""
    code = (
        "import sys, scheduler\n"
        "heavy = {'numpy', 'pandas', 'pydantic', 'ortools', 'numba'}\n"
        "sys.exit(len(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
