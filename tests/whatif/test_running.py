"""Runs in processes: the same however many, and ended when nobody wants them."""

import multiprocessing

import pytest
from builders import carer, problem, roster, senior

from scheduler.errors import InputError
from scheduler.simulate.scenarios.odds import NoAnswerRate
from scheduler.simulate.scenarios.scenario import Scenario, Source
from scheduler.simulate.scenarios.staff import CarersRemoved
from scheduler.whatif.running import Wanted, compare, sensible_seconds

OF = problem(
    [senior(f"S{n}", "green") for n in range(8)],
    [carer("C1"), carer("C2")],
    roster=roster("C1", "C2", hours="09:00-10:00"),
    days=7,
)
FEWER = Scenario(name="少一人", changes=(CarersRemoved(carers=("C2",)),))


def silent(done, of):
    """Hear nothing."""


def test_results_do_not_depend_on_the_number_of_processes():
    """One at a time or three, with two seeds: the same comparison."""
    one, three = (
        compare(OF, [FEWER], Wanted((0, 1), 0.3, processes), silent)
        for processes in (1, 3)
    )
    assert one == three
    assert [v.mark for v in one.variants] == ["", "A"]
    assert [run.seed for run in one.base.runs] == [0, 1]


def test_progress_is_told_from_none_to_all():
    """Every run once."""
    told = []
    compare(OF, [], Wanted((0, 1), 0.1, 2), lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_whoever_ends_it_ends_the_processes():
    """An interrupt while they run leaves none behind, and takes no run's time."""

    def interrupt(done, of):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(OF, [FEWER], Wanted((0,), 0.3, 1), interrupt)
    for process in multiprocessing.active_children():
        process.join(timeout=30)
    assert multiprocessing.active_children() == []


def test_all_scenarios_that_do_not_fit_are_told_at_once():
    """Two files, one finding each, before any plan is made."""
    wrong = [
        Scenario(
            name=name,
            changes=(CarersRemoved(carers=(name,)),),
            source=Source(file=f"{name}.toml"),
        )
        for name in ("X", "Y")
    ]
    with pytest.raises(InputError) as raised:
        compare(OF, wrong, Wanted((0,), 0.1, 1), _never)
    assert [f.file for f in raised.value.findings] == ["X.toml", "Y.toml"]


def test_chance_is_refused_with_a_reason():
    """A plan has none; the finding names the command that has."""
    scenario = Scenario(name="x", changes=(NoAnswerRate(rate=0.05),))
    with pytest.raises(InputError) as raised:
        compare(OF, [scenario], Wanted((0,), 0.1, 1), _never)
    (finding,) = raised.value.findings
    assert finding.column == "no_answer.rate"
    assert "simulate --no-answer 0.05" in finding.says.en


def _never(done, of):
    raise AssertionError("a run was begun")


def test_the_budget_grows_with_the_community():
    """A small one as for a plan; a larger one so that its programme still fits."""
    small = sensible_seconds(OF)
    large = sensible_seconds(
        problem([senior(f"S{n:03}") for n in range(700)], [carer()], days=28)
    )
    assert small < 3
    assert 15 < large < 60
