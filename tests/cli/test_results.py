"""`qixiu results`, as it is typed in the office."""

import json
import os
from pathlib import Path

import pytest
from builders import MONDAY, day, plan, route, stop
from commandline import one_and_one, qixiu

from scheduler.files.plan_json import write_plan
from scheduler.sheets.codes import line_letter, sheet_code

PLAN = plan(route(stop("S1")), route(stop("S1"), on=day(4)), plan_id="p1", days=5)
CODE = sheet_code(PLAN, MONDAY, "C1")


@pytest.fixture
def here(tmp_path: Path, monkeypatch) -> Path:
    """Return the current folder: data and the plan lie in it."""
    one_and_one(tmp_path)
    write_plan(tmp_path / "plan.json", PLAN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_sheet_is_keyed_in_where_everything_lies_at_hand(here: Path):
    """Code and results are enough; the visit is in the table, and said to be."""
    answer = qixiu("results", CODE, "1s")
    assert answer.exit_code == 0
    assert "完成 1" in answer.stdout
    visits = (here / "visits.csv").read_text("utf-8").splitlines()
    assert visits[1:] == ["S1,2026-11-23,C1,completed,"]


def test_data_and_plan_may_lie_elsewhere(tmp_path: Path):
    """Both can be named, and the results need no quotation marks."""
    data, file = one_and_one(tmp_path / "data"), tmp_path / "it.json"
    write_plan(file, PLAN)
    letter = line_letter(CODE, 1)
    answer = qixiu("results", CODE, "1", letter, "n", "--data", data, "--plan", file)
    assert answer.exit_code == 0
    assert "no_answer" in (data / "visits.csv").read_text("utf-8")


@pytest.mark.usefixtures("here")
def test_a_concern_asks_for_somebody():
    """Line, id and name of the senior stand in the answer."""
    answer = qixiu("results", CODE, "1c", "--lang", "en")
    assert "to be followed up: line 1, S1 老人S1" in answer.stdout


@pytest.mark.parametrize(
    ("code", "lines"), [("2222223", "1s"), (CODE, "1s 2s"), (CODE, ""), (CODE, "1x")]
)
def test_nothing_is_saved_of_a_wrong_sheet(here: Path, code: str, lines: str):
    """A wrong code or line: exit code 2, an answer, and no table."""
    answer = qixiu("results", code, lines)
    assert answer.exit_code == 2
    assert "错误" in answer.stderr
    assert not (here / "visits.csv").exists()


@pytest.mark.usefixtures("here")
def test_a_sheet_is_keyed_in_once():
    """The second time is refused, and the table stays as it was."""
    qixiu("results", CODE, "1s")
    before = Path("visits.csv").read_bytes()
    answer = qixiu("results", CODE, "1s")
    assert answer.exit_code == 2
    assert "已经录过" in answer.stderr
    assert Path("visits.csv").read_bytes() == before


def test_the_newest_plan_holds(here: Path):
    """A sheet of an older plan is refused until that plan is named."""
    write_plan(here / "new.json", PLAN.replace(plan_id="p2"))
    os.utime(here / "plan.json", (1, 1))
    answer = qixiu("results", CODE, "1s")
    assert answer.exit_code == 2
    assert "旧版计划" in answer.stderr
    assert qixiu("results", CODE, "1s", "--plan", "plan.json").exit_code == 0


@pytest.mark.usefixtures("here")
def test_sheets_still_out_are_listed():
    """Those up to the day are listed with their code until they are keyed in."""
    answer = qixiu("results", "--outstanding", "--date", MONDAY)
    assert CODE in answer.stdout
    assert "2026-11-27" not in answer.stdout
    qixiu("results", CODE, "1s")
    assert "没有未交回" in qixiu("results", "--date", MONDAY).stdout
    later = qixiu("results", "--outstanding", "--date", day(4), "--json")
    assert [sheet["date"] for sheet in json.loads(later.stdout)] == ["2026-11-27"]


@pytest.mark.usefixtures("here")
def test_machines_get_json():
    """With --json the answer holds the records, who to follow up, what is still out."""
    answer = json.loads(qixiu("results", CODE, "1c", "--json").stdout)
    assert answer["sheet"] == CODE
    assert answer["records"][0]["outcome"] == "completed"
    assert answer["follow_up"] == ["S1"]
    assert answer["still_out"] == 0


def test_without_a_plan_it_says_so(tmp_path: Path, monkeypatch):
    """Where no plan lies the answer tells how to name one. Other JSON is none."""
    monkeypatch.chdir(one_and_one(tmp_path))
    Path("other.json").write_text('{"plan_id": 1}', "utf-8")
    answer = qixiu("results", CODE, "1s")
    assert answer.exit_code == 2
    assert "--plan" in answer.stderr


def test_a_single_workbook_is_the_data(tmp_path: Path, monkeypatch):
    """Where only a workbook lies, it is taken and written to."""
    from scheduler.files.community import read_community, write_community

    files = read_community(one_and_one(tmp_path / "data"), MONDAY)
    office = tmp_path / "office"
    write_community(office / "七秀.xlsx", files, "zh")
    write_plan(office / "plan.json", PLAN)
    monkeypatch.chdir(office)
    assert qixiu("results", CODE, "1a").exit_code == 0
    assert read_community(office / "七秀.xlsx", MONDAY).records[0].outcome == "absent"
