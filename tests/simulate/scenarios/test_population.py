"""Seniors who come, leave, or get another tag: each kind by itself."""

from collections import Counter

import pytest
from builders import MONDAY, carer, day, problem, senior

from scheduler.domain.words import Status, Tag
from scheduler.errors import InputError
from scheduler.simulate.scenarios.population import (
    SeniorsAdded,
    SeniorsRemoved,
    TagsShifted,
)
from scheduler.simulate.scenarios.scenario import Scenario

ESTATE = problem(
    [
        senior("S1", "red", building="1"),
        senior("S2", "green", building="1"),
        senior("S3", "green", building="2"),
        senior("S4", "green", building="2", status="ended"),
    ],
    [carer()],
    days=10,
)


def scenario(change):
    return Scenario(name="test", changes=(change,))


def after(change, of=ESTATE, on=None):
    return scenario(change).applied(of, on)


def keys(change, of=ESTATE):
    with pytest.raises(InputError) as raised:
        after(change, of)
    return [(f.column.partition(".")[2], f.value) for f in raised.value.findings]


def test_added_seniors_live_beside_a_neighbour():
    """They have homes in the building, and everybody can get there."""
    bigger = after(SeniorsAdded(tag="橙", count=3, buildings=("2",)))
    new = [s for s in bigger.seniors if s.senior_id.startswith("NEW-S")]
    assert [(s.tag, s.building) for s in new] == [(Tag.ORANGE, "2")] * 3
    assert bigger.travel.legs("C1", [s.senior_id for s in new])


def test_first_visits_of_added_seniors_fall_due_evenly():
    """Ten orange seniors: two on each day of the interval of five."""
    bigger = after(SeniorsAdded(tag="orange", count=10))
    due = Counter(
        (turn.due - MONDAY).days
        for key, turn in bigger.first_turns.items()
        if key.startswith("NEW")
    )
    assert due == dict.fromkeys(range(5), 2)


def test_who_joins_later_is_not_visited_before():
    """Turns open on the day of joining or later."""
    bigger = after(SeniorsAdded(tag="red", count=3, first_day=4))
    opens = [t.opens for key, t in bigger.first_turns.items() if key.startswith("NEW")]
    assert min(opens) == day(3)


def test_a_new_house_stands_where_it_is_said():
    """Coordinates instead of a building."""
    bigger = after(SeniorsAdded(tag="red", lat=31.98, lon=118.76))
    assert (bigger.senior["NEW-S001"].lat, bigger.senior["NEW-S001"].floor) == (
        31.98,
        1,
    )


def test_removed_seniors_have_left_the_programme():
    """Nobody plans for them; who had left before is no candidate."""
    smaller = after(SeniorsRemoved(buildings=("2",)))
    assert smaller.senior["S3"].status is Status.ENDED
    assert set(smaller.first_turns) == {"S1", "S2"}


def test_seniors_may_leave_later():
    """The days before are planned with them, those after without."""
    change = SeniorsRemoved(seniors=("S1",), first_day=day(4))
    assert scenario(change).cuts(ESTATE) == (day(4),)
    assert "S1" in after(change, on=day(3)).first_turns
    assert "S1" not in after(change, on=day(4)).first_turns


def test_a_share_of_a_tag_is_shifted():
    """Half of the two green seniors who are left."""
    shifted = after(TagsShifted(tags=("绿",), share=0.5, to_tag="红"))
    assert Counter(s.tag for s in shifted.seniors if s.status is Status.ACTIVE) == {
        Tag.RED: 2,
        Tag.GREEN: 1,
    }


def test_who_is_drawn_stays_drawn_when_others_leave():
    """The luck of each does not depend on who else is there."""
    everybody = [senior(f"S{n}") for n in range(20)]
    shift = TagsShifted(tags=("green",), count=5, to_tag="red")

    def red(seniors):
        shifted = after(shift, problem(seniors)).seniors
        return {s.senior_id for s in shifted if s.tag is Tag.RED}

    drawn = red(everybody)
    stay = [s for s in everybody if s.senior_id in drawn or s.senior_id > "S15"]
    assert red(stay) == drawn


@pytest.mark.parametrize(
    ("change", "key", "value"),
    [
        (SeniorsAdded(tag="red", buildings=("9",)), "buildings", "9"),
        (SeniorsAdded(tag="red", lat=31.9), "lon", None),
        (SeniorsAdded(tag="red", lat=1, lon=2, buildings=("1",)), "buildings", "1"),
        (SeniorsAdded(tag="red", last_day=3), "last_day", "3"),
        (SeniorsRemoved(), "seniors", None),
        (SeniorsRemoved(seniors=("S9",)), "seniors", "S9"),
        (SeniorsRemoved(tags=("green",), count=3), "count", "3"),
        (SeniorsRemoved(tags=("orange",)), "tags", "orange"),
        (SeniorsRemoved(count=1, share=0.1), "share", "0.1"),
        (TagsShifted(tags=("green",), to_tag="green"), "to_tag", "green"),
    ],
)
def test_what_does_not_fit_is_said(change, key, value):
    """Each mistake is told with its key and value."""
    assert keys(change) == [(key, value)]


def test_where_everybody_lives_must_be_known():
    """Nobody can move in beside nobody."""
    assert keys(SeniorsAdded(tag="red"), problem([])) == [("lat", None)]
