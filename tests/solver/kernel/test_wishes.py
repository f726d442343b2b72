"""A route's starts come as near to the wished ones as its order and its cost allow."""

from typing import NamedTuple

import pytest
from builders import LEG, carer, problem, roster, senior
from builders import plan as planned
from hypothesis import given, settings
from hypothesis import strategies as st
from states import priced, put

from scheduler.check.price import price
from scheduler.domain.people import Carer
from scheduler.domain.plan import Route
from scheduler.domain.policy import Community, Policy, Weights
from scheduler.domain.problem import Problem
from scheduler.domain.times import MINUTE_SECONDS, Span, format_minute, parse_time
from scheduler.solver.arrays import to_instance
from scheduler.solver.kernel.state import empty_state
from scheduler.solver.output import to_routes

OPENS, CLOSES = parse_time("08:00"), parse_time("12:00")
ONLY_WISHES = Policy(
    community=Community(visiting_hours=[Span(OPENS, CLOSES)]),
    weights=Weights(travel=0, early=0, continuity=0, prefer=0, fairness=0),
)


class Driven(NamedTuple):
    """What comes of visiting everybody in the order of their ids."""

    cost: float
    route: Route

    @property
    def starts(self) -> list[str]:
        """When each visit begins."""
        return [format_minute(stop.start) for stop in self.route.stops]


def driven(of: Problem) -> Driven:
    """Return the first carer's route of all, and what the search says it costs."""
    instance = to_instance(of)
    state = empty_state(instance)
    put(state, instance, 0, *range(len(of.seniors)))
    cost, timed = priced(instance, state)
    (route,) = to_routes(of, instance, timed)
    return Driven(cost, route)


def wishing(
    *wishes: str, policy: Policy = ONLY_WISHES, team: tuple[Carer, ...] = (carer(),)
) -> Problem:
    """Return a morning of visits of 15 minutes, each with its wish; "" for none."""
    people = [
        senior(f"S{n}", prefer_windows=[wish] if wish else [])
        for n, wish in enumerate(wishes)
    ]
    hours = roster(*(one.carer_id for one in team), hours="07:00-13:00")
    return problem(people, team, policy=policy, roster=hours)


@pytest.mark.parametrize(
    ("wishes", "starts"),
    [
        (["09:00-10:00"], ["09:00"]),
        (["07:00-07:30"], ["08:00"]),
        (["11:55-12:30"], ["11:45"]),
        (["09:30-09:35"], ["09:20"]),
        (["", "09:00-09:30"], ["08:44", "09:00"]),
        (["09:00-09:30", ""], ["09:00", "09:16"]),
        (["09:00-09:30", "10:00-10:30"], ["09:15", "10:00"]),
    ],
)
def test_a_stop_waits_for_its_wish(wishes, starts):
    """Everybody before comes later too; who cannot have their wish gets what is near.

    Of a wish shorter than the visit all is kept by any start that covers it.
    """
    assert driven(wishing(*wishes)).starts == starts


def test_work_above_the_fair_share_is_dearer_than_a_wish():
    """Two share the work; 29 minutes of waiting cost one more than 44 off a wish."""
    fair = ONLY_WISHES.replace(weights=ONLY_WISHES.weights.replace(fairness=1.0))
    wishes = "08:00-08:30", "09:00-09:30"
    two = carer("C1"), carer("C2")
    assert driven(wishing(*wishes, policy=fair)).starts == ["08:15", "09:00"]
    assert driven(wishing(*wishes, policy=fair, team=two)).starts == [
        "08:00",
        "08:16",
    ]
    assert driven(wishing(*wishes, team=two)).starts == ["08:15", "09:00"]


def test_a_weekly_limit_is_kept_before_a_wish():
    """Two visits and three ways take 33 minutes; with both wishes kept 62."""
    wishes = "08:00-08:30", "09:00-09:30"
    roomy = wishing(*wishes, team=(carer(max_minutes_per_week=62),))
    tight = wishing(*wishes, team=(carer(max_minutes_per_week=61),))
    assert driven(roomy).starts == ["08:15", "09:00"]
    assert driven(tight).starts == ["08:00", "08:16"]


def test_a_weight_of_zero_switches_wishes_off():
    """The visit is begun as soon as can be."""
    policy = ONLY_WISHES.replace(
        weights=ONLY_WISHES.weights.replace(prefer_minutes=0.0)
    )
    assert driven(wishing("09:00-10:00", policy=policy)).starts == ["08:00"]


TIMES = st.integers(0, 300)
SPANS = st.tuples(TIMES, st.integers(1, 60)).map(
    lambda span: Span(
        OPENS + MINUTE_SECONDS * (span[0] - 30),
        OPENS + MINUTE_SECONDS * (span[0] - 30 + span[1]),
    )
)


@st.composite
def mornings(draw, most_wishing: int = 4) -> Problem:
    """Return one carer's visits, some of them with wishes."""
    count = draw(st.integers(1, 4))
    wishing = draw(st.permutations(range(count)))[:most_wishing]
    people = [
        senior(
            f"S{n}",
            visit_minutes=draw(st.integers(1, 30)),
            prefer_windows=draw(st.lists(SPANS, max_size=2)) if n in wishing else (),
        )
        for n in range(count)
    ]
    return problem(people, policy=ONLY_WISHES, roster=roster(hours="07:00-13:00"))


def off(of: Problem, senior_number: int, start: int) -> float:
    """Return the minutes of a visit outside a wish that need not be."""
    who = of.seniors[senior_number]
    long = of.visit_seconds(who)
    outside = (
        max(0, wish.start - start)
        + max(0, start + long - wish.end)
        - max(0, long - wish.seconds)
        for wish in who.prefer_windows
    )
    return min(outside, default=0) / MINUTE_SECONDS


@settings(deadline=None, derandomize=True, max_examples=150)
@given(mornings(most_wishing=1))
def test_one_wish_is_kept_as_well_as_can_be(of):
    """Tried: every minute at which the visit might begin, everybody else around it."""
    spans = [of.visit_seconds(one) for one in of.seniors]
    number = next((n for n, s in enumerate(of.seniors) if s.prefer_windows), 0)
    first = OPENS + sum(spans[:number]) + LEG * number
    last = CLOSES - sum(spans[number:]) - LEG * (len(spans) - number - 1)
    tried = range(first, last + 1, MINUTE_SECONDS)
    assert driven(of).cost == pytest.approx(10 * min(off(of, number, t) for t in tried))


@settings(deadline=None, derandomize=True, max_examples=150)
@given(mornings())
def test_wishes_cost_what_the_referee_says_and_no_more_than_unheeded(of):
    """Whatever the starts; as soon as can be, which is what weights of 0 give, too."""
    cost, route = driven(of)
    assert cost == pytest.approx(price(of, planned(route, of=of)).total)
    policy = of.policy.replace(weights=of.policy.weights.replace(prefer_minutes=0.0))
    hurried = driven(of.replace(policy=policy)).route
    assert cost <= price(of, planned(hurried, of=of)).total + 1e-6
