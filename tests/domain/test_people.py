"""Seniors and carers: what may stand in their fields."""

import pytest
from builders import carer, senior
from pydantic import ValidationError

from scheduler.domain.people import buildings_with_lift, has_lift


@pytest.mark.parametrize(
    "change",
    [
        {"senior_id": ""},
        {"tag": "blue"},
        {"lat": 90.1},
        {"lat": 118.77, "lon": 31.99},
        {"lon": -180.1},
        {"visit_minutes": 0},
        {"visit_minutes": 721},
        {"windows": ("10:00-09:00",)},
        {"carers_needed": 3},
        {"gender": "x"},
        {"status": "gone"},
        {"age": 80},
    ],
)
def test_a_senior_with_an_impossible_field_is_refused(change):
    """One wrong value is enough; a swapped pair of coordinates is one."""
    with pytest.raises(ValidationError):
        senior(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"carer_id": ""},
        {"role": "driver"},
        {"mode": "bus"},
        {"max_visits_per_day": -1},
        {"max_minutes_per_week": -1},
    ],
)
def test_a_carer_with_an_impossible_field_is_refused(change):
    """One wrong value is enough."""
    with pytest.raises(ValidationError):
        carer(**change)


def test_a_carer_with_a_place_starts_there():
    """Both coordinates make a place; without them it is the office."""
    assert carer(lat=31.99, lon=118.77).has_own_base
    assert not carer(lat=31.99).has_own_base
    assert not carer().has_own_base


def test_a_building_with_somebody_on_the_seventh_floor_has_a_lift():
    """Floor 6 is no sign of one; the whole building counts, not the person."""
    people = [
        senior("S1", building="1", floor=7),
        senior("S2", building="1", floor=2),
        senior("S3", building="2", floor=6),
    ]
    assert buildings_with_lift(people) == {"1"}


def test_homes_without_a_building_name_are_not_one_building():
    """Floor 12 somewhere gives floor 3 elsewhere no lift; one's own floor does."""
    people = [senior("S1", floor=12), senior("S2", floor=3)]
    assert buildings_with_lift(people) == frozenset()
    assert [has_lift(each, frozenset()) for each in people] == [True, False]


def test_a_stated_lift_wins():
    """What the file says about the lift stands above what the building shows."""
    stated = senior("S1", building="1", floor=12, lift=False)
    assert not has_lift(stated, {"1"})
    assert has_lift(senior("S2", building="1", floor=2), {"1"})


@pytest.mark.parametrize(
    ("skills", "follows"), [(("a",), False), (("b", "a"), True), ((), False)]
)
def test_who_comes_second_has_every_skill_of_the_second(skills, follows):
    """The skills that both need are another matter."""
    cared_for = senior(skills=("x",), after="30-60", second_skills=("a", "b"))
    assert cared_for.lets_follow(carer(skills=skills)) is follows
    assert senior(skills=("x",)).lets_follow(carer(skills=skills))
