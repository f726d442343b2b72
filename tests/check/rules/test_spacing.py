"""When a senior may be visited. Smallest gaps: red 1, orange 2, green 3 days."""

import pytest
from builders import MONDAY, SUNDAY, carer, day, problem, record, route, senior, stop
from verdict import broken, verdict

from scheduler.domain.policy import DEFAULT_TAGS, Policy
from scheduler.domain.times import parse_time
from scheduler.domain.words import Tag


def visits(person, *offsets, records=(), dues=None, **changes):
    """Return the verdict on visits of 20 minutes at these days of a week."""
    world = problem([person], records=records, days=7, **changes)
    routes = [
        route(stop(tag=person.tag, minutes=20, due=day(due)), on=day(offset))
        for offset, due in zip(offsets, dues or offsets, strict=True)
    ]
    return verdict(world, *routes)


@pytest.mark.parametrize("status", ["hospital", "away", "suspended"])
def test_a_paused_senior_is_not_visited(status):
    """Open end: no day is right."""
    assert visits(senior(status=status), 0) == [("senior_paused", 1)]


def test_an_ended_senior_is_not_visited():
    """Out of the programme, whatever the date beside it."""
    ended = senior(status="ended", status_until=SUNDAY)
    assert visits(ended, 0) == [("senior_paused", 1)]


def test_a_senior_may_be_visited_on_the_day_the_pause_ends():
    """Discharged on Wednesday, visited on Wednesday."""
    person = senior(status="hospital", status_until=day(2))
    assert visits(person, 2) == []


def test_a_visit_a_day_before_the_pause_ends():
    """Discharged on Wednesday, visited on Tuesday."""
    person = senior(status="hospital", status_until=day(2))
    assert visits(person, 1, dues=[2]) == [("senior_paused", 1)]


@pytest.mark.parametrize(("tag", "gap"), [("red", 1), ("orange", 2), ("green", 3)])
def test_a_visit_after_the_smallest_gap_is_fine(tag, gap):
    """Against history in visits.csv: last visit on Sunday, day -1."""
    interval = DEFAULT_TAGS[Tag(tag)].interval_days
    person = senior(tag=tag)
    due = [interval - 1]
    assert visits(person, gap - 1, records=[record()], dues=due) == []


@pytest.mark.parametrize(("tag", "gap"), [("orange", 2), ("green", 3)])
def test_a_visit_a_day_too_soon_after_a_recorded_one(tag, gap):
    """One day less than the smallest gap."""
    interval = DEFAULT_TAGS[Tag(tag)].interval_days
    found = visits(senior(tag=tag), gap - 2, records=[record()], dues=[interval - 1])
    assert found == [("too_soon", 1)]


def test_a_visit_too_soon_after_the_one_noted_with_the_senior():
    """History in seniors.csv counts the same."""
    person = senior(last_visit=SUNDAY)
    assert visits(person, 1, dues=[6]) == [("too_soon", 1)]


def test_a_failed_visit_keeps_nobody_away():
    """No answer yesterday, visited today."""
    person = senior()
    assert visits(person, 0, records=[record(outcome="no_answer")]) == []


def test_two_planned_visits_at_the_smallest_gap():
    """Monday and Thursday, green; the second is due a week after the first."""
    assert visits(senior(), 0, 3, dues=[0, 7]) == []


def test_two_planned_visits_a_day_too_close():
    """Monday and Wednesday, green."""
    [violation] = broken(
        problem(days=7),
        route(stop()),
        route(stop(due=day(7)), on=day(2)),
    )
    assert (violation.rule, violation.amount) == ("too_soon", 1)
    assert violation.date == day(2)
    assert str(day(3)) in violation.says.zh


def test_turns_follow_one_another():
    """Red on Monday, Thursday and Saturday: each interval starts from the visit."""
    assert visits(senior(tag="red"), 0, 3, 5, dues=[0, 3, 6]) == []


def test_a_short_pause_never_undercuts_the_smallest_gap():
    """Seen on Sunday, discharged on Monday: from Wednesday on."""
    person = senior(status="hospital", status_until=MONDAY, last_visit=SUNDAY)
    assert visits(person, 2, dues=[2]) == []
    assert visits(person, 1, dues=[2]) == [("too_soon", 1)]


def test_two_visits_on_one_day():
    """Morning and afternoon; with a gap of nothing as well."""
    tags = DEFAULT_TAGS | {Tag.GREEN: DEFAULT_TAGS[Tag.GREEN].replace(min_gap_days=0)}
    both = route(stop(start="09:00")), route(stop(start="15:00"))
    assert verdict(problem(), *both) == [("twice_a_day", 1)]
    assert verdict(problem(policy=Policy(tags=tags)), *both) == [("twice_a_day", 1)]


def test_two_carers_one_after_the_other_are_two_visits():
    """A visit of one, made by two carers whose starts are a second apart."""
    world = problem(carers=[carer("C1"), carer("C2")])
    first, second = route(stop()), route(stop(start="09:00:01"), carer_id="C2")
    assert verdict(world, first, second) == [("twice_a_day", 1)]
    assert verdict(world, first) == []


def test_a_pair_that_comes_twice():
    """Two carers together in the morning, one of them again in the afternoon."""
    world = problem([senior(carers_needed=2)], [carer("C1"), carer("C2")])
    first = route(stop(partners=("C2",)))
    second = route(stop(partners=("C1",)), carer_id="C2")
    again = route(stop(start="15:00", partners=("C2",)))
    assert verdict(world, first, second) == []
    assert verdict(world, first, second, again) == [("twice_a_day", 1)]


def test_two_visits_at_the_same_second_by_the_same_carer():
    """One carer, two stops at one start: still one too many."""
    both = route(stop(), stop(arrive=parse_time("09:00")))
    assert ("twice_a_day", 1) in verdict(problem(), both)
