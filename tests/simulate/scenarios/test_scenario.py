"""Changes together: their order, their findings, and the example files."""

from pathlib import Path

import pytest
from builders import MONDAY, carer, day, problem, senior

from scheduler.domain.words import Tag
from scheduler.errors import InputError
from scheduler.planning import read_problem
from scheduler.simulate.scenarios.odds import NoAnswerRate
from scheduler.simulate.scenarios.population import SeniorsAdded, SeniorsRemoved
from scheduler.simulate.scenarios.reading import read_scenario
from scheduler.simulate.scenarios.rules import IntervalChanged
from scheduler.simulate.scenarios.scenario import KINDS, Scenario
from scheduler.simulate.scenarios.staff import CarersRemoved

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "fixtures" / "scenarios").glob("*.toml"))
OF = problem([senior("S1", building="1")], [carer()], days=10)


@pytest.fixture(scope="module")
def community():
    return read_problem(ROOT / "fixtures" / "qixiu", MONDAY, 28).problem


def test_no_change_is_no_change():
    """A scenario of nothing gives the data back."""
    assert Scenario(name="test", changes=()).applied(OF) is OF


def test_changes_are_applied_in_their_order():
    """Who moves in before the house is emptied leaves too; who comes after stays."""
    move_in, empty = SeniorsAdded(tag="red"), SeniorsRemoved(buildings=("1",))
    before = Scenario(name="test", changes=(move_in, empty)).applied(OF)
    after = Scenario(name="test", changes=(empty, move_in)).applied(OF)
    assert set(before.first_turns) == set()
    assert set(after.first_turns) == {"NEW-S001"}


def test_the_last_word_on_a_rule_counts():
    """Two changes of one interval: the later one."""
    changes = [IntervalChanged(tags=("red",), interval_days=n) for n in (2, 4)]
    tags = Scenario(name="test", changes=changes).applied(OF).policy.tags
    assert tags[Tag.RED].interval_days == 4


def test_everything_that_does_not_fit_is_said_at_once():
    """Two changes with one mistake each are two findings."""
    changes = (CarersRemoved(carers=("C9",)), SeniorsRemoved(seniors=("S9",)))
    with pytest.raises(InputError) as raised:
        Scenario(name="test", changes=changes).applied(OF)
    assert [f.column for f in raised.value.findings] == [
        "carers_removed.carers",
        "seniors_removed.seniors",
    ]


def test_a_change_out_of_season_must_fit_too():
    """What is wrong with a later change is said of the first day already."""
    change = SeniorsRemoved(seniors=("S9",), first_day=5)
    with pytest.raises(InputError):
        Scenario(name="test", changes=(change,)).applied(OF, MONDAY)


def test_cuts_are_where_any_change_begins_or_ends():
    """Sorted, each once, none on the first day or after the last."""
    spans = [(1, 3), (4, 6), (8, None)]
    changes = [
        IntervalChanged(tags=("red",), interval_days=2, first_day=a, last_day=b)
        for a, b in spans
    ]
    cuts = Scenario(name="test", changes=changes).cuts(OF)
    assert cuts == (day(3), day(6), day(7))


def test_what_holds_throughout_is_applied():
    """A change without dates is the same on all days."""
    change = IntervalChanged(tags=("red",), interval_days=2)
    changed = Scenario(name="test", changes=(change,)).throughout(OF)
    assert changed.policy.tags["red"].interval_days == 2


def test_what_changes_on_the_way_is_refused_all_at_once():
    """One finding for a later change and one for chance, each saying where to go."""
    late = IntervalChanged(tags=("red",), interval_days=2, first_day=3)
    scenario = Scenario(name="test", changes=(late, NoAnswerRate(rate=0.1)))
    with pytest.raises(InputError) as caught:
        scenario.throughout(OF)
    columns = {finding.column for finding in caught.value.findings}
    assert columns == {"interval_changed.first_day", "no_answer.rate"}
    assert all("qixiu" in finding.says.en for finding in caught.value.findings)


def test_chance_is_told_but_changes_no_data():
    """The rate is there for whoever lives through days; the problem is the same."""
    scenario = Scenario(name="test", changes=(NoAnswerRate(rate=0.1),))
    assert scenario.no_answer == 0.1
    assert scenario.applied(OF) is OF
    assert Scenario(name="test", changes=()).no_answer is None


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_examples_fit_the_bundled_community(file, community):
    """Each can be read without a word and applied on every stage's first day."""
    scenario, warnings = read_scenario(file)
    assert warnings == ()
    for on in (MONDAY, *scenario.cuts(community)):
        scenario.applied(community, on)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_examples_change_something(file, community):
    """On some day the data are others; but for chance, which is no data."""
    scenario, _ = read_scenario(file)
    days = (MONDAY, *scenario.cuts(community))
    prints = {scenario.applied(community, on).fingerprint() for on in days}
    assert (prints != {community.fingerprint()}) is (scenario.no_answer is None)


def test_there_is_an_example_of_each_kind():
    """No kind is without a file that shows it."""
    shown = {c.kind for file in EXAMPLES for c in read_scenario(file)[0].changes}
    assert shown == set(KINDS)


def test_the_guide_names_every_example():
    """fixtures/README.md tells what each is."""
    guide = (ROOT / "fixtures" / "README.md").read_text("utf-8")
    assert [file.stem for file in EXAMPLES if file.name not in guide] == []
