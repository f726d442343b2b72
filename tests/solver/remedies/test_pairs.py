"""What is asked of two carers who are to come to one visit is the least there is."""

from builders import MONDAY, carer, problem, roster, senior
from driving import drive
from every_change import Tried
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.solver.remedies.need import Need, Search
from scheduler.solver.remedies.pairs import cheapest_pair
from scheduler.solver.remedies.room import Room

ROLES = ["social_worker", "police", "volunteer"]


@st.composite
def communities(draw):
    """Return three carers with a visit each, and S9, to whom two must come."""
    opens = MINUTE_SECONDS * draw(st.integers(8 * 60, 12 * 60))
    length = MINUTE_SECONDS * draw(st.integers(20, 60))
    after = draw(st.sampled_from([None, None, "0-0", "5-10", "12-17", "30-45"]))
    left = senior(
        "S9",
        draw(st.sampled_from(["red", "green"])),
        carers_needed=2,
        visit_minutes=draw(st.integers(5, 20)),
        windows=[Span(opens, opens + length)],
        skills=draw(st.sampled_from([(), (), ("sign",)])),
        after=after,
        second_skills=draw(st.sampled_from([(), ("sign",)])) if after else (),
    )
    carers = [
        carer(
            f"C{n}",
            draw(st.sampled_from(ROLES)),
            skills=draw(st.sampled_from([(), ("sign",)])),
            max_minutes_per_week=draw(st.sampled_from([None, None, 40, 60])),
            max_visits_per_day=draw(st.sampled_from([None, None, 1])),
        )
        for n in (1, 2, 3)
    ]
    hours = ["08:30-09:32", "09:00-10:00;10:15-11:00", "11:00-11:50"]
    of = problem(
        [senior("S1"), senior("S2"), senior("S3"), left],
        carers,
        roster=tuple(
            row
            for one in carers
            for row in roster(
                one.carer_id, hours=draw(st.sampled_from(hours)), days=[MONDAY]
            )
        ),
    )
    told = {"C1": ["S1"], "C2": ["S2"], "C3": ["S3"]}
    return of, {s: tuple(told.pop(s.carer_id, ())) for s in of.shifts}


@settings(max_examples=40)
@given(communities())
def test_no_two_carers_can_be_asked_for_less(case):
    """The price is that of the cheapest pair found by trying every moment."""
    of, orders = case
    routes = [drive(of, shift, order) for shift, order in orders.items()]
    assume(all(routes))
    room = Room.of(of, [route for route in routes if route.stops])
    pair = cheapest_pair(Search(room, Need.of(of, of.senior["S9"])), asking=True)
    least = Tried(of, orders, "S9").least_pair()
    assert (pair.price if pair else None) == least
