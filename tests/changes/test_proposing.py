"""The day that goes wrong, on days small enough to work out by hand.

Any two places lie 60 seconds apart; a green visit takes 15 minutes, a red one 20.
"""

from datetime import timedelta

import pytest
from builders import MONDAY, carer, day, plan, problem, record, roster, route, senior
from builders import stop as stop_at
from upsets import answered, community, dates_of, published, stop_of, visited_by

from scheduler.changes.happenings import (
    CarerAbsent,
    NoAnswer,
    SeniorPaused,
    SeniorResumed,
    TagChanged,
    UrgentVisit,
    VisitOverrun,
)
from scheduler.changes.objections import UnfitHappeningError
from scheduler.changes.proposing import propose
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.times import format_minute, parse_span, parse_time

EARLY, TEN, LATE = parse_time("07:40"), parse_time("10:00"), parse_time("19:00")


def one_carer_day() -> tuple[Problem, Plan]:
    """Return two green seniors, one carer, and a plan with stops at 9 and at 10."""
    world = community(2, 1, days=2)
    made = plan(
        route(stop_at("S1", "09:00"), stop_at("S2", "10:00")),
        of=world,
    )
    return world, made


def test_a_sick_call_before_the_first_shift_gives_the_visits_to_another() -> None:
    """A carer ill at 07:40 visits nobody that day; the other takes all, on time."""
    world = community()
    before = published(world)
    made = answered(world, before, CarerAbsent(carer_id="C1"), EARLY)
    assert visited_by(made.plan, "C1") == set()
    assert visited_by(made.plan, "C2") == {s.senior_id for s in world.seniors}
    assert set(made.other_person) == visited_by(before, "C1")
    assert made.late_after == made.late_before


def test_what_has_begun_stays_with_a_carer_who_goes_home() -> None:
    """Who falls ill during a visit ends it; the rest of the route goes to another."""
    world = community(2, 2, days=2)
    before = plan(route(stop_at("S1", "09:00"), stop_at("S2", "10:00")), of=world)
    now = parse_time("09:05")
    made = answered(world, before, CarerAbsent(carer_id="C1"), now)
    begun, kept = stop_of(made.plan, "S1")
    assert kept == stop_of(before, "S1")[1]
    assert (begun.leave, begun.back) == (parse_time("08:59"), parse_time("09:16"))
    assert visited_by(made.plan, "C2") == {"S2"}
    assert made.happening.since.time().isoformat() == "09:16:00"


def test_a_day_without_carers_left_loses_its_visits_and_says_so() -> None:
    """Nobody can come in for the only carer; tomorrow is the next chance."""
    world, before = one_carer_day()
    made = answered(world, before, CarerAbsent(carer_id="C1"), EARLY)
    assert [r.date for r in made.plan.routes] == [day(1)]
    assert made.replacements == ()
    assert {c.kind.value for c in made.changes} == {"other_day"}


def test_an_absence_of_days_takes_the_carer_off_all_of_them() -> None:
    """Until its end nobody is visited by the absent carer."""
    world = community(6, 2, days=5)
    until = day(3).isoformat()
    told = CarerAbsent(carer_id="C1", until=until)
    made = answered(world, published(world), told, EARLY)
    assert not any(r.carer_id == "C1" and r.date < day(3) for r in made.plan.routes)


def test_an_absence_without_visits_changes_nothing() -> None:
    """Where the absent carer has nobody to visit the plan stays, and a note says so."""
    world = community(2, 2, days=2)
    before = plan(route(stop_at("S1", "09:00"), stop_at("S2", "10:00")), of=world)
    made = answered(world, before, CarerAbsent(carer_id="C2"), EARLY)
    assert made.plan.routes == before.routes
    assert made.changes == ()
    assert "C2" in made.notes[0].en


def test_after_the_last_shift_the_day_is_history() -> None:
    """At 19:00 today's routes stay to the letter; only tomorrow may still change."""
    world = community()
    before = published(world)
    told = CarerAbsent(carer_id="C1", since=f"{day(1)}T08:00")
    made = answered(world, before, told, LATE)
    assert [r for r in made.plan.routes if r.date == MONDAY] == [
        r for r in before.routes if r.date == MONDAY
    ]


