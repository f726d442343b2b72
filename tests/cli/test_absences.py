"""`qixiu absences`: what it prints and writes, on one senior and one carer."""

import csv
import json

import pytest
from builders import MONDAY, day, plan, problem, route, stop
from commandline import one_and_one, qixiu
from rich.cells import cell_len

from scheduler.domain.times import parse_time
from scheduler.files.plan_json import write_plan


@pytest.fixture
def data(tmp_path):
    return one_and_one(tmp_path / "data")


def absences(data, *more):
    limits = ("--date", MONDAY, "--days", 2, "--time-limit", 0.1, "--processes", 1)
    return qixiu("absences", data, *limits, *more)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return what one run says, and the folder with what it wrote."""
    folder = tmp_path_factory.mktemp("absences")
    files = [folder / f"found.{end}" for end in ("json", "csv", "html")]
    options = zip(("--out", "--csv", "--report"), files, strict=True)
    community = one_and_one(folder / "data")
    result = absences(community, "--names", *(one for pair in options for one in pair))
    assert result.exit_code == 0, result.stderr
    return result, folder


def test_the_ranking_and_the_map_are_printed(run):
    """The only senior is green and due on Monday; nobody could stand in for C1."""
    lines = run[0].stdout.splitlines()
    assert "没有谁缺勤一天会让红色老人逾期。" in lines
    (ranked,) = [line for line in lines if "无人 " in line]
    assert "C1 人员C1" in ranked
    assert "11-23 一" in ranked
    assert "0 / 0 / 1" in ranked
    assert [*lines[-4].split()[-2:]] == ["绿1", "·"]


def test_nothing_is_wider_than_a_terminal(run):
    """The tables fit into 80 columns; sentences wrap by themselves."""
    tables = [line for line in run[0].stdout.splitlines() if line.startswith(" ")]
    assert max(map(cell_len, tables)) <= 80


def test_everything_is_written(run):
    """One row for each carer and day, in JSON and CSV; a page; all are named."""
    said, folder = run
    content = json.loads((folder / "found.json").read_text("utf-8"))
    assert [cell["date"] for cell in content["cells"]] == [str(MONDAY), str(day(1))]
    assert content["cells"][0]["late"] == [
        {"senior_id": "S1", "tag": "green", "days": 1}
    ]
    assert content["carers"][0]["worst_day"] == str(MONDAY)
    with (folder / "found.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["绿色多逾期天数"] for row in rows] == ["1", "0"]
    assert rows[0]["谁逾期"] == "S1 老人S1 +1"
    assert (folder / "found.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    for file in ("found.json", "found.csv", "found.html"):
        assert str(folder / file) in said.stderr


def test_a_plan_that_is_given_is_looked_at(data, tmp_path):
    """By it the senior is seen on Tuesday: a day late already, then two; ids only."""
    of = problem(days=3)
    home = route(stop(travel_seconds=0), on=day(1), back=parse_time("09:15"))
    held = plan(home.replace(travel_seconds=0), of=of)
    write_plan(tmp_path / "plan.json", held)
    result = absences(data, "--plan", tmp_path / "plan.json", "--json")
    assert result.exit_code == 0, result.stderr
    monday, tuesday = json.loads(result.stdout)["cells"]
    assert monday["visits"] == []
    assert tuesday["late"] == [{"senior_id": "S1", "tag": "green", "days": 1}]
    assert "老人S1" not in result.stdout


def test_a_plan_that_cannot_be_used_is_refused(data, tmp_path):
    """Too short: exit code 2. Breaking a rule: exit code 4, and which."""
    file = tmp_path / "plan.json"
    write_plan(file, plan(route(stop())))
    short = absences(data, "--plan", file)
    assert short.exit_code == 2
    assert "plan.json" in short.stderr
    write_plan(file, plan(route(stop(start="07:00")), of=problem(days=3)))
    broken = absences(data, "--plan", file, "--lang", "en")
    assert broken.exit_code == 4
    assert "C1" in broken.stderr
    assert broken.stdout == ""


def test_a_scenario_is_looked_at(data, tmp_path):
    """Whoever joins the team in it can be missed too."""
    file = tmp_path / "more.toml"
    lines = ('name = "more"', "[[change]]", 'kind = "carers_added"', 'role = "helper"')
    shifts = ('weekdays = ["mon"]', 'hours = ["09:00-12:00"]')
    file.write_text("\n".join((*lines, *shifts)), "utf-8")
    result = absences(data, "--scenario", file, "--json")
    assert result.exit_code == 0, result.stderr
    assert len({c["carer_id"] for c in json.loads(result.stdout)["cells"]}) == 2
