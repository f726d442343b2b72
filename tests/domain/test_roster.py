"""Roster rows and the shifts they mean. 23 November 2026 is a Monday."""

from datetime import date

import pytest
from builders import MONDAY, day, roster
from pydantic import ValidationError

from scheduler.domain.roster import RosterRow, Shift, shifts_between


def spans(*rows, on=MONDAY):
    """Return the shifts of one day as text."""
    return [str(shift.span) for shift in shifts_between(rows, on, 1)]


def leave(on, hours=None, carer_id="C1"):
    """Return leave rows: for the hours, or for the whole day."""
    if hours is None:
        return (RosterRow(carer_id=carer_id, day=on, kind="leave"),)
    return roster(carer_id, hours=hours, days=[on], kind="leave")


def test_a_weekday_row_falls_on_every_such_weekday():
    """A Monday row makes a shift on both Mondays of eight days, and on no other day."""
    shifts = shifts_between(roster(days=["mon"]), MONDAY, 8)
    assert [shift.date for shift in shifts] == [MONDAY, day(7)]


def test_each_weekday_has_its_name():
    """``mon`` to ``sun`` are the days of the week that begins on Monday."""
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    for offset, name in enumerate(names):
        shifts = shifts_between(roster(days=[name]), MONDAY, 7)
        assert [shift.date for shift in shifts] == [day(offset)]


def test_several_rows_a_day_are_several_shifts():
    """A morning and an afternoon row stay two shifts, sorted."""
    rows = roster(hours="14:00-17:00;08:00-11:00")
    assert spans(*rows) == ["08:00-11:00", "14:00-17:00"]


def test_touching_rows_are_not_joined():
    """A shift that begins when another ends is a shift of its own."""
    assert spans(*roster(hours="08:00-11:00;11:00-14:00")) == [
        "08:00-11:00",
        "11:00-14:00",
    ]


def test_dated_rows_replace_weekday_rows():
    """On its date a dated row is all there is; a week later the weekday row is back."""
    rows = roster(hours="08:00-11:00;14:00-17:00", days=["mon"])
    rows += roster(hours="09:00-10:00", days=[MONDAY])
    assert spans(*rows) == ["09:00-10:00"]
    assert spans(*rows, on=day(7)) == ["08:00-11:00", "14:00-17:00"]


def test_dated_rows_replace_only_their_carers_rows():
    """Another carer's weekday row stays."""
    rows = roster("C2", days=["mon"]) + roster("C1", hours="09:00-10:00", days=[MONDAY])
    shifts = shifts_between(rows, MONDAY, 1)
    assert [(s.carer_id, str(s.span)) for s in shifts] == [
        ("C1", "09:00-10:00"),
        ("C2", "08:00-18:00"),
    ]


def test_leave_without_times_takes_the_whole_day():
    """No shift is left on the day, all of it on the next."""
    rows = roster() + leave(MONDAY)
    assert spans(*rows) == []
    assert spans(*rows, on=day(1)) == ["08:00-18:00"]


@pytest.mark.parametrize(
    ("hours", "left"),
    [
        ("08:00-10:00", ["10:00-18:00"]),
        ("16:00-18:00", ["08:00-16:00"]),
        ("12:00-13:00", ["08:00-12:00", "13:00-18:00"]),
        ("07:00-08:00", ["08:00-18:00"]),
        ("18:00-19:00", ["08:00-18:00"]),
        ("07:00-19:00", []),
    ],
)
def test_leave_with_times_is_cut_out(hours, left):
    """At the start, at the end, in the middle, beside, and over all of the shift."""
    assert spans(*roster(), *leave(MONDAY, hours)) == left


def test_leave_cuts_every_shift_it_touches():
    """Leave from 10 to 15 shortens both the morning and the afternoon."""
    rows = roster(hours="08:00-11:00;14:00-17:00") + leave(MONDAY, "10:00-15:00")
    assert spans(*rows) == ["08:00-10:00", "15:00-17:00"]


def test_two_leaves_cut_twice():
    """Every leave row counts."""
    rows = roster() + leave(MONDAY, "09:00-10:00") + leave(MONDAY, "12:00-13:00")
    assert spans(*rows) == ["08:00-09:00", "10:00-12:00", "13:00-18:00"]


def test_leave_cuts_dated_rows_too():
    """First the dated row replaces, then the leave is cut out of the result."""
    rows = roster() + roster(hours="09:00-12:00", days=[MONDAY])
    rows += leave(MONDAY, "10:00-11:00")
    assert spans(*rows) == ["09:00-10:00", "11:00-12:00"]


def test_a_dated_leave_does_not_replace_weekday_rows():
    """Only dated work rows replace: an hour of leave leaves the rest of the day."""
    assert spans(*roster(), *leave(MONDAY, "08:00-09:00")) == ["09:00-18:00"]


def test_leave_on_a_weekday_comes_back_every_week():
    """A weekday leave row is cut out on each such day."""
    rows = roster() + leave("mon", "12:00-18:00")
    assert spans(*rows, on=day(7)) == ["08:00-12:00"]


def test_anothers_leave_is_not_mine():
    """Leave of one carer cuts nothing from another's shift."""
    assert spans(*roster("C1"), *leave(MONDAY, carer_id="C2")) == ["08:00-18:00"]


def test_shifts_come_sorted_by_date_carer_and_start():
    """Row order does not matter."""
    rows = roster("C2", "C1", hours="14:00-17:00;08:00-11:00")
    shifts = shifts_between(rows, MONDAY, 2)
    assert list(shifts) == sorted(shifts)
    assert shifts == shifts_between(reversed(rows), MONDAY, 2)
    assert isinstance(shifts[0], Shift)


def test_weekdays_go_on_over_new_year():
    """1 January 2027 is a Friday."""
    shifts = shifts_between(roster(days=["fri"]), date(2026, 12, 28), 7)
    assert [shift.date for shift in shifts] == [date(2027, 1, 1)]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"start": "08:00"}, "start and end stand together"),
        ({"end": "08:00"}, "start and end stand together"),
        ({}, "a work row needs start and end"),
        ({"start": "09:00", "end": "08:00"}, "ends before it starts"),
        ({"start": "08:00", "end": "08:00"}, "ends before it starts"),
        ({"start": "08:00", "kind": "leave"}, "start and end stand together"),
    ],
)
def test_a_row_that_is_no_span_is_refused(fields, says):
    """The refusal names the carer and the day."""
    with pytest.raises(ValidationError, match=f"carer C1, mon: .*{says}"):
        RosterRow(carer_id="C1", day="mon", **fields)


def test_an_unknown_weekday_is_refused():
    """Only the seven names and dates are days."""
    with pytest.raises(ValidationError):
        RosterRow(carer_id="C1", day="monday", start="08:00", end="09:00")
