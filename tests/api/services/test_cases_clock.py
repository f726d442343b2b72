"""What is owed next on a case, and until when."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from api.schemas.cases import CaseKind, CaseStep
from api.services.cases_clock import owed
from api.services.cases_rules import CONTACTS, OVERDUE_FROM, REVIEW_AFTER, RULES
from scheduler.domain.words import Outcome, Status, Tag

NANJING = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 11, 23, 9, tzinfo=NANJING)
CHAIN = [step for step in CaseStep if step is not CaseStep.NOTE]


def test_the_chain_at_a_closed_door_has_its_order():
    """Knock, phone, neighbour, contacts, 110/120; and then only the end is left."""
    taken = []
    while (
        step := owed(CaseKind.NO_ANSWER, Tag.RED, NINE, taken, NANJING).step
    ) is not None:
        taken.append(step)
    assert taken == CHAIN


def test_contacts_are_tried_within_half_an_hour_and_then_110():
    """For red the emergency call is owed when the contacts are, for others later."""
    before = CHAIN[:3]
    for tag, hours in ((Tag.RED, 0.5), (Tag.ORANGE, 6), (Tag.GREEN, 6)):
        contact = owed(CaseKind.NO_ANSWER, tag, NINE, before, NANJING)
        assert contact == (CaseStep.CONTACT, NINE + timedelta(minutes=30))
        call = owed(CaseKind.NO_ANSWER, tag, NINE, [*before, contact.step], NANJING)
        assert call == (CaseStep.EMERGENCY, NINE + timedelta(hours=hours))


def test_a_later_step_leaves_the_earlier_ones_behind():
    """Who has called 110 need not go back and knock."""
    taken = [CaseStep.EMERGENCY]
    assert owed(CaseKind.NO_ANSWER, Tag.RED, NINE, taken, NANJING).step is None


def test_a_note_is_no_step():
    """Writing something down postpones nothing."""
    for kind in CaseKind:
        noted = owed(kind, Tag.RED, NINE, [CaseStep.NOTE], NANJING)
        assert noted == owed(kind, Tag.RED, NINE, [], NANJING)


@pytest.mark.parametrize(
    ("reported", "opens"),
    [
        (NINE.replace(hour=3), NINE.replace(hour=8)),
        (NINE.replace(hour=8), NINE.replace(hour=8)),
        (NINE.replace(hour=17, minute=59), NINE.replace(hour=17, minute=59)),
        (NINE.replace(hour=18), NINE.replace(day=24, hour=8)),
        (NINE.replace(hour=23), NINE.replace(day=24, hour=8)),
    ],
)
def test_at_night_only_a_closed_door_is_urgent(reported, opens):
    """What was found at midnight is counted from when the desk opens."""
    overdue = owed(CaseKind.OVERDUE, Tag.RED, reported, [], NANJING)
    assert overdue.deadline == opens + timedelta(hours=2)
    door = owed(CaseKind.NO_ANSWER, Tag.RED, reported, [], NANJING)
    assert door.deadline == reported + timedelta(minutes=10)


def test_every_kind_has_its_rules_for_every_tag():
    """Deadlines never go back along a ladder, and red never waits longer."""
    assert set(RULES) == set(CaseKind)
    assert set(OVERDUE_FROM) == set(Tag)
    assert set(REVIEW_AFTER) == set(Status) - {Status.ACTIVE, Status.ENDED}
    assert Outcome.NO_ANSWER not in CONTACTS
    for rule in RULES.values():
        for tag in Tag:
            ladder = rule.ladder[tag]
            times = [rung.within for rung in ladder.rungs] + [ladder.end_within]
            assert times == sorted(times)
            red = rule.ladder[Tag.RED]
            assert [r.step for r in red.rungs] == [r.step for r in ladder.rungs]
            assert red.end_within <= ladder.end_within
