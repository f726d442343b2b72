"""Scenario files: what is wrong with one, where, and what would be right."""

import pytest

from scheduler.errors import InputError
from scheduler.simulate.scenarios.reading import read_scenario

GOOD = """
name = "两人离开"
seed = 3

[[change]]
kind = "carers_removed"
carers = ["C1"]
first_day = 2026-11-30

[[change]]
kind = "holiday"
first_day = 8

[[change.duty]]
role = "志愿者"
hours = ["09:00-11:00"]
"""


@pytest.fixture
def findings(tmp_path):
    """Return a function that reads a text and returns what is wrong with it."""

    def of(text):
        file = tmp_path / "试.toml"
        file.write_text(text, "utf-8")
        with pytest.raises(InputError) as raised:
            read_scenario(file)
        return [(f.row, f.column, f.value, f.says.en) for f in raised.value.findings]

    return of


def test_a_file_is_read_as_it_is_written(tmp_path):
    """Name, seed, dates and nested tables arrive; rows of keys are remembered."""
    file = tmp_path / "a.toml"
    file.write_text(GOOD, "utf-8")
    scenario, warnings = read_scenario(file)
    assert (scenario.name, scenario.seed, warnings) == ("两人离开", 3, ())
    removed, holiday = scenario.changes
    assert str(removed.first_day) == "2026-11-30"
    assert holiday.duty[0].role == "volunteer"
    assert scenario.source.rows[0] == {"": 5, "kind": 6, "carers": 7, "first_day": 8}


def test_without_a_name_it_is_called_as_its_file(tmp_path):
    """The planner's own file name is good enough."""
    file = tmp_path / "下雪.toml"
    file.write_text('[[change]]\nkind = "travel_changed"\nfactor = 1.5\n', "utf-8")
    assert read_scenario(file)[0].name == "下雪"


@pytest.mark.parametrize(
    ("line", "row", "column", "value", "says"),
    [
        ('carers = "C1"', 3, "carers", "C1", "a list"),
        ("carers = [1]", 3, "carers[1]", "1", "text"),
        ('role = "护士"', 3, "role", "护士", "volunteer"),
        ('carres = ["C1"]', 3, "carres", '["C1"]', "did you mean 'carers'"),
        ("first_day = 0", 3, "first_day", "0", "2026-11-30"),
        ('first_day = "soon"', 3, "first_day", "soon", "2026-11-30"),
        ("first_day = 1999-01-01", 3, "first_day", "1999-01-01", "2026-11-30"),
        ("count = 0", 3, "count", "0", "1 or more"),
        ("count = true", 3, "count", "true", "whole number"),
    ],
)
def test_one_wrong_line_is_one_finding(findings, line, row, column, value, says):
    """Row, key, value and what would be right."""
    text = f'[[change]]\nkind = "carers_removed"\n{line}\n'
    ((at, where, found, said),) = findings(text)
    assert (at, where, found) == (row, f"carers_removed.{column}", value)
    assert says in said


def test_an_unknown_kind_names_the_known_ones(findings):
    """With a guess at what was meant."""
    ((row, column, value, says),) = findings('\n[[change]]\nkind = "carer_added"\n')
    assert (row, column, value) == (3, "carer_added.kind", "carer_added")
    assert "did you mean 'carers_added'" in says
    assert "lift_out" in says


def test_a_change_without_a_kind(findings):
    """The row where it begins."""
    ((row, column, _, says),) = findings('[[change]]\ncarers = ["C1"]\n')
    assert (row, column) == (1, "change.kind")
    assert "kind" in says


def test_missing_keys_are_named(findings):
    """At the row where the change begins."""
    found = findings('[[change]]\nkind = "interval_changed"\n')
    assert [(row, column) for row, column, _, _ in found] == [
        (1, "interval_changed.tags"),
        (1, "interval_changed.interval_days"),
    ]


def test_nested_keys_are_named_by_their_place(findings):
    """The second duty's misspelt key, with a guess."""
    text = GOOD + '\n[[change.duty]]\nhour = ["09:00-11:00"]\nhours = ["9-8"]\n'
    found = {column: says for _, column, _, says in findings(text)}
    assert set(found) == {"holiday.duty[2].hour", "holiday.duty[2].hours[1]"}
    assert "did you mean 'hours'" in found["holiday.duty[2].hour"]


@pytest.mark.parametrize("text", ["", 'name = "x"', "change = []"])
def test_a_file_without_a_change_is_none(findings, text):
    """The key that is missing is named."""
    ((_, column, _, _),) = findings(text)
    assert column == "change"


def test_misspelt_top_keys_are_not_passed_over(findings):
    """A seed that nobody reads would mislead."""
    ((_, column, _, says),) = findings(GOOD.replace("seed", "sead"))
    assert column == "sead"
    assert "did you mean 'seed'" in says


def test_what_is_no_toml_is_said_with_its_row(findings):
    """The row that the parser names."""
    ((row, _, _, says),) = findings('name = "x"\nname = \n')
    assert row == 2
    assert "TOML" in says


def test_a_file_that_is_not_there(tmp_path):
    """One finding with its name."""
    with pytest.raises(InputError) as raised:
        read_scenario(tmp_path / "nowhere.toml")
    (finding,) = raised.value.findings
    assert finding.file == "nowhere.toml"
