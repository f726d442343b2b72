"""The arrays agree with the exact arithmetic along each route."""

from builders import carer, problem, roster, route, senior, stop
from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain.times import Span
from scheduler.solver.remedies.duties import Call
from scheduler.solver.remedies.room import Room
from scheduler.solver.remedies.slots import Held

SHIFT = "09:00-12:00"
MINUTES = st.integers(min_value=9 * 60 - 30, max_value=12 * 60 + 30)


@st.composite
def windows(draw):
    """Return one or two spans around the shift, at least a quarter of an hour long."""
    starts = draw(st.lists(MINUTES, min_size=1, max_size=2))
    return tuple(
        Span(60 * start, 60 * (start + draw(st.integers(15, 90)))) for start in starts
    )


@st.composite
def calls(draw):
    """Return a visit to senior S9 (the third place) at some time of the morning."""
    return Call(2, 60 * draw(st.integers(5, 40)), draw(windows()))


def booked_room():
    """Return a morning with two stops, the second inside a window of its own."""
    of = problem(
        [senior("S1"), senior("S2", windows=["10:00-10:30"]), senior("S9")],
        [carer()],
        roster=roster("C1", hours=SHIFT),
    )
    stops = stop("S1", "09:01"), stop("S2", "10:00")
    return Room.of(of, [route(*stops, shift=SHIFT)])


ROOM = booked_room()


@given(calls())
def test_slots_that_fit_are_those_the_exact_arithmetic_finds(call):
    """In each of the three slots the arrays say yes exactly where the route holds."""
    exact = [ROOM.fit(slot, call) is not None for slot in range(3)]
    assert Held(ROOM.slots, call).fits.tolist() == exact
