"""The bundled community over a few days: proof and plan."""

from datetime import timedelta
from pathlib import Path

from scheduler.capacity.certificate import Verdict, certify
from scheduler.domain.problem import Problem
from scheduler.domain.roster import RosterRow
from scheduler.domain.words import Role, ShiftKind, Tag
from scheduler.planning import make_plan, read_problem
from scheduler.simulate.communities import FIRST_DAY

QIXIU = Path(__file__).parents[2] / "fixtures" / "qixiu"
DAYS = 5


def bundled() -> Problem:
    """Return 686 seniors over five days."""
    return read_problem(QIXIU, FIRST_DAY, DAYS).problem


def planner(of: Problem):
    return make_plan(of, time_limit=1, by_the_clock=False)


def test_the_bundled_roster_is_proved_short_of_a_skill_not_of_time():
    """One red goes late whatever the plan: nobody who could come is on duty."""
    found = certify(bundled(), planner)
    assert found.verdict is Verdict.MUST
    assert found.proof is not None
    red, *_, everybody = found.proof.least
    assert (red.seniors, everybody.seniors) == (1, 1)
    assert len(found.proof.nobody_for) == 1
    assert found.proof.bottlenecks == ()
    assert sum(found.arising.values()) >= everybody.days


def test_half_the_staff_on_leave_is_proved_too_thin():
    """Without the helpers for three days many go late, and full shifts are named."""
    of = bundled()
    leave = [
        RosterRow(carer_id=one.carer_id, day=day, kind=ShiftKind.LEAVE)
        for one in of.carers
        if one.role is Role.HELPER
        for day in (FIRST_DAY + timedelta(days=n) for n in range(3))
    ]
    found = certify(of.replace(roster=(*of.roster, *leave)), planner)
    assert found.verdict is Verdict.MUST
    assert found.proof is not None
    everybody = found.proof.least[-1]
    assert 50 < everybody.seniors <= everybody.days <= sum(found.arising.values())
    assert found.proof.bottlenecks
    assert all(found.arising[tag] >= 0 for tag in Tag)
