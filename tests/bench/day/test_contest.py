"""Days that are given or invented, routed side by side."""

from pathlib import Path

import pytest
from builders import MONDAY, carer, problem, roster, senior

from scheduler.bench.day.contest import Absent, contest
from scheduler.bench.day.instances import DayInstance, invented, of_folder
from scheduler.bench.needs import needs
from scheduler.bench.peers.peer import PEERS
from scheduler.bench.task import due_today, to_task

FIXTURES = Path(__file__).parents[3] / "fixtures"
ORTOOLS = [peer for peer in PEERS if peer.key == "ortools"]


@pytest.mark.parametrize("shape", ["estate", "town", "district"])
def test_on_an_invented_day_all_are_due_and_every_rival_can_take_part(shape):
    """So many seniors, a team, nothing that is not routing; the same again."""
    day = invented(24, shape, 1, MONDAY)
    task = to_task(day.problem, due_today(day.problem))
    assert len(task.calls) == len(day.problem.seniors) == 24
    assert needs(task) == frozenset()
    assert all(call.carers for call in task.calls)
    assert day.problem.policy.weights.continuity == 0
    again = invented(24, shape, 1, MONDAY).problem
    assert again.fingerprint() == day.problem.fingerprint()
    assert (again.travel.seconds == day.problem.travel.seconds).all()


def test_a_folder_is_one_day_on_which_only_routes_count():
    """Named after the folder; lateness keeps its price."""
    day = of_folder(FIXTURES / "small", MONDAY)
    weights = day.problem.policy.weights
    assert (day.name, day.problem.days) == ("small", 1)
    assert (weights.prefer, weights.early, weights.late_day.red) == (0, 0, 1_000_000)


def test_all_route_the_same_day_and_are_judged():
    """Ours once for each seed, a rival that draws nothing once."""
    world = problem([senior("S1"), senior("S2", "red")])
    found = list(contest(DayInstance("tiny", world), ORTOOLS, [0.1], [0, 1]))
    assert [(one.who, one.seed) for one in found] == [
        ("qixiu", 0),
        ("qixiu", 1),
        ("OR-Tools GLS", 0),
    ]
    assert {(one.travel, one.visits, one.worth_left) for one in found} == {(180, 2, 0)}
    assert not any(one.broken for one in found)


def test_a_proof_is_asked_of_us_alone():
    """What no plan of the day costs less than stands beside ours, and holds."""
    world = problem([senior("S1"), senior("S2", "red")])
    found = contest(DayInstance("tiny", world), ORTOOLS, [0.1], [0], prove=0.5)
    ours, theirs = found
    assert 0.0 < ours.bound <= ours.travel + ours.other_cost + 1e-6
    assert theirs.bound is None


def test_rivals_may_have_longer():
    """Each has the limits given for it; the shorter ones come first."""
    world = problem([senior("S1")])
    found = contest(DayInstance("tiny", world), ORTOOLS, [0.1], [0], [0.2])
    assert [(one.who, one.seconds) for one in found] == [
        ("qixiu", 0.1),
        ("OR-Tools GLS", 0.2),
    ]


def test_who_cannot_express_a_day_is_left_out_and_it_is_said_why():
    """No router can make two routes meet."""
    team = [carer("C1"), carer("C2")]
    world = problem([senior(carers_needed=2)], team, roster=roster("C1", "C2"))
    absent, ours = contest(DayInstance("pair", world), ORTOOLS, [0.1], [0])
    assert isinstance(absent, Absent)
    assert absent.why.en == "visits of two carers who meet"
    assert (ours.who, ours.visits) == ("qixiu", 1)


def test_who_is_left_out_is_counted_by_tag():
    """A red and a green whom nobody may visit."""
    people = [senior("S1", "red", skills=("x",)), senior("S2", skills=("x",))]
    (ours,) = contest(DayInstance("none", problem(people)), [], [0.1], [0])
    assert ours.unserved == {"red": 1, "orange": 0, "green": 1}
    assert ours.worth_left == 1_010_000
