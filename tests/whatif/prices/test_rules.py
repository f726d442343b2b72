"""Which rules have a price here, and that each is changed alone."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from builders import carer, day, plan, problem, roster, route, senior, stop
from hypothesis import given
from hypothesis import strategies as st
from planted import planted

from scheduler.check.referee import check
from scheduler.domain.policy import DEFAULT_TAGS, Policy, Weights
from scheduler.domain.times import parse_span
from scheduler.domain.words import Tag
from scheduler.planning import read_problem
from scheduler.whatif.prices.hard import hard_rules
from scheduler.whatif.prices.pricing import rules_of
from scheduler.whatif.prices.soft import soft_rules
from scheduler.whatif.prices.spacing import spacing_rules

SMALL = Path(__file__).parents[3] / "fixtures" / "small"
LOOSENING = ("skills", "windows", "gender", "avoid")
LIMITS = ("max_minutes_per_week", "max_visits_per_day")


def by_key(rules):
    return {rule.key: rule for rule in rules}


def hard(of):
    return by_key(hard_rules(of))


def test_the_small_community_has_one_of_everything():
    """Every rule but the rare ones binds somebody there; the red gap is 1."""
    of, _ = read_problem(SMALL, date(2026, 11, 23))
    people = {key: rule.people for key, rule in by_key(rules_of(of)).items()}
    rare = ("after", "second_skills", "prefer_minutes")
    assert [people.pop(key) for key in rare] == [0, 0, 0]
    assert people == {
        "continuity": 11,
        "fairness": 4,
        "prefer": 1,
        "early": 11,
        "interval_red_4": 3,
        "interval_red_2": 3,
        "interval_orange_6": 4,
        "interval_orange_4": 4,
        "min_gap_orange_1": 4,
        "interval_green_8": 4,
        "interval_green_6": 4,
        "min_gap_green_2": 4,
        "carers_needed": 1,
        "skills": 1,
        "windows": 3,
        "gender": 1,
        "avoid": 1,
        "max_minutes_per_week": 3,
        "max_visits_per_day": 3,
        "break": 2,
    }


def test_rules_on_who_comes_second_are_lifted_with_what_they_stand_on():
    """Without two carers there is no lag, and without a lag no second."""
    asked = senior(after="30-60", second_skills=("a",), prefer_windows=("09:00-10:00",))
    of = problem([asked], [carer("C1"), carer("C2", skills=("a",))])
    rules = by_key(rules_of(of))
    left = {
        key: rules[key].changed.seniors[0]
        for key in ("carers_needed", "after", "second_skills")
    }
    assert all(rules[key].people == 1 for key in (*left, "prefer_minutes"))
    assert (left["carers_needed"].carers_needed, left["carers_needed"].after) == (
        1,
        None,
    )
    assert (left["after"].carers_needed, left["after"].second_skills) == (2, ())
    assert left["second_skills"].after == asked.after
    assert rules["prefer_minutes"].changed.policy.weights.prefer_minutes == 0


def test_rules_that_bind_nobody_say_so():
    """One plain senior and one carer: no wish, no limit, nobody to share with."""
    rules = by_key(rules_of(problem()))
    idle = {key for key, rule in rules.items() if not rule.people}
    assert {"prefer", "fairness", "gender", "break", "interval_red_4"} <= idle
    assert "continuity" not in idle
    assert "interval_green_8" not in idle


def test_a_weight_of_zero_binds_nobody():
    """What the policy has switched off already has no price."""
    off = problem(policy=Policy(weights=Weights(early=0)))
    assert by_key(soft_rules(off, None))["early"].people == 0


@pytest.mark.parametrize("weight", ["continuity", "fairness", "prefer", "early"])
def test_a_soft_rule_is_switched_off_alone(weight):
    """Its weight is zero, the others are as they were."""
    rule = by_key(soft_rules(problem(), None))[weight]
    weights = rule.changed.policy.weights
    assert weights == Weights(**{weight: 0})


def test_only_a_published_plan_can_be_kept_to():
    """With one on the planned days: as many people as it promises a visit."""
    of = problem()
    near, far = (plan(route(stop(), on=day(n))) for n in (0, 3))
    assert "stability" not in by_key(soft_rules(of, None))
    assert by_key(soft_rules(of, near))["stability"].people == 1
    assert by_key(soft_rules(of, far))["stability"].people == 0


def test_an_interval_is_changed_alone():
    """Green at 8 days: nothing else of green, nothing of the other tags."""
    tags = by_key(spacing_rules(problem()))["interval_green_8"].changed.policy.tags
    assert tags[Tag.GREEN] == DEFAULT_TAGS[Tag.GREEN].replace(interval_days=8)
    assert tags[Tag.RED] == DEFAULT_TAGS[Tag.RED]


def test_an_interval_of_a_day_is_not_cut():
    """Nobody can be visited more often than daily; a gap of one day stays too."""
    daily = DEFAULT_TAGS[Tag.RED].replace(interval_days=1)
    of = problem(policy=Policy(tags={**DEFAULT_TAGS, Tag.RED: daily}))
    red = [key for key in by_key(spacing_rules(of)) if "red" in key]
    assert red == ["interval_red_2"]


def test_a_pair_becomes_one():
    """The second carer is asked for no more."""
    rule = hard(problem([senior(carers_needed=2)]))["carers_needed"]
    assert [s.carers_needed for s in rule.changed.seniors] == [1]


def test_own_windows_open_to_the_visiting_hours():
    """But not those that already reach beyond: they would lose by it."""
    inside = senior("S1", windows=("09:00-10:00",))
    beyond = senior("S2", windows=("19:00-20:00",))
    rule = hard(problem([inside, beyond]))["windows"]
    assert rule.people == 1
    assert [s.windows for s in rule.changed.seniors] == [(), beyond.windows]


def test_a_break_is_worked_through_but_leave_is_not():
    """Morning and afternoon become one shift, homes open; an hour of leave stays."""
    rows = roster("C1", hours="08:30-11:30;14:00-17:00")
    leave = roster("C1", hours="16:00-17:00", days=[day(1)], kind="leave")
    rule = hard(problem(roster=(*rows, *leave), days=2))["break"]
    spans = [str(shift.span) for shift in rule.changed.shifts]
    assert spans == ["08:30-17:00", "08:30-16:00"]
    hours = rule.changed.policy.community.visiting_hours
    assert hours == (parse_span("08:30-17:30"),)
    assert rule.people == 1


def test_those_who_are_not_planned_are_not_counted():
    """Who has left, and a carer without a shift, are bound by nothing."""
    gone = senior("S1", status="ended", gender="female")
    idle = carer("C2", max_visits_per_day=3)
    rules = hard(problem([gone], [carer(), idle], roster=roster("C1")))
    assert rules["gender"].people == 0
    assert rules["max_visits_per_day"].people == 0


@given(st.integers(0, 10_000))
def test_what_keeps_a_rule_is_right_without_it(seed):
    """A good plan stays good whichever of the hard rules is lifted."""
    of, good = planted(Random(seed))
    rules = hard(of)
    for key in (*LOOSENING, *LIMITS):
        changed = rules[key].changed
        still = good.replace(data_hash=changed.fingerprint())
        assert check(changed, still).violations == ()
