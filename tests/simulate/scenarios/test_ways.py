"""Travel that takes longer, and lifts that do not run."""

import numpy as np
import pytest
from builders import carer, day, problem, senior

from scheduler.errors import InputError
from scheduler.simulate.scenarios.scenario import Scenario
from scheduler.simulate.scenarios.ways import LiftOut, TravelChanged, estimated

HIGH = [
    senior("S1", building="7", floor=11),
    senior("S2", building="7", floor=2),
    senior("S3", building="8", floor=3, lat=31.995),
]
TEAM = [carer("C1"), carer("C2", mode="ebike")]
ESTATE = estimated(problem(HIGH, TEAM, days=9))


def given(problem):
    """Return the problem as if its times came from the community's own table."""
    travel = problem.travel
    fields = {name: getattr(travel, name) for name in travel.__dataclass_fields__}
    return problem.replace(travel=type(travel)(**{**fields, "from_file": True}))


def scenario(change):
    return Scenario(name="test", changes=(change,))


def way(problem, carer_id="C1", senior_id="S3"):
    return problem.travel.legs(carer_id, [senior_id])[0]


def test_snow_slows_the_way_but_not_the_stairs():
    """Double the way between entrances; the floors take as long as before."""
    stairs = 2 * 13
    before = way(ESTATE) - stairs
    after = way(scenario(TravelChanged(factor=2)).applied(ESTATE)) - stairs
    assert after == pytest.approx(2 * before, abs=1)


def test_snow_may_slow_some_only():
    """Riders take longer, walkers do not."""
    slow = scenario(TravelChanged(factor=1.5, modes=("电动车",))).applied(ESTATE)
    assert way(slow, "C1") == way(ESTATE, "C1")
    assert way(slow, "C2") > way(ESTATE, "C2")


def test_times_from_a_table_are_stretched_as_a_whole():
    """Every second of the mode, rounded up; the other mode's stay."""
    of = given(ESTATE)
    slow = scenario(TravelChanged(factor=1.1, modes=("ebike",))).applied(of)
    profile = of.travel.carer_profile["C2"]
    before, after = of.travel.seconds[profile], slow.travel.seconds[profile]
    np.testing.assert_array_equal(after, np.ceil(before * 1.1).astype(np.int32))
    assert way(slow, "C1") == way(of, "C1")


def test_without_the_lift_it_is_stairs():
    """Ten floors up on foot; the neighbour's house is as before."""
    on_foot = scenario(LiftOut(buildings=("7",))).applied(ESTATE)
    lift = 45 + 10 + 2 * 10
    assert way(on_foot, senior_id="S1") - way(ESTATE, senior_id="S1") == 130 - lift
    assert way(on_foot) == way(ESTATE)


def test_the_lift_runs_again():
    """On the day after the last the times are as they were."""
    change = LiftOut(buildings=("7",), first_day=1, last_day=4)
    assert scenario(change).cuts(ESTATE) == (day(4),)
    again = scenario(change).applied(ESTATE, day(4))
    np.testing.assert_array_equal(again.travel.seconds, ESTATE.travel.seconds)


@pytest.mark.parametrize(
    ("change", "of", "key", "value", "says"),
    [
        (LiftOut(buildings=("9",)), ESTATE, "buildings", "9", "not in the data"),
        (LiftOut(buildings=("8",)), ESTATE, "buildings", "8", "no lift"),
        (LiftOut(buildings=("7",)), given(ESTATE), "buildings", "7", "travel.csv"),
        (TravelChanged(factor=2, modes=("car",)), ESTATE, "modes", "car", "nobody"),
    ],
)
def test_what_does_not_fit_is_said(change, of, key, value, says):
    """Each mistake is told with key, value and what would be right."""
    with pytest.raises(InputError) as raised:
        scenario(change).applied(of)
    (finding,) = raised.value.findings
    assert (finding.column.partition(".")[2], finding.value) == (key, value)
    assert says in finding.says.en
