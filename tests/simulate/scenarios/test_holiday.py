"""A block of holidays with a duty roster."""

import pytest
from builders import MONDAY, carer, day, problem, roster

from scheduler.errors import InputError
from scheduler.simulate.scenarios.holiday import Duty, Holiday
from scheduler.simulate.scenarios.scenario import Scenario

WEEK = problem(carers=[carer("C1"), carer("C2", "volunteer")], days=7)


def shifts(change, of=WEEK):
    problem = Scenario(name="test", changes=(change,)).applied(of)
    return [((s.date - MONDAY).days, s.carer_id, str(s.span)) for s in problem.shifts]


def test_without_duty_nobody_works():
    """From the second to the sixth day nothing is left, before and after all is."""
    assert {s[0] for s in shifts(Holiday(first_day=2, last_day=6))} == {0, 6}


def test_who_is_on_duty_works_those_hours():
    """The duty replaces the usual shift; the others are off."""
    duty = Duty(carers=("C2",), hours=("09:00-10:00", "15:00-16:00"))
    held = shifts(Holiday(first_day=1, last_day=1, duty=(duty,)))
    assert [s for s in held if s[0] == 0] == [
        (0, "C2", "09:00-10:00"),
        (0, "C2", "15:00-16:00"),
    ]


def test_duties_may_take_turns():
    """Each on their own weekdays."""
    duty = [
        Duty(carers=(c,), weekdays=(on,), hours=("09:00-10:00",))
        for c, on in (("C1", "周一"), ("C2", "周二"))
    ]
    held = shifts(Holiday(duty=tuple(duty)))
    assert held == [(0, "C1", "09:00-10:00"), (1, "C2", "09:00-10:00")]


def test_shifts_kept_for_a_date_give_way_too():
    """A dated row of the roster is not above the holiday."""
    rows = roster("C1", days=[day(0)], hours="06:00-07:00")
    of = WEEK.replace(roster=(*WEEK.roster, *rows))
    duty = Duty(carers=("C1",), hours=("09:00-10:00",))
    held = shifts(Holiday(first_day=1, last_day=1, duty=(duty,)), of)
    assert [s for s in held if s[0] == 0] == [(0, "C1", "09:00-10:00")]


def test_a_duty_of_strangers_is_said():
    """The finding names which duty."""
    change = Holiday(duty=(Duty(carers=("C1",), hours=("09:00-10:00",)), _strangers()))
    with pytest.raises(InputError) as raised:
        shifts(change)
    (finding,) = raised.value.findings
    assert (finding.column, finding.value) == ("holiday.duty[2].carers", "C9")


def _strangers():
    return Duty(carers=("C9",), hours=("09:00-10:00",))
