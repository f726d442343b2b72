"""`qixiu whatif`: what it prints and writes, on one senior and one carer."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from builders import MONDAY
from commandline import is_gone, one_and_one, qixiu

SHORTER = """
name = "只上一小时班"
[[change]]
kind = "hours_changed"
carers = ["C1"]
hours = ["09:00-10:00"]
"""
WRONG = '[[change]]\nkind = "carers_removed"\ncarers = ["C9"]\n'


@pytest.fixture
def data(tmp_path):
    return one_and_one(tmp_path / "data")


@pytest.fixture
def shorter(tmp_path):
    file = tmp_path / "短班.toml"
    file.write_text(SHORTER, "utf-8")
    return file


def whatif(data, *more):
    return qixiu(
        *("whatif", data, "--date", MONDAY, "--days", 3, "--time-limit", 0.1), *more
    )


def test_base_and_scenario_stand_side_by_side(data, shorter):
    """The scenario's letter, name and file; hours there with their change."""
    result = whatif(data, "--scenario", shorter)
    assert result.exit_code == 0, result.stderr
    assert "A  只上一小时班（短班.toml）" in result.stdout
    (hours,) = [line for line in result.stdout.splitlines() if "在岗小时" in line]
    assert hours.split() == ["在岗小时", "30", "3", "(−27)"]
    assert "2/2" in result.stderr


def test_no_line_is_wider_than_a_terminal(data, shorter):
    """Three scenarios fit into 80 columns in both languages; others get a table."""
    from rich.cells import cell_len

    for language in ("zh", "en"):
        files = ["--scenario", shorter] * 5
        result = whatif(data, *files, "--lang", language)
        table = [line for line in result.stdout.splitlines() if line.startswith(" ")]
        assert max(map(cell_len, table)) <= 80
        assert sum("as it is" in x or "现状" in x for x in table) == 2


def test_json_has_every_run_and_every_figure(data, shorter):
    """Two seeds: two runs each; medians, changes, and who is affected."""
    result = whatif(data, "--scenario", shorter, "--json", "--seeds", 2)
    content = json.loads(result.stdout)
    assert content["seeds"] == [0, 1]
    base, other = content["variants"]
    assert [run["seed"] for run in other["runs"]] == [0, 1]
    assert base["figures"]["hours_there"]["value"] == 30
    assert other["figures"]["hours_there"]["change"] == -27
    assert other["affected"]["later"] == []


def test_names_are_told_only_when_asked_for(data, tmp_path):
    """Without carers the senior is late: by id, or by id and name."""
    file = tmp_path / "nobody.toml"
    file.write_text('[[change]]\nkind = "holiday"\n', "utf-8")
    plain = whatif(data, "--scenario", file).stdout
    named = whatif(data, "--scenario", file, "--names").stdout
    assert "更晚（天）：S1 +3" in plain
    assert "老人S1" not in plain
    assert "更晚（天）：S1 老人S1 +3" in named


def test_report_and_table_are_written(data, shorter, tmp_path):
    """A page and a CSV file; both are named on standard error."""
    page, table = tmp_path / "report.html", tmp_path / "table.csv"
    result = whatif(data, "--scenario", shorter, "--report", page, "--csv", table)
    assert result.exit_code == 0, result.stderr
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert table.read_text("utf-8-sig").startswith("方案,文件,种子")
    assert str(page) in result.stderr
    assert str(table) in result.stderr


def test_a_place_that_cannot_be_written_is_told_before_the_search(
    data, shorter, tmp_path
):
    """A folder where the report should stand ends with 2, and no run is begun."""
    result = whatif(data, "--scenario", shorter, "--report", tmp_path)
    assert result.exit_code == 2
    assert str(tmp_path) in result.stderr
    assert "0/2" not in result.stderr


def test_wrong_scenarios_are_told_together(data, tmp_path):
    """Two files that cannot be read as scenarios: both are named, exit code 2."""
    files = []
    for name in ("one", "two"):
        file = tmp_path / f"{name}.toml"
        file.write_text('[[change]]\nkind = "nothing"\n', "utf-8")
        files += ["--scenario", file]
    result = whatif(data, *files, "--lang", "en")
    assert result.exit_code == 2
    assert "one.toml" in result.stderr
    assert "two.toml" in result.stderr


def test_a_scenario_that_does_not_fit_says_where(data, tmp_path):
    """File, row, key and value, as JSON too."""
    file = tmp_path / "wrong.toml"
    file.write_text(WRONG, "utf-8")
    result = whatif(data, "--scenario", file, "--json")
    assert result.exit_code == 2
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["file"], finding["row"]) == ("wrong.toml", 3)
    assert (finding["column"], finding["value"]) == ("carers_removed.carers", "C9")


@pytest.fixture
def running(tmp_path):
    """Return a comparison that goes on in processes of its own."""
    data = tmp_path / "community"
    qixiu("generate", "--seniors", 120, "--seed", 5, "--out", data)
    arguments = ("whatif", data, "--date", MONDAY, "--time-limit", 600)
    program = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()"]
        + [str(one) for one in (*arguments, "--scenario", snow(tmp_path))],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    program.stderr.readline()
    time.sleep(5)
    yield program
    program.stderr.close()


def snow(folder):
    file = folder / "snow.toml"
    file.write_text('[[change]]\nkind = "travel_changed"\nfactor = 2\n', "utf-8")
    return file


def test_an_interrupt_ends_everything(running):
    """Ctrl-C reaches all processes of a terminal: they end, and nothing is written."""
    os.killpg(running.pid, signal.SIGINT)
    _, messages = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in messages
    assert "没有写出任何结果" in messages
    assert is_gone(running.pid)


def test_no_process_outlives_the_program(running):
    """Killed without a chance to clean up, it leaves none behind that plans on."""
    running.kill()
    running.wait(timeout=60)
    assert is_gone(running.pid)
