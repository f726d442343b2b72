"""The search's cost is the referee's price, term by term."""

import pytest
from builders import FREE, carer, day, plan, problem, record, roster, route, senior
from builders import stop as visit
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from invented import invented
from states import priced, searched, state_of

from scheduler.check.price import price
from scheduler.domain.plan import Plan
from scheduler.domain.policy import LateWeights, Weights
from scheduler.domain.problem import Problem
from scheduler.solver.arrays import to_instance
from scheduler.solver.kernel.state import empty_state
from scheduler.solver.output import to_routes

TERMS = {
    "travel": FREE.replace(travel=2.0),
    "visit": FREE.replace(visit=30.0),
    "early": FREE.replace(early=210.0),
    "continuity": FREE.replace(continuity=7.0),
    "prefer": FREE.replace(prefer=5.0),
    "prefer_minutes": FREE.replace(prefer_minutes=3.0),
    "fairness": FREE.replace(fairness=0.5),
    "stability": FREE.replace(stability=11.0),
    "late": FREE.replace(late_day=LateWeights(red=100, orange=10, green=1)),
    "all": Weights(visit=40.0),
}


def searched_plan(of: Problem) -> Plan:
    """Return the plan of a short search."""
    instance = to_instance(of)
    best = searched(instance, empty_state(instance), effort=30_000).best
    return plan(*to_routes(of, instance, best), of=of)


def cost(of: Problem, made: Plan, held: Plan | None = None) -> float:
    """Return what the search says a plan costs."""
    instance = to_instance(of, held)
    return priced(instance, state_of(of, instance, made))[0]


@settings(deadline=None, derandomize=True, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_every_term_is_the_referee_s(rng):
    """One term switched on at a time, and all together, on plans of any problem.

    Whoever has wishes may begin at other times for each of them.
    """
    of = invented(rng)
    assume(of.shifts)
    made = searched_plan(of)
    for name, weights in TERMS.items():
        weighed = of.replace(policy=of.policy.replace(weights=weights))
        instance = to_instance(weighed)
        found, state = priced(instance, state_of(weighed, instance, made))
        timed = plan(*to_routes(weighed, instance, state), of=weighed)
        assert found == pytest.approx(price(weighed, timed).total), name


@settings(deadline=None, derandomize=True, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_stops_moved_are_the_referee_s(rng):
    """Against another plan of the same problem, the same stops count as moved."""
    of = invented(rng)
    assume(of.shifts)
    policy = of.policy.replace(weights=TERMS["stability"])
    of = of.replace(policy=policy)
    made = searched_plan(of)
    held = searched_plan(of.replace(policy=policy.replace(weights=TERMS["all"])))
    assert cost(of, made, held) == pytest.approx(price(of, made, held).total)


def weighed(term: str, *args, **changes) -> Problem:
    """Return a problem in which only one term costs something."""
    of = problem(*args, **changes)
    return of.replace(policy=of.policy.replace(weights=TERMS[term]))


MONDAY_VISIT = route(visit())


@pytest.mark.parametrize(
    ("of", "routes", "expected"),
    [
        (weighed("travel"), [MONDAY_VISIT], 2 * 120),
        (weighed("visit"), [MONDAY_VISIT], 30),
        (weighed("early", [senior(last_visit=day(-4))]), [MONDAY_VISIT], 90),
        (weighed("continuity"), [MONDAY_VISIT], 7),
        (weighed("continuity", records=[record(on=day(-28))]), [MONDAY_VISIT], 0),
        (weighed("continuity", records=[record(on=day(-29))]), [MONDAY_VISIT], 7),
        (weighed("prefer", [senior(prefer=("C1",))]), [MONDAY_VISIT], 0),
        (weighed("prefer", [senior(prefer=("C2",))]), [MONDAY_VISIT], 5),
        (
            weighed("fairness", carers=[carer(), carer("C2")]),
            [MONDAY_VISIT],
            0.5 * (17 * 60 / 2),
        ),
        (
            weighed(
                "fairness",
                carers=[carer(), carer("C2")],
                roster=roster("C1", hours="08:00-17:00")
                + roster("C2", hours="08:00-11:00"),
            ),
            [MONDAY_VISIT],
            0.5 * (17 * 60 / 4),
        ),
        (weighed("late", days=3), [MONDAY_VISIT], 0),
        (weighed("late", days=3), [], 3),
        (weighed("late", days=8), [MONDAY_VISIT], 1),
        (weighed("late", [senior(last_visit=day(-9))], days=2), [MONDAY_VISIT], 2),
        (weighed("late", [senior(tag="red")], days=2), [], 200),
        (weighed("late", [senior(status="hospital")], days=9), [], 0),
    ],
)
def test_by_hand(of, routes, expected):
    """One senior, one visit at most: each term as anyone can work it out."""
    assert cost(of, plan(*routes, of=of)) == pytest.approx(expected)


def test_both_carers_of_a_visit_may_be_new_and_one_liked_suffices():
    """Two new faces; the senior's wish is met by either."""
    person = senior(carers_needed=2, prefer=("C2",))
    for term, expected in [("continuity", 14), ("prefer", 0), ("visit", 30)]:
        of = weighed(term, [person], [carer(), carer("C2")])
        made = plan(
            route(visit(partners=("C2",))),
            route(visit(partners=("C1",)), carer_id="C2"),
            of=of,
        )
        assert cost(of, made) == expected


def test_a_face_seen_in_the_plan_is_known_for_four_weeks():
    """The second visit of a carer is new again only after 29 days."""
    of = weighed("continuity", days=60)
    for gap, expected in [(7, 7), (28, 7), (29, 14)]:
        made = plan(MONDAY_VISIT, route(visit(), on=day(gap)), of=of)
        assert cost(of, made) == expected


def test_published_stops_count_one_by_one():
    """Of a two-person visit one stop is kept, the other moved."""
    person = senior(carers_needed=2)
    of = weighed("stability", [person], [carer(f"C{n}") for n in (1, 2, 3)])

    def pair(one: str, other: str) -> Plan:
        return plan(
            route(visit(partners=(other,)), carer_id=one),
            route(visit(partners=(one,)), carer_id=other),
            of=of,
        )

    assert cost(of, pair("C1", "C2"), held=pair("C2", "C1")) == 0
    assert cost(of, pair("C1", "C2"), held=pair("C1", "C3")) == 11
    assert cost(of, plan(of=of), held=pair("C1", "C3")) == 22
