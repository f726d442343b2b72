"""policy.toml: part of it over the defaults, every slip named by its key."""

from pathlib import Path

from scheduler.domain.policy import Policy
from scheduler.domain.words import Detail, Role, Tag
from scheduler.errors import Finding, InputError
from scheduler.files.findings import Findings
from scheduler.files.policy_in import read_policy


def read(folder: Path, text: str) -> tuple[Policy, tuple[Finding, ...]]:
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    findings = Findings()
    policy = read_policy(path, findings)
    try:
        return policy, findings.warnings()
    except InputError as error:
        return policy, error.findings


def test_an_empty_file_is_the_default(tmp_path: Path):
    """Nothing said changes nothing."""
    assert read(tmp_path, "") == (Policy(), ())


def test_a_part_changes_only_that_part(tmp_path: Path):
    """Keys that are given replace their defaults, in nested tables too."""
    text = """
    [tags.red]
    roles = ["helper"]
    [weights]
    late_day = { red = 5 }
    """
    policy, findings = read(tmp_path, text)
    assert findings == ()
    red = Policy().tags[Tag.RED]
    assert policy.tags[Tag.RED] == red.replace(roles=(Role.HELPER,))
    assert policy.weights.late_day.red == 5
    assert policy.weights.late_day.green == Policy().weights.late_day.green


def test_words_for_numbers_are_refused(tmp_path: Path):
    """A number in quotes and a yes for a number are errors at their keys."""
    text = '[tags.red]\ninterval_days = "3"\n[weights]\nearly = true\n'
    _, findings = read(tmp_path, text)
    assert [(f.column, f.value) for f in findings] == [
        ("tags.red.interval_days", '"3"'),
        ("weights.early", "true"),
    ]


def test_a_table_that_is_no_table_is_refused(tmp_path: Path):
    """A number in place of a section is one error at its name."""
    _, (finding,) = read(tmp_path, "weights = 3\n")
    assert finding.column == "weights"


def test_a_gap_may_be_as_long_as_the_interval(tmp_path: Path):
    """The smallest gap may reach the interval, and not a day more."""
    _, findings = read(tmp_path, "[tags.red]\nmin_gap_days = 3\n")
    assert findings == ()
    _, (finding,) = read(tmp_path, "[tags.red]\nmin_gap_days = 4\n")
    assert finding.column == "tags.red.min_gap_days"


def test_how_much_the_sheets_say_is_read_by_role(tmp_path: Path):
    """A known word is taken; another is an error that lists the known ones."""
    policy, findings = read(tmp_path, '[sheets]\nduty_desk = "1"\npolice = "full"\n')
    assert findings == ()
    assert policy.sheets.duty_desk == "1"
    assert policy.sheets.detail(Role.POLICE) is Detail.FULL
    _, (finding,) = read(tmp_path, '[sheets]\nvolunteer = "all"\n')
    assert finding.column == "sheets.volunteer"
    assert "minimal, full" in finding.says.en
