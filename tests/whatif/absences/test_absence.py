"""What comes of one absence: on the smallest days, and as the referee counts."""

from datetime import timedelta

import pytest
from builders import carer, day, plan, problem, roster, route, senior, stop
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import planted

from scheduler.check.referee import check
from scheduler.domain.times import parse_time
from scheduler.domain.words import Tag
from scheduler.whatif.absences.absence import absence_of, answer_to
from scheduler.whatif.absences.morning import LOOK_AHEAD, morning_of

LIMIT = 0.1
INTERVALS = {"red": 3, "orange": 5, "green": 7}
TWO = [carer("C1"), carer("C2")]


def due(senior_id, tag="green", on=0, **changes):
    """Return a senior who is due so many days after the first."""
    return senior(senior_id, tag, last_visit=day(on - INTERVALS[tag]), **changes)


def absence(of, held, carer_id="C1", offset=0):
    return absence_of(morning_of(of, held, day(offset)), carer_id, 0, LIMIT)


def one_by_one(*seniors, carer_id="C1", on=0):
    """Return a route that visits seniors every half hour from nine o'clock on."""
    nine = parse_time("09:00")
    stops = [
        stop(
            one.senior_id,
            nine + 1800 * place,
            minutes=20 if one.tag is Tag.RED else 15,
            tag=one.tag,
            due=one.last_visit
            + timedelta(days={"red": 3, "orange": 5}.get(one.tag, 7)),
        )
        for place, one in enumerate(seniors)
    ]
    return route(*stops, carer_id=carer_id, on=day(on))


def test_who_has_nobody_to_visit_is_not_missed():
    """C2 is on duty, but the plan has nothing for C2 to do."""
    people = [due("S1")]
    of = problem(people, TWO, days=3)
    found = absence(of, plan(one_by_one(*people), of=of), "C2")
    assert (found.visits, found.late, found.replacement) == ((), (), None)
    assert found.late_before == found.late_after


def test_an_idle_twin_takes_everything():
    """Three visits, and C2 works the same hours: nobody goes late, all three fit."""
    people = [due("S1"), due("S2", "orange"), due("S3", "red")]
    of = problem(people, TWO, days=3)
    found = absence(of, plan(one_by_one(*people), of=of))
    assert found.visits == ("S3", "S2", "S1")
    assert (found.late, found.left) == ((), 0)
    assert found.replacement.carer_id == "C2"
    assert found.replacement.on_duty
    assert len(found.replacement.takes) == 3
    assert found.replacement.new_faces == 3


def test_without_anybody_else_they_wait_for_the_next_day():
    """The only carer: each who was due is a day late, nobody could stand in."""
    people = [due("S1"), due("S2", "red"), due("S3", on=1)]
    of = problem(people, [carer("C1")], days=3)
    found = absence(of, plan(one_by_one(*people), of=of))
    assert found.left == 3
    assert [(one.senior_id, one.days) for one in found.late] == [("S2", 1), ("S1", 1)]
    assert found.days_late(Tag.RED) == 1
    assert found.replacement is None


def test_who_is_off_duty_is_called_in():
    """C2 works on Tuesdays only: could come on Monday, but nobody is counted on."""
    people = [due("S1", "red")]
    rows = (*roster("C1"), *roster("C2", days=["tue"]))
    of = problem(people, TWO, roster=rows, days=3)
    found = absence(of, plan(one_by_one(*people), of=of))
    assert not found.replacement.on_duty
    assert found.days_late(Tag.RED) == 1


def test_a_visit_that_can_wait_gives_way_to_a_red_one():
    """C2 may make one visit a day: the green one, due in two days, is made later."""
    red, green = due("S1", "red"), due("S2", on=2)
    team = [carer("C1"), carer("C2", max_visits_per_day=1)]
    of = problem([red, green], team, days=3)
    held = plan(one_by_one(red), one_by_one(green, carer_id="C2"), of=of)
    found = absence(of, held)
    assert found.late == ()
    assert found.moved == 1


def test_a_red_one_comes_before_another_that_is_due():
    """As above, but the green one is due too: it goes late, not the red one."""
    red, green = due("S1", "red"), due("S2")
    team = [carer("C1"), carer("C2", max_visits_per_day=1)]
    of = problem([red, green], team, days=3)
    held = plan(one_by_one(red), one_by_one(green, carer_id="C2"), of=of)
    found = absence(of, held)
    assert [(one.senior_id, one.days) for one in found.late] == [("S2", 1)]


@pytest.mark.parametrize(("team", "late"), [("C1 C2", 1), ("C1 C2 C3", 0)])
def test_a_visit_by_two_needs_two(team, late):
    """C1 and C2 come together: without C1 it takes a third, or it waits a day."""
    lady = due("S1", carers_needed=2)
    ids = team.split()
    of = problem([lady], [carer(who) for who in ids], days=3)
    held = plan(
        route(stop(partners=("C2",))),
        route(stop(partners=("C1",)), carer_id="C2"),
        of=of,
    )
    assert check(of, held).violations == ()
    found = absence(of, held)
    assert found.days_late(Tag.GREEN) == late
    assert found.left == late


def test_days_before_are_carried_out_as_planned():
    """Seen on Monday, S1 is due on the next Monday: C1 is missed then, not before."""
    people = [due("S1")]
    of = problem(people, [carer("C1")], days=9)
    again = route(stop(due=day(7)), on=day(7))
    held = plan(one_by_one(*people), again, of=of)
    assert check(of, held).violations == ()
    assert absence(of, held, offset=3).visits == ()
    found = absence(of, held, offset=7)
    assert found.visits == ("S1",)
    assert found.days_late(Tag.GREEN) == 1


@settings(deadline=None, derandomize=True, max_examples=12)
@given(st.randoms(use_true_random=False))
def test_the_referee_counts_the_same(rng):
    """Every absence of a planted plan: rules kept, days late as the key figures say."""
    of, held = planted(rng)
    dates = sorted({one.date for one in held.routes})
    morning = morning_of(of, held, rng.choice(dates))
    assert morning.data.days <= LOOK_AHEAD
    before = check(morning.data, morning.plan)
    assert before.violations == ()
    for who in of.carer:
        found = absence_of(morning, who, 0, LIMIT)
        assert found.late_before == before.kpis.late_days
        if not found.visits:
            assert not morning.has_visits(who)
            assert found.late_after == found.late_before
            continue
        answer = answer_to(morning, who, 0, LIMIT)
        after = check(answer.standing.data, answer.plan)
        assert after.violations == ()
        assert found.late_after == after.kpis.late_days
        assert not any(
            r.carer_id == who and r.date == morning.day for r in answer.plan.routes
        )
        for tag in Tag:
            more = found.late_after[tag] - found.late_before[tag]
            assert more <= found.days_late(tag)
        if not found.left:
            assert found.late == ()
