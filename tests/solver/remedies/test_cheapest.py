"""The remedy is the cheapest of all changes, and serves when it is carried out."""

import numpy as np
from builders import MONDAY, carer, problem, roster, senior
from carrying_out import carried_out
from driving import drive
from every_change import Tried
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from verdict import broken

from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.domain.travel import OFFICE, TravelTimes
from scheduler.errors import Language
from scheduler.solver.remedies.cheapest import Remedies
from scheduler.solver.remedies.need import Need
from scheduler.solver.remedies.room import Room
from scheduler.solver.unserved import unserved

MINUTES = st.integers(min_value=7 * 60, max_value=14 * 60)


def uneven(seniors, carers, seed):
    """Return travel times that differ from pair to pair, to the second."""
    places = len(seniors) + 1
    table = np.random.default_rng(seed).integers(20, 700, (1, places, places))
    table[:, range(places), range(places)] = 0
    carer_ids = [one.carer_id for one in carers]
    return TravelTimes(
        senior_ids=tuple(one.senior_id for one in seniors),
        base_ids=(OFFICE,),
        seconds=table.astype(np.int32),
        carer_profile=dict.fromkeys(carer_ids, 0),
        carer_base=dict.fromkeys(carer_ids, OFFICE),
    )


@st.composite
def left_out(draw):
    """Return S9, whom nobody visits, with whatever may keep carers away."""
    windows = []
    for opens in sorted(draw(st.lists(MINUTES, min_size=1, max_size=2, unique=True))):
        length = draw(st.integers(10, 120))
        windows.append(Span(MINUTE_SECONDS * opens, MINUTE_SECONDS * (opens + length)))
    return senior(
        "S9",
        draw(st.sampled_from(["red", "orange", "green"])),
        visit_minutes=draw(st.integers(5, 70)),
        windows=windows,
        skills=draw(st.sampled_from([(), (), ("sign",)])),
        avoid=draw(st.sampled_from([(), (), (), ("C1",)])),
        gender=draw(st.sampled_from([None, None, None, "female"])),
    )


@st.composite
def communities(draw):
    """Return a problem of two days, and the order of visits in each shift."""
    few = [None, None, 2, 3]
    short = [None, None, 60, 90, 120]
    carers = [
        carer(
            "C1",
            gender=draw(st.sampled_from(["female", "male"])),
            max_visits_per_day=draw(st.sampled_from(few)),
            max_minutes_per_week=draw(st.sampled_from(short)),
        ),
        carer(
            "C2",
            draw(st.sampled_from(["helper", "volunteer"])),
            skills=draw(st.sampled_from([(), ("sign",)])),
            max_visits_per_day=draw(st.sampled_from(few)),
            max_minutes_per_week=draw(st.sampled_from(short)),
        ),
    ]
    seniors = [
        senior("S1"),
        senior("S2", windows=["09:40-10:40", "10:50-11:30"]),
        senior("S3"),
        draw(left_out()),
    ]
    hours = draw(st.sampled_from(["10:00-12:03", "08:30-09:30;10:00-11:00"]))
    tuesday = draw(
        st.sampled_from([(), roster("C2", hours="09:00-09:40", days=["tue"])])
    )
    of = problem(
        seniors,
        carers,
        roster=(
            *roster("C1", hours="09:00-11:00", days=[MONDAY]),
            *roster("C2", hours=hours, days=["mon"]),
            *tuesday,
        ),
        travel=uneven(seniors, carers, draw(st.integers(0, 999))),
        days=2,
    )
    told = {"C1": [("S1", "S2")], "C2": [("S3",), ()]}
    orders = {s: told[s.carer_id].pop(0) if s.date == MONDAY else () for s in of.shifts}
    return of, orders


def valid(of, orders):
    """Return the routes of these orders, if they keep all rules."""
    routes = [drive(of, shift, order) for shift, order in orders.items()]
    assume(all(route is not None for route in routes))
    routes = [route for route in routes if route.stops]
    assume(not broken(of, *routes, unserved=unserved(of, routes)))
    return routes


def remedy(of, routes):
    """Return the cheapest remedy for S9."""
    return Remedies(Room.of(of, routes)).cheapest(Need.of(of, of.senior["S9"]))


@settings(max_examples=60)
@given(communities())
def test_no_change_of_any_kind_is_cheaper(case):
    """The price is that of the cheapest change found by trying every one."""
    of, orders = case
    routes, tried = valid(of, orders), Tried(of, orders, "S9")
    assume(tried.served() is None)
    found = remedy(of, routes)
    assert (found.price if found else None) == tried.least()


@settings(max_examples=60)
@given(communities())
def test_carried_out_the_remedy_serves(case):
    """With what the sentence says done, a plan with the visit keeps all rules."""
    of, orders = case
    routes = valid(of, orders)
    assume(Tried(of, orders, "S9").served() is None)
    found = remedy(of, routes)
    assume(found is not None and "after the plan" not in found.says.en)
    after, orders = carried_out(of, orders, found.says.to(Language.EN))
    served = Tried(after, orders, "S9").served()
    assert served is not None
    assert not broken(after, *served, unserved=unserved(after, served))
