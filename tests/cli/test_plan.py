"""`qixiu plan`: what goes where, on one senior and one carer."""

import json
import shutil
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest
from builders import MONDAY, day, plan, route, stop
from commandline import one_and_one, qixiu

from scheduler.files.plan_json import read_plan


@pytest.fixture
def data(tmp_path):
    return one_and_one(tmp_path / "data")


def test_out_gets_the_plan_and_standard_output_the_summary(data, tmp_path):
    """The plan in the file passes the check; the summary names its figures."""
    out = tmp_path / "plan.json"
    result = qixiu(
        *("plan", data, "--date", MONDAY, "--days", 7, "--time-limit", 1),
        *("--out", out, "--lang", "en"),
    )
    assert result.exit_code == 0, result.stderr
    assert "visits" in result.stdout
    assert read_plan(out).kpis.visits >= 1
    assert qixiu("check", data, out).exit_code == 0


@pytest.mark.parametrize("more", [(), ("--json",), ("--out", "-")])
def test_a_pipe_gets_the_plan_itself(data, more):
    """Without a file, standard output holds the plan and nothing else."""
    result = qixiu(
        *("plan", data, "--date", MONDAY, "--days", 1, "--time-limit", 1), *more
    )
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["format"] == 1


def test_json_beside_a_file_is_the_summary(data, tmp_path):
    """With both, the file holds the plan and standard output the figures."""
    out = tmp_path / "plan.json"
    result = qixiu(
        *("plan", data, "--date", MONDAY, "--days", 1, "--time-limit", 1),
        *("--out", out, "--json"),
    )
    content = json.loads(result.stdout)
    assert content["kpis"] == json.loads(out.read_text())["kpis"]
    assert content["late_inherited"] == {"red": 0, "orange": 0, "green": 0}


def test_a_day_is_proved_on_demand(data, tmp_path):
    """Asked to, it says how far from the best the plan is, and the plan the bound."""
    out = tmp_path / "plan.json"
    result = qixiu(
        *("plan", data, "--date", MONDAY, "--days", 1, "--time-limit", 1),
        *("--prove", 20, "--out", out, "--lang", "en"),
    )
    assert "Cost: at most" in result.stdout
    assert read_plan(out).kpis.bound > 0
    assert qixiu("check", data, out).exit_code == 0


def test_days_are_not_proved_on_demand(data):
    """Of several days the proof is not to be had for more seconds: it says so."""
    result = qixiu("plan", data, "--date", MONDAY, "--days", 7, "--prove", 1)
    assert result.exit_code == 2
    assert "--days 1" in result.stderr


def test_travel_times_that_were_used_are_written(data, tmp_path):
    """A plan made with the written table has the same routes."""
    table = tmp_path / "travel.csv"
    arguments = ("plan", data, "--date", MONDAY, "--days", 1, "--time-limit", 1)
    first = json.loads(qixiu(*arguments, "--write-travel", table).stdout)
    table.replace(data / "travel.csv")
    second = json.loads(qixiu(*arguments).stdout)
    assert first["routes"] == second["routes"]


def test_last_good_plan_survives_a_failure(data, tmp_path, monkeypatch):
    """A plan that the referee refuses is our bug, and replaces nothing."""
    out = tmp_path / "plan.json"
    out.write_text("the last good plan")

    def wrong(of, **_):
        made = plan(route(stop("S1", "03:00")), of=of)
        return SimpleNamespace(plan=made, late_bound=None)

    monkeypatch.setattr("scheduler.solver.solve.solve", wrong)
    result = qixiu("plan", data, "--date", MONDAY, "--out", out, "--lang", "en")
    assert result.exit_code == 1
    assert "our bug" in result.stderr
    assert out.read_text() == "the last good plan"


def test_from_keeps_what_it_can(data, tmp_path):
    """A plan made from a published one keeps its stops."""
    published = tmp_path / "published.json"
    arguments = ("plan", data, "--date", MONDAY, "--days", 7, "--time-limit", 1)
    qixiu(*arguments, "--out", published)
    again = json.loads(qixiu(*arguments, "--from", published).stdout)
    before = json.loads(published.read_text())
    assert again["routes"] == before["routes"]


@pytest.mark.parametrize("lost", [False, True])
def test_from_tells_how_many_published_stops_it_moved(tmp_path, lost):
    """None as long as all come to work; all of a carer's who has left."""
    small = shutil.copytree("fixtures/small", tmp_path / "small")
    published, again = tmp_path / "published.json", tmp_path / "again.json"
    arguments = ("plan", small, "--date", MONDAY, "--days", 2, "--time-limit", 1)
    qixiu(*arguments, "--out", published)
    before = read_plan(published)
    leaver = before.routes[0].carer_id
    gone = sum(route.carer_id == leaver for route, _ in before.stops()) if lost else 0
    if lost:
        with (small / "shifts.csv").open("a", encoding="utf-8") as roster:
            roster.writelines(f"{leaver},{day(n)},,,请假\n" for n in range(2))
    result = qixiu(*arguments, "--from", published, "--out", again, "--json")
    content = json.loads(result.stdout)
    assert content["stops_published"] == sum(1 for _ in before.stops())
    assert (content["stops_moved"] > 0) is lost
    assert content["stops_moved"] >= gone


def test_a_plan_of_other_days_has_nothing_to_keep(data, tmp_path):
    """A published plan that shares no day with the new one brings a warning."""
    out, words = tmp_path / "plan.json", "nothing can be kept"
    arguments = ("plan", data, "--days", 1, "--time-limit", 1, "--lang", "en")
    first = qixiu(*arguments, "--date", "2026-11-23", "--out", out)
    assert first.exit_code == 0, first.stderr
    again = (*arguments, "--from", out)
    assert words not in qixiu(*again, "--date", "2026-11-23").stderr
    assert words in qixiu(*again, "--date", "2026-11-24").stderr


def test_a_target_that_cannot_be_is_told_before_the_search(data, tmp_path):
    """A folder in the plan's place ends with 2 at once."""
    result = qixiu("plan", data, "--date", MONDAY, "--out", tmp_path, "--lang", "en")
    assert result.exit_code == 2
    assert str(tmp_path) in result.stderr


def test_one_interrupt_ends_with_the_best_plan_so_far(tmp_path):
    """Ctrl-C during the search writes a checked plan and ends with 0."""
    data, out = tmp_path / "data", tmp_path / "plan.json"
    qixiu("generate", "--seniors", 120, "--seed", 5, "--out", data)
    arguments = ("plan", data, "--date", MONDAY, "--time-limit", 60, "--out", out)
    program = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()"]
        + [str(argument) for argument in arguments],
        stderr=subprocess.PIPE,
        text=True,
    )
    program.stderr.readline()
    program.send_signal(signal.SIGINT)
    _, messages = program.communicate(timeout=50)
    assert program.returncode == 0, messages
    assert qixiu("check", data, out).exit_code == 0
