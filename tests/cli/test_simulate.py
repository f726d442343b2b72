"""`qixiu simulate`: what it writes, shows and refuses."""

import csv
import json
from itertools import groupby

import pytest
from builders import MONDAY, day
from commandline import one_and_one, qixiu

from scheduler.files.community import read_community


@pytest.fixture
def data(tmp_path):
    return one_and_one(tmp_path / "data")


def simulated(data, out, *more, days=4):
    return qixiu(
        *("simulate", data, "--date", MONDAY, "--days", days),
        *("--time-limit", 0.2, "--out", out, "--lang", "en", *more),
    )


def rows(file):
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_visits_and_figures_are_written(data, tmp_path):
    """One visit on the first day; the figures of the contract, the days with them."""
    result = simulated(data, tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    (visit,) = rows(tmp_path / "out" / "visits.csv")
    assert list(visit)[:5] == ["senior_id", "date", "carer_id", "outcome", "minutes"]
    assert visit["outcome"] == "completed"
    assert visit["start"] < visit["end"]
    kpis = json.loads((tmp_path / "out" / "kpis.json").read_text())
    assert kpis["late_days"] == {"red": 0, "orange": 0, "green": 0}
    assert (kpis["visits"], kpis["days"]) == (1, 4)
    assert kpis["first_day"] == str(MONDAY)
    assert {"on_time_share", "travel_minutes", "new_faces", "bound"} <= set(kpis)


def test_what_happened_can_be_read_as_the_next_problems_past(data, tmp_path):
    """The visits put beside the tables read back, the times noted as unknown."""
    simulated(data, data)
    files = read_community(data, day(4))
    assert len(files.records) == 1
    assert {"start", "end"} <= {one.value for one in files.warnings}


def test_nobody_opens(data, tmp_path):
    """With every door shut four visits fail, and four days are late."""
    out = tmp_path / "out"
    result = simulated(data, out, "--no-answer", "100%", "--json")
    figures = json.loads(result.stdout)
    assert figures["rolling"]["outcomes"]["no_answer"] == 4
    assert figures["rolling"]["kpis"]["late_days"]["green"] == 4
    assert figures["baseline"] is None
    assert {row["outcome"] for row in rows(out / "visits.csv")} == {"no_answer"}


def test_the_baseline_stands_beside_it_and_goes_when_it_is_not_asked_for(
    data, tmp_path
):
    """A table with two columns and two more files; the next run removes them."""
    out = tmp_path / "out"
    result = simulated(data, out, "--baseline")
    assert "rolling plan   earliest due first" in result.stdout
    assert (out / "baseline-visits.csv").exists()
    assert (out / "baseline-kpis.json").exists()
    simulated(data, out)
    assert sorted(file.name for file in out.iterdir()) == ["kpis.json", "visits.csv"]


def test_each_day_is_told_while_it_passes(data, tmp_path):
    """One line a day on standard error."""
    lines = simulated(data, tmp_path / "out").stderr.splitlines()
    days = [line for line in lines if line.startswith("rolling plan: day")]
    assert [key for key, _ in groupby(days)] == days
    assert len(days) == 4


@pytest.mark.parametrize("share", ["1.5", "-0.1", "often", "101%"])
def test_a_share_is_between_none_and_all(data, tmp_path, share):
    """What is no probability is refused before anything is planned."""
    result = simulated(data, tmp_path / "out", f"--sick={share}")
    assert result.exit_code == 2
    assert "0.05" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_is_no_folder(data, tmp_path):
    """Found out before the days are lived through."""
    out = tmp_path / "out"
    out.write_text("kept")
    result = simulated(data, out)
    assert result.exit_code == 2
    assert "day 1" not in result.stderr
    assert out.read_text() == "kept"