def test_a_plan_that_ends_early_is_prolonged() -> None:
    """Days that the published plan does not cover are planned afresh."""
    world = community(6, 2, days=9)
    before = published(world.replace(days=2))
    made = answered(world, before, CarerAbsent(carer_id="C1"), EARLY)
    assert (made.plan.first_day, made.plan.days) == (MONDAY, 9)
    assert max(r.date for r in made.plan.routes) > before.last_day


def test_an_overrun_moves_what_follows_by_its_minutes() -> None:
    """The next stop begins when the carer can be there; the visit ends when it ends."""
    world, before = one_carer_day()
    told = VisitOverrun(carer_id="C1", senior_id="S1", minutes=60)
    made = answered(world, before, told, parse_time("09:20"))
    assert stop_of(made.plan, "S1")[1].end == parse_time("10:15")
    assert stop_of(made.plan, "S2")[1].start == parse_time("10:16")


def test_an_overrun_that_leaves_time_enough_changes_nothing_else() -> None:
    """Ten minutes more at nine do not touch the stop at ten."""
    world, before = one_carer_day()
    told = VisitOverrun(carer_id="C1", senior_id="S1", minutes=10)
    made = answered(world, before, told, parse_time("09:20"))
    assert stop_of(made.plan, "S2")[1].start == TEN
    assert made.changes == ()


def test_an_overrun_past_the_shift_costs_the_last_visit() -> None:
    """What the late carer cannot reach in the shift goes elsewhere, here to C2."""
    world = community(2, 2, days=2, roster=roster("C1", "C2", hours="08:00-10:30"))
    before = plan(
        route(stop_at("S1", "09:00"), stop_at("S2", "10:00"), shift="08:00-10:30"),
        of=world,
    )
    told = VisitOverrun(carer_id="C1", senior_id="S1", minutes=70)
    made = answered(world, before, told, parse_time("09:20"))
    assert visited_by(made.plan, "C2") == {"S2"}
    assert made.replacements[0].carer_id == "C2"


def test_a_closed_door_is_tried_again_the_same_morning() -> None:
    """A red senior who does not answer is tried again half an hour later or more."""
    world = problem([senior("S1", "red"), senior("S2")], days=2)
    red = stop_at("S1", "09:00", 20, tag="red")
    before = plan(route(red, stop_at("S2", "10:00")), of=world)
    told = NoAnswer(senior_id="S1", carer_id="C1")
    made = answered(world, before, told, parse_time("09:05"))
    again = stop_of(made.plan, "S1")[1]
    assert parse_time("09:35") <= again.start < parse_time("12:00")
    assert stop_of(made.plan, "S2")[1].start == TEN


def test_a_second_closed_door_is_not_tried_a_third_time() -> None:
    """Two doors closed on one day are a matter for the steps of escalation."""
    world = problem([senior("S1", "red")], days=2)
    before = plan(
        route(stop_at("S1", "10:30", 20, tag="red"), leave=parse_time("08:59")),
        of=world,
    )
    earlier = record("S1", MONDAY, "C1", "no_answer", None)
    told = NoAnswer(senior_id="S1", carer_id="C1")
    now = parse_time("10:40")
    made = answered(world, before, told, now, results=[earlier])
    assert dates_of(made.plan, "S1") == [day(1)]
    assert "S1" in made.notes[0].en


def test_a_paused_senior_is_not_visited_until_the_end_of_the_pause() -> None:
    """Nobody comes while the senior is in hospital; the day after, somebody does."""
    world = community(6, 2, days=5)
    told = SeniorPaused(senior_id="S1", status="hospital", until=day(3))
    made = answered(world, published(world), told, EARLY)
    assert dates_of(made.plan, "S1")[0] == day(3)


