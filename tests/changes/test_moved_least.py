"""What a proposal moves is what it must, where that is known."""

from crowded import crowded, others_moved
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.changes.happenings import CarerAbsent
from scheduler.changes.proposing import propose
from scheduler.domain.times import parse_time
from scheduler.domain.words import Tag

EARLY = parse_time("07:40")


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_each_red_visit_moves_one_green(data):
    """So many of those who could wait make room as are due, and nobody is late."""
    green = data.draw(st.integers(1, 5))
    red = data.draw(st.integers(1, green))
    day_off = crowded(green, red)
    told = CarerAbsent(carer_id="C1")
    made = propose(
        day_off.world, day_off.published, told, EARLY, time_limit=0.4,
        by_the_clock=False,
    )  # fmt: skip
    assert others_moved(day_off.published, made.plan) == red
    assert made.late_after == made.late_before == dict.fromkeys(Tag, 0)


def test_the_same_call_gives_the_same_proposal():
    """Twice the same day off, twice the same routes."""
    told = CarerAbsent(carer_id="C1")
    first, second = (
        propose(day_off.world, day_off.published, told, EARLY, by_the_clock=False)
        for day_off in (crowded(4, 2), crowded(4, 2))
    )
    assert first.plan.routes == second.plan.routes
