"""Each rival is given the whole day, and its routes come back as a valid plan."""

from random import Random

import numpy as np
import pytest
from builders import carer, problem, roster, senior, travel
from planted import planted
from verdict import rules_broken

from scheduler.bench.needs import Need
from scheduler.bench.peers.peer import PEERS
from scheduler.bench.task import due_today, to_task
from scheduler.bench.translation import Made, to_plan
from scheduler.domain.travel import OFFICE, TravelTimes

SECONDS = 0.1


@pytest.fixture(params=PEERS, ids=[peer.key for peer in PEERS], scope="module")
def peer(request):
    """Return one rival, skipping those not installed."""
    if request.param.version is None:
        pytest.skip(f"{request.param.title} is not installed (the extra `bench`)")
    return request.param


def planned(peer, world):
    """Return a rival's plan of everybody due, which keeps every rule."""
    task = to_task(world, due_today(world))
    plan = to_plan(
        task, peer.router()(task, SECONDS, 0), Made("rival", "1", SECONDS, 0)
    )
    assert rules_broken(world, plan) == set()
    return plan


def visited(plan):
    return {stop.senior_id for _, stop in plan.stops()}


def test_one_senior_is_visited(peer):
    """Out and home again: two legs of a minute."""
    plan = planned(peer, problem())
    (route,) = plan.routes
    assert [stop.senior_id for stop in route.stops] == ["S1"]
    assert route.travel_seconds == 120
    assert plan.unserved == ()


def test_nobody_is_due(peer):
    """An empty day has an empty plan."""
    assert planned(peer, problem([senior(status="hospital")])).routes == ()


def test_nobody_works(peer):
    """Without a shift everybody is left out."""
    plan = planned(peer, problem(roster=()))
    assert [one.senior_id for one in plan.unserved] == ["S1"]


def test_a_gap_between_windows_is_kept_free(peer):
    """Eleven of twelve fit before 11:30, though the shift ends at 12:00."""
    people = [
        senior(f"S{n:02d}", windows=("08:30-11:30", "14:00-17:30")) for n in range(12)
    ]
    world = problem(people, roster=roster("C1", hours="08:00-12:00"))
    assert len(visited(planned(peer, world))) == 11


def test_a_second_window_is_used(peer):
    """A shift that begins in the gap visits in the afternoon."""
    person = senior(windows=("08:30-11:30", "14:00-17:30"))
    world = problem([person], roster=roster("C1", hours="12:00-15:00"))
    (route,) = planned(peer, world).routes
    assert route.stops[0].start >= 14 * 3600


def test_only_who_may_visit_comes(peer):
    """Skill, gender, role and `avoid` each leave one carer of four."""
    team = [
        carer("C1", skills=("a",)),
        carer("C2", "helper", gender="female"),
        carer("C3", "police", skills=("a",), gender="female"),
        carer("C4"),
    ]
    people = [
        senior("S1", skills=("a",)),
        senior("S2", gender="female"),
        senior("S3", avoid=("C1", "C2")),
    ]
    plan = planned(peer, problem(people, team))
    came = {stop.senior_id: route.carer_id for route, stop in plan.stops()}
    assert came == {"S1": "C1", "S2": "C2", "S3": "C4"}


def test_each_carer_travels_at_their_own_pace(peer):
    """Who rides is sent, for it costs a third."""
    team = [carer("C1"), carer("C2", mode="ebike")]
    people = [senior()]
    slow = travel(people, team, 300).seconds[0]
    times = TravelTimes(
        senior_ids=("S1",),
        base_ids=(OFFICE,),
        seconds=np.stack([slow, slow // 3]).astype(np.int32),
        carer_profile={"C1": 0, "C2": 1},
        carer_base=dict.fromkeys(("C1", "C2"), OFFICE),
    )
    (route,) = planned(peer, problem(people, team, travel=times)).routes
    assert (route.carer_id, route.travel_seconds) == ("C2", 200)


def test_a_red_comes_before_greens(peer):
    """With room for one visit it goes to whom lateness costs most."""
    people = [senior("S1"), senior("S2", "red"), senior("S3", "orange")]
    world = problem(people, roster=roster("C1", hours="09:00-09:23"))
    assert visited(planned(peer, world)) == {"S2"}


def test_visits_a_day_are_limited(peer):
    """Two of three seniors, though there is time for all."""
    people = [senior(f"S{n}") for n in range(3)]
    world = problem(people, [carer(max_visits_per_day=2)])
    assert len(visited(planned(peer, world))) == 2


def test_routes_to_begin_from_are_taken_up(peer):
    """Whatever comes of them is valid, and visits no fewer."""
    people = [senior(f"S{n}", windows=("08:30-11:30", "14:00-17:30")) for n in range(4)]
    task = to_task(world := problem(people), due_today(world))
    routes = peer.router()(task, SECONDS, 0, begin=[[3, 1]])
    plan = to_plan(task, routes, Made("rival", "1", SECONDS, 0))
    assert rules_broken(world, plan) == set()
    assert len(visited(plan)) == 4


def test_a_week_of_minutes_is_limited(peer):
    """Two visits and their ways are 39 minutes of the 45 that are left."""
    if Need.WEEKLY_MINUTES in peer.cannot:
        pytest.skip(f"{peer.title} knows no such limit")
    people = [senior(f"S{n}") for n in range(3)]
    world = problem(people, [carer(max_minutes_per_week=45)])
    assert len(visited(planned(peer, world))) == 2


@pytest.mark.parametrize("seed", range(8))
def test_any_planted_day_comes_back_valid(peer, seed):
    """Pairs, pauses, limits and lopsided travel times: whatever is planned is valid."""
    world = planted(Random(seed))[0].replace(days=1)
    if Need.WEEKLY_MINUTES in peer.cannot:
        free = [one.replace(max_minutes_per_week=None) for one in world.carers]
        world = world.replace(carers=tuple(free))
    planned(peer, world)
