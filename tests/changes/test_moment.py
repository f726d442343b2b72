"""How far a day has got, and from where its carers go on."""

from builders import MONDAY, carer, plan, problem, record, route, senior
from builders import stop as stop_at

from scheduler.changes.moment import Course, Door, News, courses
from scheduler.changes.standins import team_of
from scheduler.changes.whereabouts import with_standins
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.times import parse_time


def walk() -> tuple[Problem, Plan]:
    """Return a route from the office (8:59) to S1 (9:00) and S2 (10:00), back 10:16."""
    world = problem([senior("S1"), senior("S2"), senior("S3")])
    both = route(stop_at("S1", "09:00"), stop_at("S2", "10:00", arrive="09:16"))
    return world, plan(both, of=world)


def course(at: str, **news: object) -> Course:
    """Return how far that route has got at a time."""
    world, published = walk()
    (found,) = courses(world, published, News(parse_time(at), **news))
    return found


def seconds_to(at: str, senior_id: str, **news: object) -> int:
    """Return the time, as seconds since midnight, of the soonest arrival there."""
    world, published = walk()
    moment = News(parse_time(at), **news)
    found = courses(world, published, moment)
    team = team_of(world, published, found, moment.now)
    (one,) = team.standins.values()
    travel = with_standins(world.travel, team)
    return one.span.start + travel.legs(one.carer.carer_id, [senior_id])[0]


def test_nothing_has_begun_before_the_carer_sets_out() -> None:
    """At half past eight the carer is still at the office."""
    found = course("08:30")
    assert (found.left, found.begun, len(found.ahead)) == (False, 0, 2)


def test_a_visit_begins_at_its_planned_start() -> None:
    """On the way nothing has begun; at nine the first visit has."""
    assert [course(at).begun for at in ("08:59", "09:00", "10:00")] == [0, 1, 2]


def test_who_is_in_a_visit_is_free_at_its_end() -> None:
    """From S1, which ends at 9:15, it is one minute to anybody."""
    assert course("09:05").free_at == parse_time("09:15")
    assert seconds_to("09:05", "S3") == parse_time("09:16")


def test_who_is_on_the_way_goes_on_or_turns_back() -> None:
    """Half a minute after leaving S1: S2 in 30 s, S3 by way of S1 or S2 in 90 s."""
    assert seconds_to("09:15:30", "S2") == parse_time("09:16:00")
    assert seconds_to("09:15:30", "S3") == parse_time("09:17:00")


def test_who_waits_at_a_door_goes_on_from_there() -> None:
    """The carer is at S2 from 9:16 on, though the visit begins at ten."""
    assert seconds_to("09:30", "S2") == parse_time("09:30")
    assert seconds_to("09:30", "S3") == parse_time("09:31")


def test_a_late_visit_ends_later() -> None:
    """Twenty minutes more at S1 make the carer free at 9:35; S2 has not begun."""
    late = {Door("C1", "S1"): 20}
    found = course("10:05", late_minutes=late)
    assert (found.begun, found.kept[-1].end) == (1, parse_time("09:35"))


def test_a_late_visit_is_not_stated_beyond_what_the_plan_may_say() -> None:
    """A plan may not be home later than planned; the rest of the time is only spent."""
    found = course("10:10", late_minutes={Door("C1", "S2"): 60})
    assert found.kept[-1].end == parse_time("10:15")
    assert found.free_at == parse_time("11:15")


def test_a_closed_door_leaves_the_plan_and_its_time_is_spent() -> None:
    """At 9:05 the carer gives up at S1: nothing is kept, and S3 is a minute away."""
    closed = {Door("C1", "S1"): parse_time("09:05")}
    found = course("09:05", closed=closed)
    assert (found.begun, found.kept) == (1, ())
    assert seconds_to("09:05", "S3", closed=closed) == parse_time("09:06")


def test_a_result_tells_of_a_visit_before_its_time() -> None:
    """Who is ahead of the plan has been at S2 although it is not yet ten."""
    results = (record("S2", MONDAY),)
    assert course("09:40", results=results).begun == 2


