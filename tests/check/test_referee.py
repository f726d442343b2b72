"""The report as a whole: complete, in order, in both languages."""

import importlib
import inspect
import pkgutil

import pytest
from builders import (
    carer,
    day,
    plan,
    problem,
    record,
    roster,
    route,
    senior,
    stop,
    unserved,
)
from verdict import broken

from scheduler.check import rules
from scheduler.check.case import Case
from scheduler.check.kpis import kpis
from scheduler.check.referee import RULES, check
from scheduler.domain.times import parse_time


def test_a_good_plan_has_a_clean_report():
    """No violation, the key figures, and made from these data."""
    world = problem()
    made = plan(route(stop()), of=world)
    report = check(world, made)
    assert report.violations == ()
    assert report.kpis == kpis(world, made)
    assert not report.stale


def test_a_plan_made_from_other_data_is_stale():
    """One record more since the plan was made."""
    made = plan(route(stop()), of=problem())
    assert check(problem(records=[record(outcome="phone")]), made).stale


def test_planning_other_days_does_not_make_a_plan_stale():
    """The days are the plan's, the data are the same."""
    made = plan(of=problem(days=3))
    assert not check(problem(), made).stale


def test_stated_key_figures_are_not_believed():
    """A plan that praises itself gets its own figures."""
    world = problem()
    praised = kpis(world, plan(route(stop()), of=world))
    assert check(world, plan(of=world, kpis=praised)).kpis.visits == 0


PEOPLE = [
    senior("S1", skills=("feeding",), gender="female", avoid=("C1",)),
    senior("S2", status="hospital"),
    senior("S3", carers_needed=2),
    senior("S4", tag="red", last_visit=day(-1)),
    senior("S5"),
    senior("S6", carers_needed=2),
    senior("S7"),
    senior("S8", last_visit=day(-1)),
    senior("S9", carers_needed=2),
    senior("SA"),
    senior("SB"),
    senior("SC", after="30-60", second_skills=("injections",)),
]
TEAM = [
    carer("C1", max_visits_per_day=1, max_minutes_per_week=1),
    carer("C2", "police"),
    carer("C3", "police"),
    carer("C4"),
]
WORST = problem(PEOPLE, TEAM, roster=roster("C1", "C2", "C3", hours="09:00-12:00"))
ROUTES = [
    route(
        stop("S1", "08:00", minutes=10, arrive=parse_time("08:05"), tag="red"),
        stop("S2", "07:59", due=day(1), travel_seconds=5),
        stop("S3", "12:30", partners=("C9",)),
        stop("S4", "13:00"),
        stop("S4", "13:30"),
        travel_seconds=1,
    ),
    route(stop("S8", "09:00"), stop("??", "09:10"), carer_id="C1"),
    route(stop("S6", "10:00"), carer_id="C2"),
    route(stop("S6", "10:01"), carer_id="C3"),
    route(stop("S7"), carer_id="C4"),
    route(stop("SA"), carer_id="C2"),
    route(stop("SA"), carer_id="C3"),
    route(stop("SC", "10:30"), carer_id="C1"),
    route(stop("SC", "10:40"), carer_id="C4"),
    route(stop("S5"), carer_id="C9"),
    route(stop("S5"), on=day(9)),
]
ENTRIES = (
    unserved("S1"),
    unserved("S2"),
    unserved("S9", days_late=7),
    unserved("S9"),
    unserved("S?"),
)
"""A plan that breaks every rule there is; SB is forgotten."""


def worst(turned=False):
    """Return the violations of the worst plan, its rows turned round or not."""
    order = -1 if turned else 1
    return broken(WORST, *ROUTES[::order], unserved=ENTRIES[::order])


def test_the_worst_plan_breaks_every_rule():
    """Every function in the list of rules has something to say about it."""
    case = Case.of(WORST, plan(*ROUTES, of=WORST, unserved=ENTRIES))
    silent = [rule.__name__ for rule in RULES if not list(rule(case))]
    assert silent == []


def test_every_violation_says_who_and_by_how_much():
    """Amounts above zero; both sentences name every id, the date, and end."""
    for violation in worst():
        assert violation.amount > 0, violation
        assert violation.unit
        for said in (violation.says.zh, violation.says.en):
            for part in (violation.senior_id, violation.carer_id, violation.date):
                assert part is None or str(part) in said
        assert violation.says.zh.endswith("。")
        assert violation.says.en.endswith(".")


def test_every_violation_says_what_would_be_right():
    """Each Chinese sentence has its second half."""
    for violation in worst():
        assert "；" in violation.says.zh, violation.says.zh
        assert ";" in violation.says.en, violation.says.en


def test_the_order_of_rows_does_not_matter():
    """The same violations in the same order from a plan with its rows turned round."""
    assert worst() == worst(turned=True)


def test_violations_of_a_rule_stand_by_date_and_senior():
    """Monday before Tuesday, S1 before S2, whoever the carers are."""
    people = [senior(f"S{n}", skills=("feeding",)) for n in (1, 2, 3)]
    world = problem(people, [carer("C1"), carer("C2")], days=2)
    routes = [
        route(stop("S1"), on=day(1)),
        route(stop("S3"), carer_id="C1"),
        route(stop("S2"), carer_id="C2"),
    ]
    assert [(v.date, v.senior_id) for v in broken(world, *routes)] == [
        (day(0), "S2"),
        (day(0), "S3"),
        (day(1), "S1"),
    ]


def public_functions(package):
    """Return the names of all public functions defined in a package's modules."""
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == found.name and not name.startswith("_"):
                yield name


def test_each_rule_function_is_listed_once():
    """A rule that nobody calls judges nothing."""
    listed = [rule.__name__ for rule in RULES]
    assert sorted(listed) == sorted(public_functions(rules))


@pytest.mark.parametrize("days", [1, 366])
def test_a_plan_of_any_length_is_judged(days):
    """A day and a year."""
    assert check(problem(), plan(days=days)).violations != ()
