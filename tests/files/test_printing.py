"""What cannot be printed is noted when data is read."""

from pathlib import Path

from builders import MONDAY
from commandline import one_and_one

from scheduler.files.community import read_community
from scheduler.planning import read_problem
from scheduler.sheets.fontcheck import print_problem


def test_a_name_that_does_not_print_is_a_warning_with_its_row(tmp_path: Path):
    """Row, column, value and suggestion; the name itself is kept as written."""
    data = one_and_one(tmp_path)
    file = data / "seniors.csv"
    file.write_text(file.read_text("utf-8").replace("老人S1", "刘\ue863"), "utf-8")
    problem, (warning,) = read_problem(data, MONDAY)
    assert (warning.row, warning.column, warning.value) == (2, "name", "刘\ue863")
    assert "䶮" in warning.says.zh
    assert problem.senior["S1"].name == "刘\ue863"


def test_who_prints_nothing_is_not_told(tmp_path: Path):
    """The check is the caller's wish."""
    data = one_and_one(tmp_path)
    file = data / "carers.csv"
    file.write_text(file.read_text("utf-8").replace("人员C1", "\ue000"), "utf-8")
    assert read_community(data, MONDAY).warnings == ()
    assert len(read_community(data, MONDAY, print_problem).warnings) == 1
