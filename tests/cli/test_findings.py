"""What was noticed in the input, shown to a reader."""

from scheduler.cli.findings import SHOWN, show_findings
from scheduler.errors import Finding, Language, Severity, Text
from scheduler.files.findings_out import findings_json


def finding(row=None, file="seniors.csv", **changes):
    return Finding(file, Text("有误", "wrong"), row=row, **changes)


def test_a_line_says_file_row_column_and_value(capsys):
    """One finding is one line that leads to the cell."""
    show_findings([finding(7, column="tag", value="紫[1]")], Language.ZH)
    assert capsys.readouterr().err == (
        "错误 seniors.csv 第 7 行 三色（tag） '紫[1]': 有误\n"
    )


def test_a_key_of_the_policy_is_shown_as_it_is(capsys):
    """Only columns of the tables have a Chinese heading beside their name."""
    show_findings([finding(file="policy.toml", column="tags.red")], Language.ZH)
    assert capsys.readouterr().err == "错误 policy.toml tags.red: 有误\n"


def test_errors_come_before_warnings(capsys):
    """What stops the run is read first."""
    warning = finding(1, severity=Severity.WARNING)
    show_findings([warning, finding(2)], Language.EN)
    kinds = [line.split()[0] for line in capsys.readouterr().err.splitlines()]
    assert kinds == ["error", "warning"]


def test_many_findings_of_one_file_are_cut_short_and_counted(capsys):
    """Only the first of each file are shown; another file is not crowded out."""
    many = [finding(row) for row in range(SHOWN + 5)]
    show_findings([*many, finding(1, file="shifts.csv")], Language.EN)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == SHOWN + 2
    assert "seniors.csv: 5 more" in lines[SHOWN]
    assert "shifts.csv" in lines[-1]


def test_json_holds_all_of_them():
    """Nothing is cut short for machines."""
    many = [finding(row) for row in range(SHOWN + 5)]
    assert [entry["row"] for entry in findings_json(many, Language.EN)] == [
        *range(SHOWN + 5)
    ]
