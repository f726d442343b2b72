"""Carers who come, leave, are away, or work other hours: each kind by itself."""

import pytest
from builders import MONDAY, carer, day, problem, roster

from scheduler.domain.words import Mode, Role
from scheduler.errors import InputError
from scheduler.simulate.scenarios.scenario import Scenario
from scheduler.simulate.scenarios.staff import (
    CarersAbsent,
    CarersAdded,
    CarersRemoved,
    HoursChanged,
)

WEEK = problem(carers=[carer("C1"), carer("C2", "volunteer")], days=7)


def after(change, of=WEEK):
    return Scenario(name="test", changes=(change,)).applied(of)


def hours(of):
    """Return who works when: offset of the day, carer and hours."""
    return [((s.date - MONDAY).days, s.carer_id, str(s.span)) for s in of.shifts]


def misfits(change, of=WEEK):
    """Return the keys and values that do not fit, and what is said of them."""
    with pytest.raises(InputError) as raised:
        after(change, of)
    return [
        (f.column.partition(".")[2], f.value, f.says.en) for f in raised.value.findings
    ]


ADDED = CarersAdded(role="助老员", weekdays=("周三",), hours=("09:00-11:00",), count=2)


def test_added_carers_work_on_their_weekdays_from_the_office():
    """Two helpers come with ids that say so, on Wednesday, and can be sent anywhere."""
    bigger = after(ADDED)
    assert set(bigger.carer) == {"C1", "C2", "NEW-C001", "NEW-C002"}
    assert bigger.carer["NEW-C001"].role is Role.HELPER
    new = [shift for shift in hours(bigger) if shift[1].startswith("NEW")]
    assert new == [(2, "NEW-C001", "09:00-11:00"), (2, "NEW-C002", "09:00-11:00")]
    assert bigger.travel.legs("NEW-C002", ["S1"])


def test_added_carers_may_come_for_some_dates():
    """With dates the weekdays count only between them."""
    change = ADDED.replace(weekdays=("mon", "sun"), count=1, first_day=2)
    new = [shift for shift in hours(after(change)) if shift[1] == "NEW-C001"]
    assert new == [(6, "NEW-C001", "09:00-11:00")]


def test_two_changes_never_invent_the_same_carer():
    """The second change numbers on from the first."""
    scenario = Scenario(name="test", changes=(ADDED, ADDED))
    assert len(scenario.applied(WEEK).carers) == 6


def test_removed_carers_are_gone():
    """Without a date neither the carer nor a shift is left."""
    smaller = after(CarersRemoved(carers=("C2",)))
    assert set(smaller.carer) == {"C1"}
    assert {shift[1] for shift in hours(smaller)} == {"C1"}


def test_carers_may_leave_later():
    """From the third day on they have no shift; before, they have."""
    later = after(CarersRemoved(carers=("C2",), first_day=day(2)))
    assert [shift[0] for shift in hours(later) if shift[1] == "C2"] == [0, 1]


def test_an_absence_has_both_its_days():
    """First and last day belong to it, as dates or as numbers."""
    by_date = after(CarersAbsent(carers=("C1",), first_day=day(1), last_day=day(2)))
    by_number = after(CarersAbsent(carers=("C1",), first_day=2, last_day=3))
    assert hours(by_date) == hours(by_number)
    assert [s[0] for s in hours(by_date) if s[1] == "C1"] == [0, 3, 4, 5, 6]


def test_an_absence_of_some_hours_splits_the_shift():
    """What is before and after them stays."""
    change = CarersAbsent(
        carers=("C1",), first_day=1, last_day=1, hours=("10:00-12:00",)
    )
    today = [s[2] for s in hours(after(change)) if s[:2] == (0, "C1")]
    assert today == ["08:00-10:00", "12:00-18:00"]


def test_who_is_drawn_depends_on_the_seed_alone():
    """One of three volunteers, the same each time, and another for some other seed."""
    of = problem(carers=[carer(f"C{n}", "volunteer") for n in range(3)])
    change = CarersRemoved(role="志愿者", count=1)

    def left(seed):
        return set(Scenario(name="t", seed=seed, changes=(change,)).applied(of).carer)

    assert left(1) == left(1)
    assert len(left(1)) == 2
    assert len({frozenset(left(seed)) for seed in range(9)}) == 3


def test_changed_hours_replace_those_of_the_weekdays():
    """On Tuesday the new hours and no others; elsewhere and for others nothing."""
    change = HoursChanged(carers=("C1",), weekdays=("周二",), hours=("13:00-15:00",))
    changed = hours(after(change))
    assert [s[2] for s in changed if s[:2] == (1, "C1")] == ["13:00-15:00"]
    assert len(changed) == 14


def test_no_hours_are_a_day_off():
    """An empty list takes the weekday out."""
    change = HoursChanged(carers=("C1",), weekdays=("tue",), hours=())
    assert (1, "C1", "08:00-18:00") not in hours(after(change))


def test_changed_hours_replace_those_of_a_date_too():
    """A dated row of the roster gives way; leave in it still cuts."""
    rows = (
        *roster("C1", days=[day(1)], hours="06:00-07:00"),
        *roster("C1", days=[day(1)], hours="13:00-14:00", kind="leave"),
    )
    of = WEEK.replace(roster=(*WEEK.roster, *rows))
    change = HoursChanged(carers=("C1",), weekdays=("tue",), hours=("12:00-15:00",))
    tuesday = [s[2] for s in hours(after(change, of)) if s[:2] == (1, "C1")]
    assert tuesday == ["12:00-13:00", "14:00-15:00"]


@pytest.mark.parametrize(
    ("change", "key", "value", "says"),
    [
        (CarersRemoved(carers=("C01",)), "carers", "C01", "did you mean 'C1'"),
        (CarersRemoved(), "carers", None, "say who"),
        (CarersRemoved(role="police"), "role", "police", "no carer"),
        (CarersRemoved(organisation="x"), "organisation", "x", "no carer"),
        (CarersRemoved(role="volunteer", count=2), "count", "2", "at most 1"),
        (CarersAbsent(carers=("C1",), first_day=9), "first_day", "9", "planned days"),
        (
            CarersAbsent(carers=("C1",), first_day=3, last_day=2),
            "last_day",
            "2",
            "before",
        ),
        (
            CarersAbsent(carers=("C1",), last_day=day(-1)),
            "last_day",
            str(day(-1)),
            "planned days",
        ),
    ],
)
def test_what_does_not_fit_is_said(change, key, value, says):
    """Each mistake is told with key, value and what would be right."""
    ((where, found, said),) = misfits(change)
    assert (where, found) == (key, value)
    assert says in said


def test_an_absence_that_changes_nothing_is_said():
    """Who has no shift on those days cannot be missed."""
    of = problem(roster=roster("C1", days=["mon"]), days=7)
    ((key, value, says),) = misfits(CarersAbsent(carers=("C1",), first_day=2), of)
    assert (key, value) == ("carers", "C1")
    assert "no shift" in says


def test_a_table_of_travel_times_knows_its_modes_only():
    """Nobody can be added who travels by a mode that travel.csv does not have."""
    of = WEEK.replace(travel=given(WEEK.travel))
    assert after(ADDED, of).travel.knows("NEW-C001")
    ((key, value, says),) = misfits(ADDED.replace(mode=Mode.CAR), of)
    assert (key, value) == ("mode", "car")
    assert "travel.csv" in says


def given(travel):
    """Return the times as if they came from the community's own table."""
    fields = {name: getattr(travel, name) for name in travel.__dataclass_fields__}
    return type(travel)(**{**fields, "from_file": True})
