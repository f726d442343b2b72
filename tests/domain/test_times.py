"""Times of day as whole seconds, and spans of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain.times import (
    DAY_SECONDS,
    Span,
    format_minute,
    format_second,
    parse_span,
    parse_time,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:00", 0),
        ("8:30", 30_600),
        ("08:30", 30_600),
        (" 08:30 ", 30_600),
        ("08：30", 30_600),
        ("08:30:59", 30_659),
        ("24:00", 86_400),
    ],
)
def test_times_are_seconds_since_midnight(text, seconds):
    """Minutes or seconds, one or two digits for the hour, either colon."""
    assert parse_time(text) == seconds


@pytest.mark.parametrize("text", ["", "8", "8.30", "8:3", "08:30:5", "am", "-1:00"])
def test_what_is_not_a_time_is_refused(text):
    """The refusal repeats the text and shows what a time looks like."""
    with pytest.raises(ValueError, match=f"'{text}' is not a time of day like 08:30"):
        parse_time(text)


@pytest.mark.parametrize("text", ["24:01", "25:00", "08:60", "08:00:60"])
def test_a_time_that_no_clock_shows_is_refused(text):
    """Up to 24:00, with at most 59 minutes and seconds."""
    with pytest.raises(ValueError, match=f"'{text}' .* between 00:00 and 24:00"):
        parse_time(text)


@pytest.mark.parametrize("dash", ["-", "–", "—", "~", "～", "至", " - "])
def test_a_span_is_two_times_and_any_dash(dash):
    """The dashes people type all part the two ends."""
    assert parse_span(f"08:30{dash}11:30") == Span(30_600, 41_400)


@pytest.mark.parametrize("text", ["", "08:30", "08:30-", "08:30-11:30-12:00", "a-b"])
def test_what_is_not_a_span_is_refused(text):
    """One end, three ends, or ends that are not times."""
    with pytest.raises(ValueError, match="is not a"):
        parse_span(text)


@pytest.mark.parametrize("text", ["11:30-08:30", "08:30-08:30"])
def test_a_span_that_ends_before_it_starts_is_refused(text):
    """An empty span is as wrong as a reversed one."""
    with pytest.raises(ValueError, match=f"'{text}' ends before it starts"):
        parse_span(text)


def test_both_ends_belong_to_a_span():
    """A span contains itself, and nothing that is one second longer."""
    span = Span(100, 200)
    assert span.contains(span)
    assert not span.contains(Span(99, 200))
    assert not span.contains(Span(100, 201))
    assert span.seconds == 100


def test_spans_share_what_lies_in_both_whichever_is_asked():
    """Of spans that lie apart that is less than nothing."""
    span, later, apart = Span(100, 200), Span(150, 300), Span(260, 300)
    assert span.shared(later) == later.shared(span) == Span(150, 200)
    assert span.shared(Span(120, 130)) == Span(120, 130)
    assert span.shared(apart).seconds == apart.shared(span).seconds == -60


@given(st.integers(0, DAY_SECONDS))
def test_a_time_survives_being_written_and_read(seconds):
    """What `format_second` writes `parse_time` reads back."""
    assert parse_time(format_second(seconds)) == seconds


@given(st.integers(0, DAY_SECONDS))
def test_seconds_are_cut_off_not_rounded(seconds):
    """`format_minute` never names a later minute."""
    assert 0 <= seconds - parse_time(format_minute(seconds)) < 60


def test_a_span_writes_itself_as_it_is_read():
    """Text to span and back."""
    assert str(parse_span("8:30-11:05")) == "08:30-11:05"
