"""A city that was interrupted goes on where it ended, on any number of workers."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext

from cities import WANTED, city, write
from commandline import is_gone, qixiu

from scheduler.city.running import plan_city
from scheduler.files.plan_json import read_plan


def test_an_interrupted_city_goes_on(team, tmp_path):
    """Ctrl-C reaches all processes: what is done stays, the rest is done next time.

    With one worker at first and two later: people who are the same get the same plan.
    """
    for name in "甲乙丙":
        write(tmp_path / "communities" / name)
    of = city(tmp_path / "communities", tmp_path / "out")
    command = arguments(tmp_path / "communities", of.out)
    code, told = interrupted_after_a_plan([*command, "--workers", 1], of.out)
    assert code == 130
    assert "Traceback" not in told
    assert "重新运行同一命令即可继续" in told
    rows = list(plan_city(of, lambda _left: nullcontext(team)))
    assert {row.status for row in rows} == {"skipped", "planned"}
    assert (
        len({read_plan(of.out / name / "plan.json").routes for name in "甲乙丙"}) == 1
    )
    result = qixiu(*command, "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["total"]["by_status"]["skipped"] == 3
    assert "3/3" in result.stderr


def arguments(folder, out):
    """Return the command that plans the communities of a folder."""
    limits = ("--days", WANTED.days, "--time-limit", WANTED.time_limit)
    return ["city", folder, "--date", WANTED.first_day, *limits, "--out", out]


def interrupted_after_a_plan(command, out):
    """Return exit code and messages of a run that was interrupted; it leaves nobody."""
    program = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()", *map(str, command)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while program.poll() is None and not list(out.glob("*/receipt.json")):
        time.sleep(0.02)
    os.killpg(program.pid, signal.SIGINT)
    _, told = program.communicate(timeout=60)
    assert is_gone(program.pid)
    return program.returncode, told
