"""`qixiu bench hhcrsp`: a row for each instance, gaps, and solutions written out."""

import json

import pytest
from commandline import qixiu
from tied import day, patient

from scheduler.bench.hhcrsp.evaluator import judge
from scheduler.bench.hhcrsp.solution import Solution

INSTANCE = day(
    [patient(), patient("p2", (40, 50), (("s1", 10), ("s2", 5)), "simultaneous")],
    [[0, 5, 7], [6, 0, 3], [8, 4, 0]],
)
"""c1 visits p1 and p2, 5 + 3 + 8 minutes, c2 p2, 7 + 8: a third of 31."""


@pytest.fixture
def folder(tmp_path):
    """Return a folder with two instances, one of them with a best known cost of 10."""
    for name in ("one.json", "two.json"):
        (tmp_path / name).write_text(INSTANCE.model_dump_json(exclude_none=True))
    (tmp_path / "best_known.csv").write_text("instance,cost\none.json,10\n")
    return tmp_path


def bench(*arguments):
    result = qixiu("bench", "hhcrsp", *arguments, "--effort", 1, "--lang", "en")
    assert result.exit_code == 0, result.stderr
    return result


def test_a_table_with_gaps(folder):
    """10.333 against 10; nothing is said of the one that nobody has published."""
    shown = bench(folder / "one.json", folder / "two.json").stdout
    assert "10.333    31.0" in shown
    assert "mean gap to the best published: +3.33% (1 instances)" in shown


def test_the_same_for_machines(folder):
    """Figures unrounded, no gap where no best is known."""
    one, two = json.loads(
        bench(folder / "one.json", folder / "two.json", "--json").stdout
    )
    assert one["cost"] == pytest.approx(31 / 3)
    assert one["gap"] == pytest.approx(1 / 30)
    assert (two["best_known"], two["gap"]) == (None, None)


def test_solutions_in_the_published_format(folder):
    """One to the file named, several to a folder; the judge takes them as written."""
    bench(folder / "one.json", "--out", folder / "mine.json")
    bench(folder / "one.json", folder / "two.json", "--out", folder / "all")
    written = [folder / "mine.json", *sorted((folder / "all").iterdir())]
    assert [path.name for path in written[1:]] == [
        "one-solution.json",
        "two-solution.json",
    ]
    for path in written:
        solution = Solution.model_validate_json(path.read_text())
        assert judge(INSTANCE, solution) == (31, 0, 0, ())


def test_a_solution_on_standard_output(folder):
    """Nothing but the solution there; the table goes where messages go."""
    result = bench(folder / "one.json", "--out", "-")
    solution = Solution.model_validate_json(result.stdout)
    assert judge(INSTANCE, solution).cost == pytest.approx(31 / 3)
    assert "10.333" in result.stderr


def test_a_bad_file_is_told_with_its_line(folder):
    """No stack trace: file, line, where in it, and what would be right."""
    text = (folder / "two.json").read_text().replace('"s2"', '"s9"', 1)
    (folder / "two.json").write_text(text)
    result = qixiu("bench", "hhcrsp", folder / "two.json", "--lang", "en")
    assert result.exit_code == 2
    assert "two.json row 1 patients[1].required_caregivers[1].service 's9'" in (
        result.stderr.replace('"', "")
    )
