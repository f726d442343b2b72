"""Lives beside each other: the usual ways, their figures, and the file of them."""

import pytest
from builders import MONDAY, carer, day, plan, problem, roster, route, senior, stop

from scheduler.bench.horizon.csv_rows import read_lives, write_lives
from scheduler.bench.horizon.due_first import due_first
from scheduler.bench.horizon.fewest import fewest_visits
from scheduler.bench.horizon.lived import Lived, Run
from scheduler.bench.peers.peer import PEERS
from scheduler.errors import InputError
from scheduler.simulate.chance import Chances
from scheduler.simulate.days import live

(ORTOOLS,) = [peer for peer in PEERS if peer.key == "ortools"]
RUN = Run(community="-tiny", way="hand", seed=0, days=8, seconds=0.1)


def lived(world, planner):
    return live(world, planner, Chances(), lambda life: None)


def visit_days(life):
    """Return who was visited how many days after the first."""
    return sorted(
        (one.record.senior_id, (one.record.date - MONDAY).days)
        for one in life.happenings
    )


def test_the_usual_way_visits_on_the_due_date():
    """A green seen six days ago is due tomorrow, and seven days after that."""
    world = problem([senior(last_visit=day(-6))], days=9)
    life = lived(world, due_first(ORTOOLS, 0, 0, 0.05))
    assert visit_days(life) == [("S1", 1), ("S1", 8)]


def test_filling_up_visits_the_day_before():
    """The same senior is visited today, and six days after each visit."""
    world = problem([senior(last_visit=day(-6))], days=9)
    life = lived(world, due_first(ORTOOLS, 1, 0, 0.05))
    assert visit_days(life) == [("S1", 0), ("S1", 6)]


def test_the_longest_waiting_comes_first_and_reds_before_greens():
    """With room for one visit a day all wait in line."""
    people = [
        senior("S1", last_visit=day(-7)),
        senior("S2", last_visit=day(-9)),
        senior("S3", "red", last_visit=day(-3), visit_minutes=15),
    ]
    world = problem(people, roster=roster("C1", hours="09:00-09:18"), days=3)
    life = lived(world, due_first(ORTOOLS, 0, 0, 0.05))
    assert visit_days(life) == [("S1", 2), ("S2", 0), ("S3", 1)]


@pytest.mark.parametrize(
    ("last", "days", "visits"),
    [(-7, 1, 1), (-7, 7, 1), (-7, 8, 2), (-6, 1, 0), (-30, 8, 2), (-1, 21, 3)],
)
def test_the_fewest_visits_are_one_an_interval(last, days, visits):
    """A green is due seven days after the last visit; the overdue at once."""
    world = problem([senior(last_visit=day(last))], days=days)
    assert fewest_visits(world) == visits


def test_a_pause_demands_nothing_before_it_ends():
    """At home again on the fifth day, due that day."""
    person = senior(last_visit=day(-7), status="away", status_until=day(4))
    assert fewest_visits(problem([person], days=4)) == 0
    assert fewest_visits(problem([person], days=5)) == 1


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
