"""A day in the terms of its rivals: calls, vehicles, limits, and what it asks for."""

from builders import carer, day, problem, roster, senior

from scheduler.bench.needs import Need, needs
from scheduler.bench.task import due_today, to_task


def task_of(*seniors, **changes):
    world = problem(seniors or None, **changes)
    return to_task(world, due_today(world))


def test_a_visit_is_a_call_with_its_starts():
    """The last start leaves time for the visit; lateness is its worth."""
    (call,) = task_of(senior(windows=("09:00-10:00", "14:00-15:00"))).calls
    assert call.starts == ((32_400, 35_100), (50_400, 53_100))
    assert (call.seconds, call.worth, call.carers) == (900, 10_000, {0})


def test_only_who_is_due_is_called():
    """Nobody visited lately, paused, or to be visited later."""
    people = [
        senior("S1", last_visit=day(-7)),
        senior("S2", last_visit=day(-6)),
        senior("S3", status="hospital"),
    ]
    assert [call.senior for call in task_of(*people).calls] == [0]


def test_two_carers_are_two_calls_at_one_start():
    """The first may lead, the second may also be a companion; one minute is fixed."""
    team = [carer("C1"), carer("C2", "police")]
    task = task_of(senior(carers_needed=2), carers=team)
    lead, second = task.calls
    assert (lead.carers, second.carers) == ({0}, {0, 1})
    ((first, last),) = lead.starts
    assert first == last
    assert second.starts == lead.starts
    assert needs(task) == {Need.TWO_CARERS}


def test_two_carers_one_after_the_other_are_two_calls_a_lag_apart():
    """Half an hour after the first only C2, who has the skill, may begin."""
    team = [carer("C1"), carer("C2", "police", skills=("a",))]
    asked = senior(after="30-60", second_skills=("a",))
    task = task_of(asked, carers=team)
    lead, second = task.calls
    assert (lead.carers, second.carers) == ({0}, {1})
    ((first, _),), ((then, last),) = lead.starts, second.starts
    assert then == last == first + 1800
    assert needs(task) == {Need.ONE_BY_ONE}


def test_a_lag_that_no_window_holds_is_no_call():
    """An hour apart within forty minutes."""
    team = [carer("C1"), carer("C2")]
    asked = senior(after="60-90", windows=("09:00-09:40",))
    assert task_of(asked, carers=team).calls == ()


def test_two_carers_who_never_meet_are_no_call():
    """Nobody can be the second."""
    assert task_of(senior(carers_needed=2)).calls == ()


def test_a_limit_that_cannot_be_reached_is_none():
    """In ten hours 40 visits of 15 minutes fit, and no more than 600 minutes."""
    team = [carer(max_visits_per_day=40, max_minutes_per_week=600)]
    task = task_of(carers=team)
    assert task.vehicles[0].most_calls is None
    assert task.vehicles[0].most_seconds is None
    assert needs(task) == frozenset()


def test_a_limit_is_shared_by_the_length_of_the_shifts():
    """Three hours and one: of four visits three and one, of the minutes likewise."""
    team = [carer(max_visits_per_day=4, max_minutes_per_week=60)]
    shifts = roster("C1", hours="08:00-11:00;13:00-14:00")
    task = task_of(carers=team, roster=shifts)
    assert [one.most_calls for one in task.vehicles] == [3, 1]
    assert [one.most_seconds for one in task.vehicles] == [2700, 900]
    assert needs(task) == {Need.LIMIT_OVER_SHIFTS, Need.WEEKLY_MINUTES}
