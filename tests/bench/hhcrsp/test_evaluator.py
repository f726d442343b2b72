"""The evaluator: costs computed by hand, and every rule broken once."""

import pytest
from tied import day, patient, routes

from scheduler.bench.hhcrsp.evaluator import judge

BOTH = (("s1", 10), ("s2", 20))

DISTANCES = [[0, 5, 7], [6, 0, 3], [8, 4, 0]]
"""There and back differ, so that none can stand for the other."""


def breaches(instance, solution):
    return [breach.en for breach in judge(instance, solution).breaches]


def test_an_empty_day_costs_nothing():
    """Nobody to visit, nobody who goes."""
    assert judge(day([], [[0]]), routes()) == (0.0, 0.0, 0.0, ())


def test_one_visit_in_time():
    """There in 5 and back in 6."""
    judged = judge(day([patient()], [[0, 5], [6, 0]]), routes(c1=[("p1", "s1", 5, 15)]))
    assert judged == (11, 0, 0, ())
    assert judged.cost == pytest.approx(11 / 3)


def test_tardiness_counts_in_all_and_at_its_largest():
    """Two visits, 2 and 6 late after windows to 3 and 12: travel 5 + 3 + 8."""
    instance = day([patient("p1", (0, 3)), patient("p2", (0, 12))], DISTANCES)
    judged = judge(instance, routes(c1=[("p1", "s1", 5, 15), ("p2", "s1", 18, 28)]))
    assert judged == (16, 8, 6, ())
    assert judged.cost == pytest.approx(30 / 3)


def test_both_services_of_a_pair_count():
    """Two together, each 5 late, by two who both go there and back."""
    instance = day([patient(window=(0, 0), needs=BOTH, tie="simultaneous")], DISTANCES)
    together = routes(c1=[("p1", "s1", 5, 15)], c2=[("p1", "s2", 5, 25)])
    assert judge(instance, together) == (22, 10, 5, ())


ONE = day([patient("p1", (4, 100)), patient("p2")], DISTANCES)
PAIR = day([patient(needs=BOTH, tie="simultaneous")], DISTANCES)
NEXT = day([patient(needs=BOTH, tie=(10, 20))], DISTANCES)
P1, P2 = ("p1", "s1", 5, 15), ("p2", "s1", 18, 28)


@pytest.mark.parametrize(
    ("instance", "solution", "says"),
    [
        (ONE, routes(c9=[P1, P2]), "there is no caregiver c9"),
        (ONE, routes(c1=[P1, P2, ("p9", "s1", 50, 60)]), "there is no patient p9"),
        (
            ONE,
            routes(c1=[("p1", "s1", 3, 13), ("p2", "s1", 18, 28)]),
            "s1 of patient p1 starts at 3.0, before 4.0",
        ),
        (ONE, routes(c1=[P1, ("p2", "s1", 17, 27)]), "can be there at 18.0"),
        (ONE, routes(c1=[P1, ("p2", "s1", 18, 27)]), "lasts 9.0; should last 10.0"),
        (ONE, routes(c2=[P1, P2]), "s1 of patient p1: c2 cannot do it"),
        (ONE, routes(c1=[P1]), "s1 of patient p2 is done 0 times; should be 1"),
        (
            ONE,
            routes(c1=[P1, P2], c2=[("p1", "s2", 50, 60)]),
            "s2 of patient p1 is done 1 times; should be 0",
        ),
        (
            PAIR,
            routes(c1=[P1], c2=[("p1", "s2", 6, 26)]),
            "starts 1.0 after the first; should be from 0.0 to 0.0",
        ),
        (
            NEXT,
            routes(c1=[P1], c2=[("p1", "s2", 14, 34)]),
            "starts 9.0 after the first; should be from 10.0 to 20.0",
        ),
        (
            NEXT,
            routes(c1=[P1], c2=[("p1", "s2", 26, 46)]),
            "starts 21.0 after the first; should be from 10.0 to 20.0",
        ),
        (
            NEXT,
            routes(c1=[P1, ("p1", "s2", 15, 35)]),
            "c1 does both services of patient p1; they should be two",
        ),
    ],
)
def test_each_rule_has_its_breach(instance, solution, says):
    """A solution with one mistake is told of that one."""
    assert any(says in breach for breach in breaches(instance, solution))


def test_a_caregiver_has_one_route():
    """Twice the same caregiver would be in two places at once."""
    twice = routes(c1=[P1]).routes + routes(c1=[P2]).routes
    solution = routes().model_copy(update={"routes": twice})
    assert breaches(ONE, solution) == [
        "caregiver c1 has 2 routes; should have one at most"
    ]


@pytest.mark.parametrize("starts", [15, 25])
def test_both_ends_of_a_gap_are_allowed(starts):
    """Ten and twenty after the first are neither too soon nor too late."""
    solution = routes(c1=[P1], c2=[("p1", "s2", starts, starts + 20)])
    assert breaches(NEXT, solution) == []
