"""Two carers one after the other: the second on time, and with the skills asked for."""

import pytest
from builders import carer, problem, route, senior, stop
from verdict import broken, verdict

TEAM = [carer("C1"), carer("C2", skills=("injections",)), carer("C3")]


def world(after="30-60", **changes):
    """Return a problem with one senior who is visited by one after the other."""
    return problem([senior(after=after, **changes)], TEAM)


def by(carer_id, partner, start):
    """Return a carer's visit."""
    return route(stop(start=start, partners=(partner,)), carer_id=carer_id)


def pair(second, first="09:00"):
    """Return the visits of C1 at nine and of C2 at another time."""
    return by("C1", "C2", first), by("C2", "C1", second)


@pytest.mark.parametrize("start", ["09:30", "09:45", "10:00"])
def test_a_second_who_comes_as_asked(start):
    """Both ends of the lag belong to it."""
    assert verdict(world(), *pair(start)) == []


@pytest.mark.parametrize(
    ("start", "off"),
    [("09:29:59", 1), ("10:00:01", 1), ("09:10", 1200), ("10:10", 600)],
)
def test_a_second_who_comes_too_soon_or_too_late(start, off):
    """The amount is in seconds; the sentence names from when to when is right."""
    [violation] = broken(world(), *pair(start))
    assert (violation.rule, violation.amount) == ("wrong_lag", off)
    assert violation.carer_id == "C2"
    assert "09:30:00 至 10:00:00" in violation.says.zh


def test_the_two_do_not_start_together():
    """A lag above nothing takes the place of starting together."""
    assert verdict(world(), *pair("09:00")) == [("wrong_lag", 1800)]
    assert verdict(world("0-60"), *pair("09:00")) == []


def test_whoever_starts_later_is_the_second():
    """The order of the names does not matter: C2 may come first."""
    swapped = by("C1", "C2", "09:30"), by("C2", "C1", "09:00")
    assert verdict(world(), *swapped) == []
    found = verdict(world(second_skills=("injections",)), *swapped)
    assert found == [("skill_missing", 1)]


def test_the_second_needs_a_skill_of_their_own():
    """C2 has it and comes second; the first needs only what both need."""
    assert verdict(world(second_skills=("injections",)), *pair("09:30")) == []


def test_a_second_who_lacks_two_skills():
    """The sentence names both, and the carer who comes second."""
    people = [carer("C1", skills=("injections", "dialect")), carer("C2")]
    asked = senior(after="30-60", second_skills=("injections", "dialect"))
    [violation] = broken(problem([asked], people), *pair("09:30"))
    assert (violation.rule, violation.amount) == ("skill_missing", 2)
    assert violation.carer_id == "C2"
    assert "dialect、injections" in violation.says.zh


def test_of_two_who_start_together_either_may_be_the_second():
    """With a lag from nothing on, one of the two has the skill, or nobody has."""
    asked = world("0-60", second_skills=("injections",))
    assert verdict(asked, *pair("09:00")) == []
    without = by("C1", "C3", "09:00"), by("C3", "C1", "09:00")
    assert verdict(asked, *without) == [("skill_missing", 1)]


def test_a_second_in_another_window():
    """The first at the end of the morning, the second after it; not in between."""
    asked = world("60-90", windows=("08:30-11:00", "12:00-13:00"))
    assert verdict(asked, *pair("12:00", first="10:45")) == []
    assert verdict(asked, *pair("11:00", first="10:00")) == [("outside_window", 900)]


def test_both_stay_as_long_as_the_visit_takes():
    """The second is not there to do the rest."""
    short = route(stop(start="09:30", minutes=14, partners=("C1",)), carer_id="C2")
    found = verdict(world(), by("C1", "C2", "09:00"), short)
    assert found == [("too_short", 60)]


def test_one_who_comes_alone_is_one_too_few():
    """Nobody comes second: no lag to judge."""
    assert verdict(world(), route(stop(partners=()))) == [("too_few_carers", 1)]


def test_one_carer_is_not_both():
    """The same carer twice is neither two carers nor one visit."""
    twice = route(stop(start="09:00"), stop(start="09:30", travel_seconds=0))
    rules = {rule for rule, _ in verdict(world(), twice)}
    assert {"too_few_carers", "twice_a_day"} <= rules
    assert "wrong_lag" not in rules


def test_three_one_after_the_other_are_too_many():
    """The third is a visit too many, whatever the times."""
    three = (
        route(stop(start="09:00", partners=("C2", "C3")), carer_id="C1"),
        route(stop(start="09:30", partners=("C1", "C3")), carer_id="C2"),
        route(stop(start="10:00", partners=("C1", "C2")), carer_id="C3"),
    )
    assert "twice_a_day" in {rule for rule, _ in verdict(world(), *three)}


def test_the_two_may_be_one_companion():
    """A police officer may come first or second, never both."""
    team = [carer("C1", "police"), carer("C2"), carer("C3", "police")]
    asked = problem([senior(after="30-60")], team)
    assert verdict(asked, *pair("09:30")) == []
    assert verdict(asked, by("C1", "C2", "09:30"), by("C2", "C1", "09:00")) == []
    police = by("C1", "C3", "09:00"), by("C3", "C1", "09:30")
    assert verdict(asked, *police) == [("role_not_allowed", 1)]


def test_an_unknown_second_has_no_skills_to_judge():
    """Nobody of that id: said once, by the rule for it."""
    strangers = by("C1", "C9", "09:00"), by("C9", "C1", "09:30")
    found = verdict(world(second_skills=("injections",)), *strangers)
    assert "skill_missing" not in {rule for rule, _ in found}
