"""The usual way: who is due comes first, and perhaps whoever is due tomorrow."""

from builders import MONDAY, day, problem, roster, senior

from scheduler.bench.horizon.due_first import due_first
from scheduler.bench.peers.peer import PEERS
from scheduler.simulate.chance import Chances
from scheduler.simulate.days import live

(ORTOOLS,) = [peer for peer in PEERS if peer.key == "ortools"]


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


def test_nobody_due_is_left_out_for_two_who_are_not():
    """A long visit that is due takes the room of two who are due tomorrow."""
    people = [
        senior("S1", last_visit=day(-7), visit_minutes=40),
        senior("S2", "red", last_visit=day(-2)),
        senior("S3", "red", last_visit=day(-2)),
    ]
    world = problem(people, roster=roster("C1", hours="09:00-09:45"), days=1)
    life = lived(world, due_first(ORTOOLS, 1, 0, 0.05))
    assert visit_days(life) == [("S1", 0)]
