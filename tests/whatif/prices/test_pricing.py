"""Rules whose price is known are priced right, and the same on any machine."""

from dataclasses import replace

import numpy as np
import pytest
from builders import LEG, carer, day, problem, senior, travel

from scheduler.domain.words import Tag
from scheduler.errors import Text
from scheduler.whatif.prices import pricing
from scheduler.whatif.prices.effort import effort
from scheduler.whatif.prices.pricing import price_rules, rules_of, seconds_a_plan
from scheduler.whatif.prices.rule import Rule
from scheduler.whatif.running import Wanted, sensible_seconds

DAYS = 8
LIMIT = 0.1
FAR = 10 * LEG
"""Seconds from any place to any other for the carer who walks slowly."""

ONE_VISIT = (15 * 60 + 2 * FAR) / 3600
"""Hours of the slow carer's work: there, the visit, and back."""


def town():
    """Return a green senior, due today and in seven days, whom the slow carer sees."""
    lady = senior(skills=("sign",), gender="female", last_visit=day(-7))
    team = [
        carer("C1", gender="female"),
        carer("C2", gender="female", skills=("sign",)),
    ]
    return problem([lady], team, travel=_travel(lady, team), days=DAYS)


def _travel(lady, team):
    """Return times of two paces; the second carer has the slow one."""
    near, far = (travel([lady], team, seconds) for seconds in (LEG, FAR))
    both = np.concatenate([near.seconds, far.seconds])
    return replace(near, seconds=both, carer_profile={"C1": 0, "C2": 1})


def silent(done, of):
    """Hear nothing."""


@pytest.fixture(scope="module")
def known():
    of = town()
    keys = ("skills", "gender", "interval_green_8", "interval_green_6")
    same = Rule("same", Text("无", "none"), is_held=True, people=1, changed=of)
    rules = [*(rule for rule in rules_of(of) if rule.key in keys), same]
    found = price_rules(of, rules, Wanted(range(5), LIMIT, 1), silent)
    return {one.rule.key: one for one in found.priced}


def told(one):
    """Return what a day differs by, without what differs by no more than noise."""
    return {key: s.change for key, s in one.shifts.items() if not s.is_noise}


def test_a_skill_costs_the_way_of_the_only_one_who_has_it(known):
    """Two visits in eight days, each there and back at the slow pace."""
    change = told(known["skills"])
    more = 2 * 2 * (FAR - LEG) / DAYS
    assert change["hours_used"] == pytest.approx(more / 3600)
    assert change["travel_minutes"] == pytest.approx(more / 60)
    assert "visits" not in change
    assert "late_green" not in change


def test_a_rule_that_everybody_keeps_anyway_costs_nothing(known):
    """Both carers are women: none, with no noise at all."""
    assert told(known["gender"]) == {}
    assert known["gender"].shifts["hours_used"].noise == 0


def test_a_longer_interval_saves_the_visit_that_is_not_due(known):
    """At eight days the second visit falls due after the last day."""
    change = told(known["interval_green_8"])
    assert change["visits"] == pytest.approx(-1 / DAYS)
    assert change["hours_used"] == pytest.approx(-ONE_VISIT / DAYS)
    assert change["travel_minutes"] == pytest.approx(-2 * FAR / 60 / DAYS)


def test_a_shorter_interval_inherits_its_first_lateness(known):
    """At six days the first visit was due yesterday: told apart, not as a price."""
    shorter = known["interval_green_6"]
    assert told(shorter) == {}
    assert shorter.inherited == {Tag.RED: 0, Tag.ORANGE: 0, Tag.GREEN: 1}
    assert known["skills"].inherited[Tag.GREEN] == 0


def test_the_problem_itself_is_no_different(known):
    """A rule whose lifting changes nothing has no price in any measure."""
    assert told(known["same"]) == {}


def test_a_run_is_the_same_in_any_process(known):
    """Planned here, beside nothing else, it comes to what it came to there."""
    values = known["same"].values
    for place in (0, 4):
        here = pricing._run(town(), place, LIMIT, None)
        assert here == {key: runs[place] for key, runs in values.items()}


def test_the_time_is_foreseen_from_the_number_of_plans():
    """As it is and each binding rule with each seed; others are not planned."""
    of = town()
    rules = rules_of(of)
    binding = sum(rule.people > 0 for rule in rules)
    foreseen = effort(of, rules, Wanted(range(5), 2.0, 1))
    assert foreseen.plans == 5 * (1 + binding)
    assert foreseen.all_seconds >= foreseen.plans * 2.0
    assert binding < len(rules)


def test_many_plans_get_less_time_each_than_one():
    """By default no more than a comparison's; a limit that is given is kept."""
    of = town()
    short = seconds_a_plan(of, Wanted(range(5)))
    assert 0 < short < sensible_seconds(of)
    assert seconds_a_plan(of, Wanted(range(5), 7.5)) == 7.5
