"""Who may make a visit."""

import pytest
from builders import carer, problem, route, senior, stop
from verdict import broken, verdict

from scheduler.domain.policy import DEFAULT_TAGS, Policy
from scheduler.domain.words import Role, Tag


def visited(person, *team):
    """Return the verdict on a visit by everybody in the team, together."""
    ids = [c.carer_id for c in team]
    routes = [
        route(stop(tag=person.tag, minutes=20, partners=set(ids) - {own}), carer_id=own)
        for own in ids
    ]
    return verdict(problem([person], team), *routes)


def test_a_carer_with_every_skill_may_come():
    """More skills than needed do no harm."""
    person = senior(skills=("feeding", "dialect"))
    assert visited(person, carer(skills=("dialect", "driving", "feeding"))) == []


def test_a_carer_who_lacks_one_skill():
    """One of two is not enough; the sentence names the other."""
    person = senior(skills=("feeding", "dialect"))
    world = problem([person], [carer(skills=("feeding",))])
    [violation] = broken(world, route(stop()))
    assert (violation.rule, violation.amount) == ("skill_missing", 1)
    assert "dialect" in violation.says.zh
    assert "feeding" not in violation.says.zh


def test_both_of_two_carers_need_the_skill():
    """The skill of one does not cover the other."""
    person = senior(skills=("feeding",), carers_needed=2)
    able, unable = carer("C1", skills=("feeding",)), carer("C2")
    assert visited(person, able, unable) == [("skill_missing", 1)]
    assert visited(person, able, carer("C2", skills=("feeding",))) == []


@pytest.mark.parametrize("role", ["social_worker", "helper"])
@pytest.mark.parametrize("tag", ["red", "orange", "green"])
def test_staff_may_visit_everybody(tag, role):
    """Social workers and helpers visit all tags."""
    assert visited(senior(tag=tag), carer(role=role)) == []


@pytest.mark.parametrize(("tag", "may"), [("red", 0), ("orange", 1), ("green", 1)])
def test_volunteers_visit_orange_and_green_only(tag, may):
    """Red is not for volunteers."""
    expected = [] if may else [("role_not_allowed", 1)]
    assert visited(senior(tag=tag), carer(role="volunteer")) == expected


@pytest.mark.parametrize("tag", ["red", "orange", "green"])
def test_police_never_come_alone(tag):
    """A companion is no carer for a visit of one."""
    found = visited(senior(tag=tag), carer(role="police"))
    assert found == [("role_not_allowed", 1)]


def test_police_may_be_the_second_of_two():
    """Beside a helper a police officer may come along."""
    person = senior(tag="red", carers_needed=2)
    assert visited(person, carer("C1", "helper"), carer("C2", "police")) == []


def test_two_companions_are_nobody():
    """At least one of the two has a role of the tag's own."""
    person = senior(tag="red", carers_needed=2)
    found = visited(person, carer("C1", "police"), carer("C2", "police"))
    assert found == [("role_not_allowed", 1)]


def test_a_companion_whom_the_tag_sends_too_is_enough():
    """A role among both the tag's own and its companions is no mere companion."""
    rule = DEFAULT_TAGS[Tag.GREEN]
    both = rule.replace(companion_roles=(Role.HELPER, Role.POLICE))
    world = problem(
        [senior(carers_needed=2)],
        [carer("C1", "helper"), carer("C2", "police")],
        policy=Policy(tags=DEFAULT_TAGS | {Tag.GREEN: both}),
    )
    routes = (
        route(stop(partners=("C2",))),
        route(stop(partners=("C1",)), carer_id="C2"),
    )
    assert verdict(world, *routes) == []


def test_two_who_may_not_come_at_all_are_each_reported():
    """Two volunteers at a red senior: two mistakes, not three."""
    person = senior(tag="red", carers_needed=2)
    found = visited(person, carer("C1", "volunteer"), carer("C2", "volunteer"))
    assert found == [("role_not_allowed", 1)] * 2


def test_a_volunteer_is_no_companion_at_a_red_senior():
    """Neither among the roles nor among the companions."""
    person = senior(tag="red", carers_needed=2)
    found = visited(person, carer("C1", "helper"), carer("C2", "volunteer"))
    assert found == [("role_not_allowed", 1)]


def test_a_carer_of_the_gender_asked_for():
    """Female asked, female comes."""
    person = senior(gender="female")
    assert visited(person, carer(gender="female")) == []


@pytest.mark.parametrize("gender", ["male", None])
def test_a_carer_of_another_gender_or_of_none_given(gender):
    """Hard: what is not known does not count as kept."""
    found = visited(senior(gender="female"), carer(gender=gender))
    assert found == [("gender_not_accepted", 1)]


def test_a_carer_to_be_avoided():
    """C1 is avoided, C2 is not."""
    person = senior(avoid=("C1",))
    assert visited(person, carer("C2")) == []
    assert visited(person, carer("C1")) == [("carer_avoided", 1)]


def test_whom_a_senior_prefers_is_a_wish():
    """Sending somebody else costs, but breaks nothing."""
    assert visited(senior(prefer=("C9",)), carer("C1")) == []
