"""The program where its streams are closed, broken, full or know few letters."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import MONDAY, plan
from commandline import one_and_one

from scheduler.files.plan_json import write_plan
from scheduler.planning import read_problem
from scheduler.solver.unserved import unserved

PROGRAM = f"{sys.executable} -c 'from api.cli import main; main()'"


@pytest.fixture
def files(tmp_path):
    """Return a data folder and a plan of it, as the shell would have them."""
    data = one_and_one(tmp_path / "data")
    of, _ = read_problem(data, MONDAY, 1)
    path = tmp_path / "plan.json"
    write_plan(path, plan(of=of, unserved=unserved(of, ())))
    return f"{data} {path}"


def shell(line, **environment):
    """Return what a line of shell prints and its exit code."""
    return subprocess.run(
        ["bash", "-c", line],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_take_everything(files, closed):
    """A closed stream is as good as one that nobody reads."""
    done = shell(f"{PROGRAM} check {files} {closed}")
    assert done.returncode == 0, done.stderr


def test_letters_the_terminal_does_not_know_become_numbers(files):
    """Where only plain English can be written, Chinese is still no failure."""
    done = shell(f"{PROGRAM} check {files}", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "\\u8ba1\\u5212 2026" in done.stdout


def test_json_is_utf_8_whatever_the_terminal_writes(files, tmp_path):
    """What a machine reads does not change with the terminal's letters."""
    (tmp_path / "data" / "policy.toml").write_text("多 = 1", encoding="utf-8")
    line = f"{PROGRAM} check {files} --json >{tmp_path}/found.json 2>/dev/null"
    assert shell(line, PYTHONIOENCODING="gbk").returncode == 2
    (finding,) = json.loads((tmp_path / "found.json").read_bytes())["findings"]
    assert "TOML" in finding["says"]
    assert "不是" in finding["says"]


@pytest.mark.parametrize("as_json", ["", "--json"])
def test_a_reader_who_leaves_is_no_failure_of_ours(files, as_json):
    """A broken pipe ends the program at once and in silence."""
    line = f"{PROGRAM} check {files} {as_json}"
    done = shell(f"({line}; echo $? >&2) | true")
    assert done.stderr.split() == ["141"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("as_json", ["", "--json"])
def test_a_full_disk_is_told(files, as_json):
    """Output that cannot be written ends with 2 and a sentence."""
    done = shell(f"{PROGRAM} check {files} {as_json} >/dev/full")
    assert done.returncode == 2
    assert "磁盘已满" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_ctrl_c_while_the_program_is_loaded(monkeypatch):
    """An interrupt before any command runs ends with 130, not with a stack trace."""
    from api import cli

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr("api.cli.app.app", interrupted)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 130
