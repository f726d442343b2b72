"""Each kind of cell: what is accepted, and that all else is refused."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain.lag import Lag
from scheduler.domain.times import Span, parse_time
from scheduler.files.cells import (
    CellError,
    clean,
    parse_clock,
    parse_date,
    parse_day,
    parse_id,
    parse_list,
    parse_minutes_apart,
    parse_number,
    parse_text,
    parse_whole,
    parse_window,
    parse_word,
)
from scheduler.files.vocabulary import (
    GENDERS,
    KINDS,
    MODES,
    OUTCOMES,
    ROLES,
    STATUSES,
    TAGS,
    WEEKDAY_WORDS,
    YES_NO,
)
from scheduler.files.workbook_in import cell_text

PARSERS = [
    parse_clock,
    parse_date,
    parse_day,
    parse_id,
    parse_list(parse_id),
    parse_minutes_apart,
    parse_number,
    parse_text,
    parse_whole(1, 9),
    parse_window,
    parse_word(TAGS),
]
VOCABULARIES = [
    GENDERS,
    KINDS,
    MODES,
    OUTCOMES,
    ROLES,
    STATUSES,
    TAGS,
    WEEKDAY_WORDS,
    YES_NO,
]


def test_a_spreadsheet_s_number_for_a_date_is_answered_with_the_date():
    """A date without the format of one is refused, with what it seems to be."""
    with pytest.raises(CellError) as failure:
        parse_date("46346")
    assert "2026-11-20" in failure.value.says.zh
    assert "2026-11-20" in failure.value.says.en


@pytest.mark.parametrize(
    ("text", "clock"),
    [("0.5", "12:00"), ("0.354166666666667", "08:30"), (".999305555555556", "23:59")],
)
def test_a_spreadsheet_s_fraction_of_a_day_is_a_time(text: str, clock: str):
    """A time without the format of one is read where it falls on a minute."""
    assert parse_clock(text) == parse_time(clock)


@pytest.mark.parametrize("text", ["0.58", "0.9999", "1.5", "8.30", "0.3.5"])
def test_other_fractions_are_no_times(text: str):
    """Rounded fractions and hours with a point are refused, not guessed at."""
    with pytest.raises(CellError):
        parse_clock(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03",
        "2026/11/3",
        "2026.11.03",
        "2026年11月3日",
        "20261103",
        "２０２６－１１－０３",
        "2026 年 11 月 3 日",
        "2026-11-03 09:12:00",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str):
    """All usual spellings of one date give that date."""
    assert parse_date(text) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text", ["8:30", "08:30", "0830", "830", "08：30", "8点30分", "8时30", "08:30:00"]
)
def test_a_time_is_read_as_people_write_it(text: str):
    """All usual spellings of one time give that time."""
    assert parse_clock(text) == parse_time("08:30")


@pytest.mark.parametrize("text", ["08:30-11:30", "8:30～11：30", "8点30分至11点30分"])
def test_a_window_is_read_as_people_write_it(text: str):
    """All usual spellings of one span give that span."""
    assert parse_window(text) == Span(parse_time("08:30"), parse_time("11:30"))


@pytest.mark.parametrize("text", ["30-60", "30～60", "30分钟-60分钟", "30到60分"])
def test_minutes_apart_are_read_as_people_write_them(text: str):
    """All usual spellings of one lag give that lag."""
    assert parse_minutes_apart(text) == Lag(30, 60)


@pytest.mark.parametrize("text", ["2026-05-10", "5月10日", "10-May", "May-10"])
def test_minutes_that_a_spreadsheet_made_a_date_are_answered_with_advice(text: str):
    """What was typed as 5-10 comes back as a date: make the cell a text first."""
    with pytest.raises(CellError) as caught:
        parse_minutes_apart(text)
    assert "format of text" in caught.value.says.en


@pytest.mark.parametrize("text", ["a;b", "a；b", "a、b", "a, b", "a;;b;a;"])
def test_a_list_is_set_off_by_any_of_its_marks(text: str):
    """Every usual mark sets parts off; each part counts once."""
    assert parse_list(parse_id)(text) == ("a", "b")


@pytest.mark.parametrize("text", ["1", "1.0", "１", " 1 "])
def test_an_id_loses_what_spreadsheets_add(text: str):
    """A number among ids is the same id however a spreadsheet wrote it."""
    assert parse_id(text) == "1"


@pytest.mark.parametrize("text", ["3", "3.0", "３", "3层", "+3"])
def test_a_whole_number_is_read_as_people_write_it(text: str):
    """Full-width digits, a unit or an empty fraction do not matter."""
    assert parse_whole(1, 9)(text) == 3


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_date, "2026-02-30"),
        (parse_date, "26-11-03"),
        (parse_day, "montag"),
        (parse_clock, "24:01"),
        (parse_clock, "8:60"),
        (parse_clock, "8"),
        (parse_window, "08:30"),
        (parse_window, "11:30-08:30"),
        (parse_window, "08:30-08:30"),
        (parse_minutes_apart, "30"),
        (parse_minutes_apart, "60-30"),
        (parse_minutes_apart, "30-241"),
        (parse_whole(1, 9), "10"),
        (parse_whole(1, 9), "2.5"),
        (parse_number, "nan"),
        (parse_number, "1e999"),
        (parse_number, "31,99"),
        (parse_id, "=1+1"),
        (parse_id, "a;b"),
        (parse_text, "x" * 501),
        (parse_text, "#REF!"),
        (parse_word(TAGS), "blue"),
    ],
)
def test_what_is_no_such_value_is_refused(parse, text: str):
    """Each wrong cell is a CellError that says in both languages what is right."""
    with pytest.raises(CellError) as caught:
        parse(text)
    assert caught.value.says.zh
    assert caught.value.says.en


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_word_is_read_in_both_languages(vocabulary):
    """What is written in either language reads back as the same value."""
    parse = parse_word(vocabulary)
    for word in vocabulary.words:
        assert parse(word.en.upper()) == parse(word.zh) == word.value


@given(st.text(min_size=1))
def test_any_text_is_a_value_or_a_cell_error(text: str):
    """No parser raises anything but CellError."""
    for parse in PARSERS:
        try:
            parse(text)
        except CellError as error:
            assert error.says.zh  # noqa: PT017


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str):
    """A cleaned text without an escape is not changed by cleaning it again."""
    once = clean(text)
    assert clean(once) == once or once.startswith("'")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (7.0, "7"),
        (31.99, "31.99"),
        (date(2026, 11, 3), "2026-11-03"),
        (time(8, 30), "08:30:00"),
        (timedelta(hours=24), "24:00:00"),
        ("甲", "甲"),
    ],
)
def test_a_workbook_cell_becomes_the_text_a_typist_would_write(value, text: str):
    """Each type of cell has one text."""
    assert cell_text(value) == text
