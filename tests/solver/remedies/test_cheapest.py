"""Every remedy that is proposed, once carried out, makes room for the senior."""

import re

from builders import MONDAY, carer, day, problem, roster, route, senior, stop
from hypothesis import event, given
from hypothesis import strategies as st

from scheduler.domain.times import MINUTE_SECONDS, Span, parse_span
from scheduler.errors import Language
from scheduler.solver.unserved import Reason, unserved

SHIFT = "09:00-11:00"
MINUTES = st.integers(min_value=7 * 60, max_value=13 * 60)


@st.composite
def cases(draw):
    """Return a problem of two days, one carer with two stops, and S9 left out."""
    opens = MINUTE_SECONDS * draw(MINUTES)
    length = MINUTE_SECONDS * draw(st.integers(15, 120))
    left = senior(
        "S9",
        visit_minutes=draw(st.integers(5, 90)),
        windows=[Span(opens, opens + length)],
    )
    worker = carer(
        max_visits_per_day=draw(st.sampled_from([None, 2, 3])),
        max_minutes_per_week=draw(st.sampled_from([None, 90, 120, 180])),
    )
    return problem(
        [senior("S1"), senior("S2", windows=["10:00-10:30"]), left],
        [worker],
        roster=roster("C1", hours=SHIFT, days=[MONDAY]),
        days=2,
    )


def booked(of):
    """Return the route of both stops, in the carer's shift of the first day."""
    hours = str(of.shifts[0].span)
    return route(stop("S1", "09:01"), stop("S2", "10:00"), shift=hours)


def entry(of):
    (found,) = unserved(of, [booked(of)], Language.EN)
    return found


def carried_out(of, remedy):
    """Return the problem with the remedy's change made, and its kind."""
    if match := re.search(r"on 2026-11-23 from \S+ to (\S+) \(", remedy):
        return of.replace(
            roster=roster("C1", hours=match[1], days=[MONDAY])
        ), "longer shift"
    if match := re.search(r"window \S+ of S9 to (\S+) ", remedy):
        wide = of.senior["S9"].replace(windows=[parse_span(match[1])])
        return of.replace(seniors=(*of.seniors[:2], wide)), "wider window"
    if match := re.search(r"to (\d+) visits a day", remedy):
        more = of.carers[0].replace(max_visits_per_day=int(match[1]))
        return of.replace(carers=(more,)), "daily limit"
    if match := re.search(r"to (\d+) minutes a week", remedy):
        more = of.carers[0].replace(max_minutes_per_week=int(match[1]))
        return of.replace(carers=(more,)), "weekly limit"
    match = re.search(r"extra shift on 2026-11-24, (\S+);", remedy)
    extra = roster("C1", hours=match[1], days=[day(1)])
    return of.replace(roster=(*of.roster, *extra)), "extra shift"


@given(cases())
def test_carried_out_the_remedy_leaves_room(of):
    """After the one change the arithmetic finds a place with nothing else moved."""
    before = entry(of)
    if before.reason == Reason.LEFT_OUT or before.remedy is None:
        event(f"{before.reason}, nothing to try")
        return
    after, kind = carried_out(of, before.remedy)
    event(kind)
    assert entry(after).reason == Reason.LEFT_OUT
