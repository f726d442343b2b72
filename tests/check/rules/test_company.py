"""How many carers come, whether together, and whom they name."""

import pytest
from builders import carer, problem, route, senior, stop
from verdict import broken, verdict

TEAM = [carer("C1"), carer("C2"), carer("C3")]
PAIR = problem([senior(carers_needed=2)], TEAM)
"""A senior who needs two."""

SINGLE = problem([senior()], TEAM)
"""A senior who needs one."""


def by(carer_id, *partners, start="09:00"):
    """Return a carer's visit with the partners named."""
    return route(stop(start=start, partners=partners), carer_id=carer_id)


def test_two_carers_who_start_together_and_name_each_other():
    """A two-person visit as it should be."""
    assert verdict(PAIR, by("C1", "C2"), by("C2", "C1")) == []


def test_one_carer_where_two_are_needed():
    """One too few."""
    assert verdict(PAIR, by("C1")) == [("too_few_carers", 1)]


def test_one_carer_who_names_somebody_who_is_not_there():
    """A name on paper is no second carer."""
    assert verdict(PAIR, by("C1", "C2")) == [
        ("too_few_carers", 1),
        ("wrong_partners", 1),
    ]


def test_two_carers_where_one_is_enough():
    """One too many."""
    assert verdict(SINGLE, by("C1")) == []
    found = verdict(SINGLE, by("C1", "C2"), by("C2", "C1"))
    assert found == [("too_many_carers", 1)]


def test_three_carers_where_two_are_needed():
    """One too many, even if all name each other."""
    three = by("C1", "C2", "C3"), by("C2", "C1", "C3"), by("C3", "C2", "C1")
    assert verdict(PAIR, *three) == [("too_many_carers", 1)]


def test_two_carers_who_start_a_second_apart():
    """The sentence names the later start as the right one."""
    [violation] = broken(PAIR, by("C1", "C2"), by("C2", "C1", start="09:00:01"))
    assert (violation.rule, violation.amount) == ("different_starts", 1)
    assert "09:00:01" in violation.says.zh


@pytest.mark.parametrize("partners", [(), ("C3",), ("C1",), ("C1", "C3")])
def test_a_stop_that_does_not_name_the_other(partners):
    """Nobody, somebody else, itself, and one too many."""
    [violation] = broken(PAIR, by("C1", *partners), by("C2", "C1"))
    assert violation.rule == "wrong_partners"
    assert violation.carer_id == "C1"
    assert f"写为 {'、'.join(partners) or '无'}；应为 C2" in violation.says.zh


def test_a_visit_of_one_names_nobody():
    """A partner beside a visit of one is a mistake."""
    assert verdict(SINGLE, by("C1")) == []
    assert verdict(SINGLE, by("C1", "C2")) == [("wrong_partners", 1)]


def test_a_partner_named_twice():
    """One name, once."""
    found = verdict(PAIR, by("C1", "C2", "C2"), by("C2", "C1"))
    assert found == [("wrong_partners", 1)]
