"""`qixiu city`: what it prints, what it refuses, and that it goes on where it ended."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from builders import MONDAY
from cities import write, write_wrong
from commandline import is_gone, qixiu

from scheduler.files.plan_json import read_plan


def arguments(data, out, *more):
    common = ("--date", MONDAY, "--days", 7, "--time-limit", 1, "--out", out)
    return ["city", data, *common, *more]


@pytest.fixture
def data(tmp_path):
    """Return a folder of three communities with the same people."""
    for name in ("甲", "乙", "丙"):
        write(tmp_path / "communities" / name)
    return tmp_path / "communities"


def test_an_interrupted_city_goes_on(data, tmp_path):
    """Ctrl-C reaches all processes: what is done stays, the rest is done next time.

    With one worker at first and two later: people who are the same get the same plan.
    """
    out = tmp_path / "out"
    code, told = interrupted_after_a_row(arguments(data, out, "--workers", 1), out)
    assert code == 130
    assert "Traceback" not in told
    assert "重新运行同一命令即可继续" in told
    write_wrong(data / "坏")
    result = qixiu(*arguments(data, out, "--workers", 2, "--json"))
    assert result.exit_code == 2, result.stderr
    city = json.loads(result.stdout)
    counts = city["total"]["by_status"]
    assert counts["skipped"] >= 1 <= counts["planned"]
    assert counts["skipped"] + counts["planned"] == 3
    assert len({read_plan(out / name / "plan.json").routes for name in "甲乙丙"}) == 1
    assert "4/4" in result.stderr


def interrupted_after_a_row(command, out):
    """Return exit code and messages of a run that was interrupted; it leaves nobody."""
    program = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()", *map(str, command)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while program.poll() is None and not list(out.glob("*/receipt.json")):
        time.sleep(0.05)
    os.killpg(program.pid, signal.SIGINT)
    _, told = program.communicate(timeout=60)
    assert is_gone(program.pid)
    return program.returncode, told


def test_communities_without_a_plan_are_named(tmp_path):
    """With status and first error; the exit code is that of wrong input."""
    write_wrong(tmp_path / "甲")
    result = qixiu(*arguments(tmp_path / "甲", tmp_path / "out", "--lang", "en"))
    assert result.exit_code == 2
    assert "甲: input_wrong: seniors.csv row 2 tag 'purple'" in result.stdout


def test_two_of_one_name_are_refused_before_anything_starts(data, tmp_path):
    """Nothing is written."""
    write(tmp_path / "more" / "甲")
    again = arguments(data, tmp_path / "out", tmp_path / "more")
    result = qixiu(*again)
    assert result.exit_code == 2
    assert "2 个社区同名" in result.stderr
    assert not (tmp_path / "out").exists()


def test_what_to_install_is_said(data, tmp_path, monkeypatch):
    """One sentence, if dask.distributed is not there."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = qixiu(*arguments(data, tmp_path / "out"))
    assert result.exit_code == 2
    assert 'pip install "qixiu[city]"' in result.stderr


def test_a_scheduler_that_is_none_is_told(data, tmp_path):
    """With what an address looks like."""
    result = qixiu(*arguments(data, tmp_path / "out", "--scheduler", "nowhere"))
    assert result.exit_code == 2
    assert "连不上这个调度器" in result.stderr


def test_workers_of_a_scheduler_are_its_own_business(data, tmp_path):
    """Both options together are refused."""
    both = ("--scheduler", "tcp://127.0.0.1:1", "--workers", 2)
    assert qixiu(*arguments(data, tmp_path / "out", *both)).exit_code == 2