def test_a_senior_paused_after_todays_visit_leaves_the_plan() -> None:
    """A plan may not show a visit to a paused senior, even one made this morning."""
    world, before = one_carer_day()
    told = SeniorPaused(senior_id="S1", status="hospital")
    made = answered(world, before, told, parse_time("09:30"))
    assert dates_of(made.plan, "S1") == []
    assert stop_of(made.plan, "S2")[1].start == TEN


def test_a_resumed_senior_is_due_and_visited_that_day() -> None:
    """Who comes home from hospital is visited within the day."""
    seniors = [senior("S1", status="hospital", last_visit=day(-3)), senior("S2")]
    world = problem(seniors, [carer("C1")], days=3)
    before = plan(route(stop_at("S2", "10:00")), of=world)
    made = answered(world, before, SeniorResumed(senior_id="S1"), EARLY)
    assert dates_of(made.plan, "S1") == [MONDAY]
    assert stop_of(made.plan, "S1")[1].due == MONDAY
    assert [one.carer_id for one in made.replacements] == ["C1"]


def test_an_urgent_visit_comes_first_and_in_time() -> None:
    """It goes before whatever is not yet begun, and is named to be kept."""
    world, before = one_carer_day()
    world = problem([*world.seniors, senior("S3", last_visit=day(-4))], days=2)
    before = before.replace(data_hash=world.fingerprint())
    told = UrgentVisit(senior_id="S3", before="10:00", minutes=30)
    made = answered(world, before, told, parse_time("08:30"))
    urgent = stop_of(made.plan, "S3")[1]
    assert urgent.end - urgent.start == 30 * 60
    assert urgent.start <= TEN
    assert urgent.due == day(3)
    assert made.pins == {VisitKey("S3", MONDAY)}
    assert made.notes == ()


def test_an_urgent_visit_takes_the_place_of_a_green_one() -> None:
    """Where the day is full one visit that is not red makes room and is made later."""
    world = community(2, 1, days=2, roster=roster("C1", hours="09:00-09:20"))
    before = plan(
        route(stop_at("S1", "09:01"), shift="09:00-09:20"),
        route(stop_at("S2", "09:01"), on=day(1), shift="09:00-09:20"),
        of=world,
    )
    made = answered(world, before, UrgentVisit(senior_id="S2"), EARLY)
    assert dates_of(made.plan, "S2") == [MONDAY]
    assert dates_of(made.plan, "S1") == [day(1)]


def test_an_urgent_visit_waits_for_the_smallest_gap() -> None:
    """A green senior seen yesterday is seen again in two days, and a note says so."""
    world = problem([senior("S1", last_visit=day(-1))], days=5)
    made = answered(world, plan(of=world), UrgentVisit(senior_id="S1"), EARLY)
    assert dates_of(made.plan, "S1")[0] == day(2)
    assert all(str(day(2)) in note.en for note in made.notes)
    assert len(made.notes) == 2


def test_an_urgent_visit_waits_for_the_end_of_a_pause() -> None:
    """Who is away until the day after tomorrow is visited then, and a note says why."""
    away = senior("S1", status="away", status_until=day(2))
    world = problem([away], days=5)
    made = answered(world, plan(of=world), UrgentVisit(senior_id="S1"), EARLY)
    assert dates_of(made.plan, "S1")[0] == day(2)
    assert "resume" in made.notes[0].en


def test_a_senior_turned_red_is_visited_by_the_red_clock() -> None:
    """From green to red the senior is due at once, and every three days."""
    world = problem([senior("S1", last_visit=day(-5))], days=7)
    before = plan(route(stop_at("S1", "10:00", due=day(2)), on=day(2)), of=world)
    told = TagChanged(senior_id="S1", tag="red")
    made = answered(world, before, told, EARLY)
    assert dates_of(made.plan, "S1") == [MONDAY, day(3), day(6)]


def test_todays_visit_bears_the_new_tag_once_it_is_changed() -> None:
    """A visit begun before the change keeps its time and states the new tag."""
    world, before = one_carer_day()
    told = TagChanged(senior_id="S1", tag="orange")
    made = answered(world, before, told, parse_time("09:05"))
    old, new = stop_of(before, "S1")[1], stop_of(made.plan, "S1")[1]
    assert new == old.replace(tag="orange", due=new.due)


