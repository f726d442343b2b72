"""Intervals, minutes, roles, windows and shocks: each kind by itself."""

import pytest
from builders import carer, day, problem, senior

from scheduler.domain.times import parse_span
from scheduler.domain.words import Role, Tag
from scheduler.errors import InputError
from scheduler.simulate.scenarios.rules import (
    DemandShock,
    IntervalChanged,
    RolesChanged,
    VisitMinutesChanged,
    WindowsChanged,
)
from scheduler.simulate.scenarios.scenario import Scenario

OF = problem(
    [senior("S1", "red", visit_minutes=30), senior("S2", "orange"), senior("S3")],
    [carer(), carer("C2", "volunteer")],
    days=20,
)


def scenario(change):
    return Scenario(name="test", changes=(change,))


def after(change, on=None):
    return scenario(change).applied(OF, on)


def test_an_interval_is_changed_for_its_tags_only():
    """Red every two days; the others as before."""
    tags = after(IntervalChanged(tags=("红",), interval_days=2)).policy.tags
    assert [tags[tag].interval_days for tag in Tag] == [2, 5, 7]


def test_the_smallest_gap_follows_a_short_interval():
    """Green every two days cannot keep three days between visits."""
    tags = after(IntervalChanged(tags=("green",), interval_days=2)).policy.tags
    assert tags[Tag.GREEN].min_gap_days == 2


def test_fixed_minutes_leave_own_minutes_alone():
    """The tag's minutes change; a senior with minutes of their own keeps them."""
    changed = after(VisitMinutesChanged(tags=("red",), minutes=25))
    assert changed.policy.tags[Tag.RED].visit_minutes == 25
    assert changed.visit_seconds(changed.senior["S1"]) == 30 * 60


def test_extra_minutes_are_for_everybody_of_the_tag():
    """Five more for the tag, and for the senior with minutes of their own."""
    changed = after(VisitMinutesChanged(tags=("red",), extra_minutes=5))
    assert changed.policy.tags[Tag.RED].visit_minutes == 25
    assert changed.visit_seconds(changed.senior["S1"]) == 35 * 60
    assert changed.visit_seconds(changed.senior["S2"]) == 15 * 60


def test_other_roles_may_visit():
    """Volunteers for red; who may come along stays as it was."""
    rule = after(RolesChanged(tags=("red",), roles=("志愿者",))).policy.tags[Tag.RED]
    assert rule.roles == (Role.VOLUNTEER,)
    assert rule.companion_roles == (Role.POLICE,)


def test_a_shock_changes_how_often_and_nothing_else():
    """Orange as often as red, by whom and for how long it was."""
    before, shocked = OF.policy.tags, after(DemandShock(tag="橙", as_tag="红"))
    rule = shocked.policy.tags[Tag.ORANGE]
    assert (rule.interval_days, rule.min_gap_days) == (3, 1)
    assert rule.replace(interval_days=5, min_gap_days=2) == before[Tag.ORANGE]


def test_a_shock_passes():
    """Days 5 to 14: the data change on day 5 and back on day 15."""
    shock = DemandShock(tag="orange", as_tag="red", first_day=5, last_day=14)
    assert scenario(shock).cuts(OF) == (day(4), day(14))
    intervals = [
        after(shock, on).policy.tags[Tag.ORANGE].interval_days
        for on in (day(3), day(4), day(13), day(14))
    ]
    assert intervals == [5, 3, 3, 5]


def test_windows_of_the_community_or_of_some():
    """Nobody chosen: everybody without windows of their own; else those chosen."""
    hours = parse_span("09:00-10:00")
    everybody = after(WindowsChanged(windows=("09:00-10:00",)))
    assert everybody.windows(everybody.senior["S3"]) == (hours,)
    some = after(WindowsChanged(tags=("orange",), windows=("09:00-10:00",)))
    assert some.senior["S2"].windows == (hours,)
    assert some.senior["S3"].windows == ()


@pytest.mark.parametrize(
    ("change", "key", "value"),
    [
        (
            IntervalChanged(tags=("red",), interval_days=2, min_gap_days=3),
            "min_gap_days",
            "3",
        ),
        (VisitMinutesChanged(tags=("red",)), "minutes", None),
        (
            VisitMinutesChanged(tags=("red",), minutes=5, extra_minutes=5),
            "minutes",
            None,
        ),
        (VisitMinutesChanged(tags=("red",), extra_minutes=-20), "extra_minutes", "-20"),
        (VisitMinutesChanged(tags=("red",), minutes=600), "minutes", "600"),
        (RolesChanged(tags=("red",), roles=("police",)), "roles", "police"),
        (DemandShock(tag="red", as_tag="red"), "as_tag", "red"),
        (WindowsChanged(windows=("09:00-09:20",)), "windows", "09:00-09:20"),
    ],
)
def test_what_does_not_fit_is_said(change, key, value):
    """Each mistake is told with its key and value."""
    with pytest.raises(InputError) as raised:
        after(change)
    (finding,) = raised.value.findings
    assert (finding.column.partition(".")[2], finding.value) == (key, value)
