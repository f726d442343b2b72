"""Every absence, in processes: the same however many, ranked by the harm they do."""

import pytest
from builders import MONDAY, carer, day, plan, problem, roster, route, senior, stop

from scheduler.domain.words import Tag
from scheduler.errors import InputError
from scheduler.whatif.absences.absence import absence_of
from scheduler.whatif.absences.absences import ranked
from scheduler.whatif.absences.given import broken_rules, days_left
from scheduler.whatif.absences.morning import morning_of
from scheduler.whatif.absences.running import (
    Wanted,
    base_plan,
    days_to_plan,
    every_absence,
)
from scheduler.whatif.absences.wording import on_reds

DAYS = 2
NURSE, CLERK, IDLE = "C3", "C1", "C2"


def silent(done, of):
    """Hear nothing."""


def town():
    """Return a red senior whom only C3 may visit, and greens whom all may."""
    seniors = [
        senior("R1", "red", last_visit=day(-3), skills=("nurse",)),
        *(senior(f"G{n}", last_visit=day(-7)) for n in range(3)),
    ]
    team = [carer(CLERK), carer(IDLE), carer(NURSE, skills=("nurse",))]
    rows = roster(CLERK, IDLE, NURSE, hours="09:00-12:00")
    return problem(seniors, team, roster=rows, days=days_to_plan(DAYS))


WANTED = Wanted(DAYS, seed=1, time_limit=0.2, processes=2)


@pytest.fixture(scope="module")
def held():
    """Return the plan by which everybody comes."""
    return base_plan(town(), WANTED)


@pytest.fixture(scope="module")
def found(held):
    """Return the absences of the town."""
    return every_absence(town(), held, WANTED, silent)


def test_results_do_not_depend_on_the_processes(held, found):
    """Two at a time, and one by one without any: everyone's absence on both days."""
    alone = [
        absence_of(
            morning_of(town(), held, day(n)), who, WANTED.seed, found.search_seconds
        )
        for n in range(DAYS)
        for who in (CLERK, IDLE, NURSE)
    ]
    assert list(found.cells) == alone


def test_whoever_makes_a_red_late_comes_first(found):
    """Nobody else may visit R1, whose turn is on the first day."""
    first, *others = ranked(found)
    assert first.carer_id == NURSE
    assert first.worst.date == MONDAY
    assert [one.senior_id for one in first.worst.late if one.tag is Tag.RED] == ["R1"]
    assert not any(risk.makes_late(Tag.RED) for risk in others)


def test_reds_are_named(found):
    """By id, or by id and name; without C3 it is said that no red goes late."""
    risks = ranked(found)
    _, line = on_reds(found, risks)
    assert line.zh == "  C3（社工）：11-23 R1 +1"
    named = found.replace(names={"C3": "某人", "R1": "某某"})
    assert "C3 某人" in list(on_reds(named, risks))[1].zh
    assert "R1 某某 +1" in list(on_reds(named, risks))[1].zh
    (none,) = on_reds(found, risks[1:])
    assert "没有谁" in none.zh


def test_a_community_without_shifts_has_no_absences():
    """Nobody to be missed, no process begun."""
    of = problem(carers=[], days=3)
    found = every_absence(of, plan(of=of), Wanted(2, time_limit=0.1), silent)
    assert found.cells == ()
    assert ranked(found) == ()


def test_a_plan_must_cover_the_days():
    """Three days from the second on are two too many for a plan of two days."""
    held = plan(of=problem(days=2))
    assert days_left(held, "plan.json", day(1), 1) == 1
    with pytest.raises(InputError) as told:
        days_left(held, "plan.json", day(1), 3)
    (finding,) = told.value.findings
    assert finding.file == "plan.json"
    assert "2026-11-24" in finding.says.zh


def test_what_a_plan_breaks_is_told():
    """A visit before the shift begins; the rest of a plan is looked at alone."""
    of = problem(days=2)
    early = route(stop(start="07:00"))
    (broken, *_) = broken_rules(of, plan(early, of=of))
    assert "C1" in broken.zh
    later = of.replace(first_day=day(1), days=1)
    assert broken_rules(later, plan(early, of=of)) == ()