def test_a_pair_of_whom_one_is_late_begins_together() -> None:
    """The visit has not begun for the one who waits; both begin at one time."""
    pair = senior("S1", carers_needed=2)
    world = problem([pair, senior("S2")], [carer("C1"), carer("C2")], days=2)
    before = plan(
        route(stop_at("S2", "09:00"), stop_at("S1", "09:20", partners=("C2",))),
        route(stop_at("S1", "09:20", partners=("C1",)), carer_id="C2"),
        of=world,
    )
    told = VisitOverrun(carer_id="C1", senior_id="S2", minutes=30)
    made = answered(world, before, told, parse_time("09:25"))
    starts = {s.start for _, s in made.plan.stops() if s.senior_id == "S1"}
    assert len(starts) == 1
    assert starts.pop() >= parse_time("09:46")


def one_by_one() -> tuple[Problem, Plan]:
    """Return C1 at S1 at nine, and C2, who has the skill, forty minutes later."""
    asked = senior("S1", "red", visit_minutes=15, after="30-60", second_skills=("a",))
    able = {"skills": ("a",)}
    team = [carer("C1"), carer("C2", **able), carer("C3", **able), carer("C4")]
    world = problem([asked, senior("S2")], team, days=2)
    before = plan(
        route(stop_at("S1", "09:00", tag="red", partners=("C2",))),
        route(
            stop_at("S1", "09:40", tag="red", partners=("C1",)),
            stop_at("S2", "10:00"),
            carer_id="C2",
        ),
        of=world,
    )
    return world, before


def who_comes(made: Plan) -> dict[str, str]:
    """Return when each carer starts at S1 on the first day."""
    return {
        r.carer_id: format_minute(s.start)
        for r, s in made.stops()
        if (s.senior_id, r.date) == ("S1", MONDAY)
    }


def test_a_second_who_falls_ill_is_replaced_by_one_who_can_do_it() -> None:
    """C1 still comes, and only C3 has what the second needs."""
    world, before = one_by_one()
    made = answered(world, before, CarerAbsent(carer_id="C2"), EARLY)
    found = who_comes(made.plan)
    assert set(found) == {"C1", "C3"}
    assert 1800 <= parse_time(found["C3"]) - parse_time(found["C1"]) <= 3600


def test_a_second_who_is_still_to_come_comes_as_told() -> None:
    """At 9:05 C3 calls in sick: neither of the two at S1 has anything to do with it."""
    world, before = one_by_one()
    made = answered(world, before, CarerAbsent(carer_id="C3"), parse_time("09:05"))
    assert who_comes(made.plan) == {"C1": "09:00", "C2": "09:40"}


def test_a_second_who_goes_home_before_coming_leaves_the_visit_to_be_made_anew() -> (
    None
):
    """C1 has been there, C2 cannot come: two others, a lag apart, on some day."""
    world, before = one_by_one()
    now = parse_time("09:20")
    made = answered(world, before, CarerAbsent(carer_id="C2"), now)
    starts = sorted(
        (r.date, s.start) for r, s in made.plan.stops() if s.senior_id == "S1"
    )
    (day_1, first), (day_2, second) = starts[:2]
    assert day_1 == day_2
    assert 1800 <= second - first <= 3600
    assert "C2" not in who_comes(made.plan)


def test_a_carer_with_two_shifts_keeps_limits_over_both() -> None:
    """Who has begun in the morning may make no more visits that day than allowed."""
    hours = roster("C1", "C2", hours="08:00-12:00;13:00-17:00")
    world = problem(
        [senior(f"S{n}") for n in range(1, 5)],
        [carer("C1", max_visits_per_day=3), carer("C2")],
        days=1,
        roster=hours,
    )
    before = plan(
        route(stop_at("S1", "09:00"), shift="08:00-12:00"),
        route(stop_at("S2", "14:00"), shift="13:00-17:00"),
        route(
            stop_at("S3", "14:00"),
            stop_at("S4", "15:00"),
            carer_id="C2",
            shift="13:00-17:00",
        ),
        of=world,
    )
    told = CarerAbsent(carer_id="C2")
    made = answered(world, before, told, parse_time("09:05"))
    assert len(visited_by(made.plan, "C1")) == 3


