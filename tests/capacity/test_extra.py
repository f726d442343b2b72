"""Carers who might be asked: kinds, stretches, and people made of them."""

from builders import carer, day, problem, senior

from scheduler.capacity.extra import (
    Kind,
    Stretch,
    kinds,
    occurrences,
    rounded,
    with_stretches,
)
from scheduler.domain.times import parse_span
from scheduler.domain.words import Gender, Role

MORNING, AFTERNOON = parse_span("08:30-11:30"), parse_span("14:00-17:30")
MONDAYS = Kind(Role.HELPER, "mon", MORNING)
HOUR = 3600


def extra_shifts(of, carer_id):
    """Return weekday and hours of an invented carer's shifts."""
    return [
        (shift.date.weekday(), str(shift.span))
        for shift in of.shifts
        if shift.carer_id == carer_id
    ]


def test_one_role_stands_for_all_that_may_do_the_same():
    """Volunteers for orange and green, helpers for red too; police may not visit."""
    found = kinds(problem(days=7))
    assert {kind.role for kind in found} == {Role.VOLUNTEER, Role.HELPER}
    assert len(found) == 2 * 7 * 2
    assert {kind.span for kind in found} == {MORNING, AFTERNOON}


def test_only_days_that_are_planned_are_asked_for():
    """A plan from Monday to Wednesday asks for nobody on Thursday."""
    assert {kind.weekday for kind in kinds(problem(days=3))} == {"mon", "tue", "wed"}
    assert occurrences(problem(days=8), MONDAYS) == 2


def test_nobody_comes_for_ten_minutes():
    """An hour at least, then by the half hour; nothing for nothing."""
    found = rounded([MONDAYS] * 4, [0.0, 600.0, HOUR + 1.0, 2 * HOUR])
    assert [one.seconds / HOUR for one in found] == [1, 1.5, 2]


def test_a_stretch_becomes_a_carer_every_week():
    """Two hours on Mondays, from the start of the morning."""
    of = with_stretches(problem(days=14), [Stretch(MONDAYS, 2 * HOUR)])
    assert extra_shifts(of, "EXTRA-HELPER-1") == [(0, "08:30-10:30")] * 2
    assert of.carer["EXTRA-HELPER-1"].role is Role.HELPER


def test_more_than_a_half_day_is_shared():
    """Five hours of a three-hour morning: two carers of two and a half each."""
    of = with_stretches(problem(days=7), [Stretch(MONDAYS, 5 * HOUR)])
    assert extra_shifts(of, "EXTRA-HELPER-1") == [(0, "08:30-11:00")]
    assert extra_shifts(of, "EXTRA-HELPER-2") == [(0, "08:30-11:00")]


def test_mornings_and_afternoons_are_one_persons():
    """The same invented carer works both halves of the day."""
    afternoon = MONDAYS._replace(span=AFTERNOON)
    asked = [Stretch(MONDAYS, HOUR), Stretch(afternoon, HOUR)]
    of = with_stretches(problem(days=1), asked)
    assert len(of.carers) == 2
    assert len(extra_shifts(of, "EXTRA-HELPER-1")) == 2


def test_they_suit_whom_they_can():
    """They know every skill asked for, and are of the gender most ask for."""
    people = [
        senior("S1", skills=("sign",), gender="female"),
        senior("S2", skills=("dementia",), last_visit=day(-1)),
    ]
    of = with_stretches(problem(people, [carer()]), [Stretch(MONDAYS, HOUR)])
    helper = of.carer["EXTRA-HELPER-1"]
    assert helper.skills == ("dementia", "sign")
    assert helper.gender is Gender.FEMALE


def test_whoever_comes_for_less_comes_when_they_are_needed():
    """S1 may be visited from 09:30 to 10:15 only: the hour lies around it."""
    people = [senior("S1", windows=("09:30-10:15",)), senior("S2")]
    asked = [Stretch(MONDAYS, HOUR)]
    early = with_stretches(problem(people), asked)
    assert extra_shifts(early, "EXTRA-HELPER-1") == [(0, "08:30-09:30")]
    placed = with_stretches(problem(people), asked, needy=["S1"])
    assert extra_shifts(placed, "EXTRA-HELPER-1") == [(0, "09:00-10:00")]


def test_whoever_they_may_not_visit_moves_no_hours():
    """A red with late windows does not keep volunteers waiting."""
    people = [senior("S1", "red", windows=("10:30-11:30",))]
    asked = [Stretch(MONDAYS._replace(role=Role.VOLUNTEER), HOUR)]
    of = with_stretches(problem(people), asked, needy=["S1"])
    assert extra_shifts(of, "EXTRA-VOLUNTEER-1") == [(0, "08:30-09:30")]
