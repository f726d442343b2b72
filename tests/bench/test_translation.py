"""A rival's routes as a plan: timed, named, and judged even where they are wrong."""

from builders import carer, problem, roster, senior
from verdict import rules_broken

from scheduler.bench.task import due_today, to_task
from scheduler.bench.translation import Made, to_plan

MADE = Made("rival", "1", 0.5, 3)


def plan_of(world, routes):
    return to_plan(to_task(world, due_today(world)), routes, MADE)


def test_a_route_is_timed_and_signed():
    """It leaves as late as it can; the plan says who made it and from which seed."""
    world = problem([senior(windows=("09:00-09:30",))])
    plan = plan_of(world, [[0]])
    (route,) = plan.routes
    assert (route.leave, route.stops[0].start) == (9 * 3600 - 60, 9 * 3600)
    assert (plan.engine.name, plan.engine.seconds, plan.seed) == ("rival", 0.5, 3)
    assert rules_broken(world, plan) == set()


def test_who_is_left_out_is_listed():
    """As the referee asks for it: with due date and days late."""
    world = problem([senior("S1"), senior("S2", "red")])
    plan = plan_of(world, [[0]])
    assert [(one.senior_id, one.days_late) for one in plan.unserved] == [("S2", 1)]
    assert rules_broken(world, plan) == set()


def test_a_route_that_keeps_no_window_is_told_by_the_referee():
    """The second visit begins after its window: nothing is hidden."""
    windows = ("08:00-08:20",)
    people = [senior("S1", windows=windows), senior("S2", windows=windows)]
    plan = plan_of(problem(people), [[0, 1]])
    assert len(plan.visits()) == 2
    assert rules_broken(problem(people), plan) == {"outside_window"}


def two_and_one():
    people = [senior("S1", carers_needed=2), senior("S2")]
    return problem(people, [carer("C1"), carer("C2")], roster=roster("C1", "C2"))


def test_two_carers_meet_at_a_start_fixed_beforehand():
    """Two calls, one start; each stop names the other carer."""
    plan = plan_of(two_and_one(), [[0, 2], [1]])
    ((_, one), (_, other)) = plan.visits()["S1", plan.first_day]
    assert one.start == other.start
    assert {one.partners, other.partners} == {("C1",), ("C2",)}
    assert rules_broken(two_and_one(), plan) == set()


def test_half_a_pair_is_no_visit():
    """The carer who would come alone is not sent."""
    plan = plan_of(two_and_one(), [[0, 2], []])
    assert [stop.senior_id for _, stop in plan.stops()] == ["S2"]
    assert rules_broken(two_and_one(), plan) == set()