def test_a_named_replacement_takes_what_it_can() -> None:
    """The visits go to the carer whom the coordinator names, and stay there."""
    world = community(4, 3)
    before = plan(
        route(*(stop_at(f"S{n}", f"{8 + n:02}:00") for n in range(1, 5))), of=world
    )
    made = answered(world, before, CarerAbsent(carer_id="C1"), EARLY, by="C3")
    assert visited_by(made.plan, "C3") == {"S1", "S2", "S3", "S4"}
    assert made.pins == {VisitKey(f"S{n}", MONDAY) for n in range(1, 5)}


def test_a_replacement_who_is_off_duty_is_called_in() -> None:
    """A dated row brings the carer in for the lost hours and keeps the usual ones."""
    usual = (*roster("C1", hours="08:30-11:30"), *roster("C2", hours="14:00-16:00"))
    mornings = (parse_span("08:30-11:30"),)
    seniors = [senior(f"S{n}", windows=mornings) for n in (1, 2)]
    world = problem(seniors, [carer("C1"), carer("C2")], days=3, roster=usual)
    before = plan(
        route(stop_at("S1", "09:00"), stop_at("S2", "10:00"), shift="08:30-11:30"),
        of=world,
    )
    made = answered(world, before, CarerAbsent(carer_id="C1"), EARLY, by="C2")
    spans = [(row.day, str(row.span)) for row in made.called_in]
    assert spans == [(MONDAY, "08:30-11:30"), (MONDAY, "14:00-16:00")]
    assert visited_by(made.plan, "C2") == {"S1", "S2"}


def test_who_can_take_nothing_cannot_be_named() -> None:
    """A carer who is not among the replacements is refused by name."""
    world, before = one_carer_day()
    with pytest.raises(UnfitHappeningError) as refused:
        propose(world, before, CarerAbsent(carer_id="C1"), EARLY, by="C1")
    assert [one.column for one in refused.value.findings] == ["/by"]


def test_a_pinned_visit_is_kept() -> None:
    """What a person has fixed stays with its carer, whatever else happens."""
    world = community(6, 2)
    before = published(world)
    key = next(key for key in before.visits() if key.date == MONDAY)
    who = {r.carer_id for r, _ in before.visits()[key]}
    other = {"C1", "C2"} - who
    made = answered(
        world, before, CarerAbsent(carer_id=other.pop()), EARLY, pinned={key}
    )
    assert {r.carer_id for r, _ in made.plan.visits()[key]} == who


def test_a_visit_made_by_somebody_else_is_not_made_again() -> None:
    """A result by a carer who was not to come takes the senior off the plan."""
    world, before = one_carer_day()
    world = problem([*world.seniors], [carer("C1"), carer("C2")], days=2)
    seen = record("S2", MONDAY, "C2")
    told = CarerAbsent(carer_id="C2")
    made = propose(world, before, told, parse_time("09:05"), results=[seen])
    assert dates_of(made.plan, "S2") == []


def test_the_same_question_has_the_same_answer() -> None:
    """Two proposals from one seed have the same routes and ranking."""
    world = community()
    before = published(world)
    told = CarerAbsent(carer_id="C1")
    first, second = (propose(world, before, told, TEN) for _ in range(2))
    assert first.plan.routes == second.plan.routes
    assert first.replacements == second.replacements


def test_no_time_at_all_may_be_left_of_a_pause() -> None:
    """A pause that ends tomorrow makes the senior due tomorrow."""
    world = community(2, 1, days=3)
    told = SeniorPaused(senior_id="S1", status="away", until=MONDAY + timedelta(days=1))
    made = answered(world, published(world), told, EARLY)
    assert stop_of(made.plan, "S1", day(1))[1].due == day(1)