def test_what_came_of_no_visit_before_its_time_is_of_an_earlier_try() -> None:
    """A closed door on record at 9:40 is not the visit planned for ten."""
    results = (record("S2", MONDAY, "C1", "no_answer", None),)
    assert course("09:40", results=results).begun == 1
    assert [s.senior_id for s in course("10:01", results=results).gone] == ["S2"]


def test_who_never_came_has_begun_nothing_since() -> None:
    """Absent since 9:30, the carer was at S1 but never at S2."""
    found = course("10:30", absent_since={"C1": parse_time("09:30")})
    assert [stop.senior_id for stop in found.kept] == ["S1"]


def test_a_pair_begins_together_or_not_at_all() -> None:
    """C2 waits at S1 for C1, who is late elsewhere: the visit has begun for neither."""
    pair = senior("S1", carers_needed=2)
    world = problem([pair, senior("S2")], [carer("C1"), carer("C2")])
    published = plan(
        route(stop_at("S2", "09:00"), stop_at("S1", "09:20", partners=("C2",))),
        route(stop_at("S1", "09:20", partners=("C1",)), carer_id="C2"),
        of=world,
    )
    late = {Door("C1", "S2"): 30}
    news = News(parse_time("09:25"), late_minutes=late)
    assert [c.begun for c in courses(world, published, news)] == [1, 0]


def one_by_one(at: str, **news: object) -> list[tuple[int, list[str]]]:
    """Return how many stops have begun of each route, and which stay.

    C1 comes to S1 at nine and sees S3 at half past; C2 sees S2 at nine and comes to S1
    forty minutes after C1, then to S4.
    """
    seniors = [senior("S1", after="30-60"), *(senior(f"S{n}") for n in (2, 3, 4))]
    world = problem(seniors, [carer("C1"), carer("C2")])
    published = plan(
        route(stop_at("S1", "09:00", partners=("C2",)), stop_at("S3", "09:30")),
        route(
            stop_at("S2", "09:00"),
            stop_at("S1", "09:40", partners=("C1",)),
            stop_at("S4", "10:00"),
            carer_id="C2",
        ),
        of=world,
    )
    found = courses(world, published, News(parse_time(at), **news))
    return [(one.begun, [stop.senior_id for stop in one.kept]) for one in found]


def test_who_comes_second_is_bound_by_who_has_come_first() -> None:
    """At 9:05 C1 is there: what C2 does until 9:55 stays; S4 is still open."""
    assert one_by_one("08:30") == [(0, []), (0, [])]
    assert one_by_one("09:05") == [(1, ["S1"]), (2, ["S2", "S1"])]
    assert one_by_one("10:05") == [(2, ["S1", "S3"]), (3, ["S2", "S1", "S4"])]


def test_a_result_of_the_first_leaves_the_second_to_come() -> None:
    """C1 has keyed in the visit: the second is still expected at 9:40."""
    results = (record("S1", MONDAY, "C1"),)
    assert one_by_one("09:20", results=results) == [(1, ["S1"]), (2, ["S2", "S1"])]


def test_a_second_who_cannot_come_lets_the_visit_be_made_anew() -> None:
    """C2 goes home or is late: S1 leaves the plan, what C1 does after it stays."""
    gone = one_by_one("09:35", absent_since={"C2": parse_time("09:30")})
    assert gone == [(2, ["S3"]), (1, ["S2"])]
    late = one_by_one("09:35", late_minutes={Door("C2", "S2"): 20})
    assert late == [(2, ["S3"]), (1, ["S2"])]


def test_nobody_opens_to_the_first() -> None:
    """C1 gives up at 9:05: the second does not count as begun, nor as kept."""
    closed = {Door("C1", "S1"): parse_time("09:05")}
    assert one_by_one("09:05", closed=closed) == [(1, []), (1, ["S2"])]


def test_a_finished_route_has_its_carer_at_home() -> None:
    """At eleven the carer is back at the office and a minute from everybody."""
    assert course("11:00").ahead == ()
    assert seconds_to("11:00", "S3") == parse_time("11:01")
