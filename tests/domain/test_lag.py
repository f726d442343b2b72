"""The minutes between two starts: read, written, bounded, and asked."""

import pytest
from builders import senior
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from scheduler.domain.lag import LONGEST_LAG, Lag, earliest_in_order, parse_lag


@pytest.mark.parametrize("text", ["30-60", " 30 - 60 ", "30～60", "30至60", "30到60"])
def test_a_lag_is_two_numbers_of_minutes(text: str):
    """Every usual dash between them gives the same lag."""
    assert parse_lag(text) == Lag(30, 60)


@pytest.mark.parametrize("text", ["", "30", "-30-60", "30-60-90", "half an hour"])
def test_what_is_no_lag_is_refused(text: str):
    """The refusal repeats the text and shows what a lag looks like."""
    with pytest.raises(ValueError, match=f"'{text}' is not a span of minutes like"):
        parse_lag(text)


@pytest.mark.parametrize("text", ["60-30", "30-241", "300-400"])
def test_a_lag_out_of_bounds_is_refused(text: str):
    """The smaller number comes first, and neither is above four hours."""
    with pytest.raises(ValueError, match="should be whole minutes from 0 to 240"):
        parse_lag(text)


@given(st.tuples(*[st.integers(0, LONGEST_LAG)] * 2).map(sorted))
def test_a_lag_reads_back_equal(ends):
    """What is written is read as the same minutes."""
    assert parse_lag(str(Lag(*ends))) == Lag(*ends)


def test_both_ends_of_a_lag_are_allowed():
    """From the least second to the most, and not one beyond."""
    lag = Lag(30, 60)
    assert (lag.least_seconds, lag.most_seconds) == (1800, 3600)
    asked = (1799, 1800, 3600, 3601)
    assert [s for s in asked if lag.allows(s)] == [1800, 3600]


def test_a_senior_with_a_lag_is_visited_by_two():
    """Where no number of carers is named it is two, in the fields and in JSON."""
    visited = senior(after="30-60", second_skills=("injections",))
    assert (visited.carers_needed, visited.after) == (2, Lag(30, 60))
    written = visited.model_dump_json()
    assert '"after":"30-60"' in written
    assert type(visited).model_validate_json(written) == visited


def _next_of(starts):
    return lambda time: min((start for start in starts if start >= time), default=None)


def test_the_first_waits_where_the_second_could_not_follow_in_time():
    """The second's window opens late, so the first comes later than it could."""
    first, second = _next_of(range(100)), _next_of(range(50, 100))
    assert earliest_in_order((10, 20), (0, 0), first, second) == (30, 50)
    assert earliest_in_order((10, 20), (0, 45), first, first) == (25, 45)
    assert earliest_in_order((60, 70), (0, 0), second, second) is None


TIMES = st.frozensets(st.integers(0, 40), max_size=8)


@given(
    st.tuples(*[st.integers(0, 20)] * 2).map(sorted),
    st.tuples(*[st.integers(0, 40)] * 2),
    TIMES,
    TIMES,
)
def test_no_pair_that_keeps_the_lag_is_earlier(apart, soonest, one, other):
    """Each of the two starts is the least among all pairs that could be."""
    least, most = apart
    pairs = [
        (first, second)
        for first in one
        for second in other
        if least <= second - first <= most
        and first >= soonest[0]
        and second >= soonest[1]
    ]
    found = earliest_in_order((least, most), soonest, _next_of(one), _next_of(other))
    every = tuple(min(starts) for starts in zip(*pairs, strict=True))
    assert found == (every or None)


@pytest.mark.parametrize(
    "change",
    [
        {"after": "60-30"},
        {"after": (30, 241)},
        {"after": (30, 60, 90)},
        {"after": "30-60", "carers_needed": 1},
        {"second_skills": ("injections",)},
        {"carers_needed": 2, "second_skills": ("injections",)},
        {"prefer_windows": ("10:00-09:00",)},
    ],
)
def test_a_senior_for_whom_nobody_can_come_second_is_refused(change):
    """A lag out of bounds, for one carer, or skills of a second who does not come."""
    with pytest.raises(ValidationError):
        senior(**change)
