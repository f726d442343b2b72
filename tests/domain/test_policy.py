"""The policy: every key has the contract's default, nonsense is refused."""

import pytest
from builders import senior
from pydantic import ValidationError

from scheduler.domain.policy import (
    DEFAULT_TAGS,
    Policy,
    SheetRules,
    TagRule,
    TravelRules,
    Weights,
)
from scheduler.domain.words import Detail, Mode, Role, Tag


@pytest.mark.parametrize(
    ("tag", "interval", "minutes", "gap"),
    [("red", 3, 20, 1), ("orange", 5, 15, 2), ("green", 7, 15, 3)],
)
def test_tags_have_the_contracts_defaults(tag, interval, minutes, gap):
    """Interval, visit minutes and smallest gap of each tag."""
    rule = Policy().tags[Tag(tag)]
    found = (rule.interval_days, rule.visit_minutes, rule.min_gap_days)
    assert found == (interval, minutes, gap)


def test_volunteers_visit_orange_and_green_only():
    """Red is for staff; the police come along as companions."""
    may = [tag for tag, rule in DEFAULT_TAGS.items() if Role.VOLUNTEER in rule.roles]
    assert may == [Tag.ORANGE, Tag.GREEN]
    assert all(Role.POLICE not in rule.roles for rule in DEFAULT_TAGS.values())
    assert all(r.companion_roles == (Role.POLICE,) for r in DEFAULT_TAGS.values())


def test_weights_have_the_contracts_defaults():
    """One currency: seconds of travel."""
    assert Weights().model_dump() == {
        "travel": 1.0,
        "visit": 0.0,
        "early": 300.0,
        "continuity": 600.0,
        "prefer": 300.0,
        "prefer_minutes": 10.0,
        "fairness": 1.0,
        "stability": 300.0,
        "late_day": {"red": 1e6, "orange": 1e5, "green": 1e4},
    }


def test_the_late_weight_of_a_tag_is_found_by_the_tag():
    """Red is the dearest."""
    late = Weights().late_day
    assert [late.of(tag) for tag in Tag] == [1e6, 1e5, 1e4]


def test_a_policy_without_a_rule_for_a_tag_is_refused():
    """The refusal names the tags left out."""
    only_red = {Tag.RED: DEFAULT_TAGS[Tag.RED]}
    with pytest.raises(ValidationError, match="no rule for the tags orange, green"):
        Policy(tags=only_red)


@pytest.mark.parametrize(
    "change",
    [{"interval_days": 0}, {"visit_minutes": 0}, {"min_gap_days": -1}, {"roles": "x"}],
)
def test_a_rule_that_cannot_be_kept_is_refused(change):
    """No interval of nothing, no visit of nothing, no gap below zero."""
    with pytest.raises(ValidationError):
        DEFAULT_TAGS[Tag.RED].replace(**change)


def test_a_weight_below_zero_is_refused():
    """Nobody is paid for being late."""
    with pytest.raises(ValidationError):
        Weights(late_day={"red": -1})


def test_speeds_depend_on_the_mode_and_walkers_on_their_role():
    """Metres per second: 1.2 on foot, 1.0 for volunteers, 12 and 20 km/h on wheels."""
    rules = TravelRules()
    assert rules.speed(Mode.WALK, Role.HELPER) == 1.2
    assert rules.speed(Mode.WALK, Role.VOLUNTEER) == 1.0
    for mode in (Mode.BIKE, Mode.EBIKE):
        assert rules.speed(mode, Role.VOLUNTEER) == pytest.approx(12 / 3.6)
    assert rules.speed(Mode.CAR, Role.HELPER) == pytest.approx(20 / 3.6)


def test_only_wheels_lose_time_at_a_stop():
    """60 s for a bike, 180 s for a car, nothing on foot."""
    rules = TravelRules()
    seconds = [rules.stop_seconds(mode) for mode in (Mode.WALK, Mode.EBIKE, Mode.CAR)]
    assert seconds == [0, 60, 180]


def test_a_tag_rule_defaults_to_volunteers_too():
    """Who leaves the roles out lets volunteers come."""
    rule = TagRule(interval_days=7, visit_minutes=15, min_gap_days=3)
    assert rule.roles == (Role.SOCIAL_WORKER, Role.HELPER, Role.VOLUNTEER)


def test_only_staff_get_sheets_in_full():
    """Volunteers and the police are told no more than they need at the door."""
    rules = SheetRules()
    full = [role for role in Role if rules.detail(role) is Detail.FULL]
    assert full == [Role.SOCIAL_WORKER, Role.HELPER]


def test_a_community_may_say_less_to_its_staff():
    """One role is changed, the others stay."""
    rules = SheetRules(helper="minimal")
    assert rules.detail(Role.HELPER) is Detail.MINIMAL
    assert rules.detail(Role.SOCIAL_WORKER) is Detail.FULL


def test_a_visits_length_and_hours_are_the_seniors_own_or_the_communitys():
    """What a senior has of their own comes before the tag and the visiting hours."""
    policy, own = Policy(), senior(visit_minutes=40, windows=("09:00-10:00",))
    assert policy.visit_minutes(own) == 40
    assert policy.windows(own) == own.windows
    assert policy.visit_minutes(senior(tag="red")) == 20
    assert policy.windows(senior()) == policy.community.visiting_hours
