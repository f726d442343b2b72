"""The figures of a life, and the file they are kept in."""

import pytest
from builders import MONDAY, carer, day, plan, problem, route, senior, stop

from scheduler.bench.horizon.csv_rows import read_lives, write_lives
from scheduler.bench.horizon.lived import Lived, Run
from scheduler.errors import InputError
from scheduler.simulate.chance import Chances
from scheduler.simulate.days import live

RUN = Run(community="-tiny", way="hand", seed=0, days=8, seconds=0.1)


def lived(world, planner):
    return live(world, planner, Chances(), lambda life: None)


def two_visits(today, _before):
    """Return a plan in which S1 is visited on the second day and the eighth."""
    number = (today.first_day - MONDAY).days
    if number not in (1, 7):
        return plan(of=today)
    return plan(route(stop(due=day(0)), on=today.first_day), of=today)


def test_figures_of_a_life():
    """One green: a day late, then on time; a quarter hour and two minutes of ten."""
    team = [carer("C1"), carer("C2")]
    world = problem([senior(last_visit=day(-7))], team, days=8)
    one = Lived.of(RUN, lived(world, two_visits))
    assert (one.late_green, one.inherited_green, one.visits) == (1, 0, 2)
    assert (one.fewest, one.new_faces, one.carers_a_senior) == (2, 1, 1.0)
    assert (one.on_time_green, one.on_time_red) == (0.5, 1.0)
    assert one.travel_minutes == 4.0
    worked = 2 * 17 / (8 * 600)
    assert one.spread == pytest.approx(worked / 2, abs=1e-4)
    assert one.run == RUN


def test_lives_are_written_and_read_back(tmp_path):
    """Equal, a name that looks like a formula too; no file is no lives."""
    world = problem([senior(last_visit=day(-7))], days=2)
    one = Lived.of(RUN, lived(world, two_visits))
    file = tmp_path / "lives.csv"
    assert read_lives(file) == []
    write_lives(file, [one, one.replace(seed=1)])
    assert read_lives(file) == [one, one.replace(seed=1)]


def test_another_table_is_not_gone_on_with(tmp_path):
    """Nobody's other file is overwritten."""
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="bench horizon"):
        read_lives(file)
