"""`qixiu bench day`: what it shows, writes and refuses."""

import csv
import json

import pytest
from builders import carer, problem, roster, senior
from commandline import one_and_one, qixiu

from scheduler.files.community import CommunityFiles, write_community
from scheduler.solver.solve import solve


@pytest.fixture
def data(tmp_path):
    return one_and_one(tmp_path / "data")


def benched(*more):
    return qixiu("bench", "day", "--peers", "ortools", "--lang", "en", *more)


def test_a_table_shows_travel_and_gaps_and_the_csv_every_run(data, tmp_path):
    """Two time limits and three solvers' rows, ours twice."""
    file = tmp_path / "out" / "day.csv"
    result = benched(data, "--seconds", "0.1,0.2", "--seeds", "0,1", "--csv", file)
    assert result.exit_code == 0, result.stderr
    assert "medians of 2 seeds" in result.stdout
    assert "0.1 s" in result.stdout
    assert "+0.00%" in result.stdout
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["solver"] for row in rows].count("qixiu") == 4
    assert [row["solver"] for row in rows].count("OR-Tools GLS") == 2
    assert {row["rules_broken"] for row in rows} == {"0"}


def test_a_stop_loses_no_run_that_was_done(data, tmp_path, monkeypatch):
    """Ctrl-C in the third run: two stay written, and it says where."""
    file, runs = tmp_path / "day.csv", iter(range(2))

    def stopped(of, **asked):
        if next(runs, None) is None:
            raise KeyboardInterrupt
        return solve(of, **asked)

    monkeypatch.setattr("scheduler.bench.day.contest.solve", stopped)
    result = benched(data, "--seconds", "0.1", "--seeds", "0,1,2", "--csv", file)
    assert result.exit_code == 130
    assert f"so far are in {file}" in result.stderr.replace("\n", "")
    with file.open(encoding="utf-8") as lines:
        assert [row["seed"] for row in csv.DictReader(lines)] == ["0", "1"]


def test_invented_days_stand_beside_the_folders(data):
    """As JSON: one row a run, each with its gap."""
    result = benched(
        *(data, "--seniors", "9", "--shapes", "town", "--communities", "3"),
        *("--seconds", "0.2", "--json"),
    )
    assert result.exit_code == 0, result.stderr
    rows = json.loads(result.stdout)
    assert {row["instance"] for row in rows} == {"data", "town-9-3"}
    assert all(row["gap"] is not None for row in rows)


def test_rivals_may_have_limits_of_their_own(data):
    """A column for each limit; whoever did not have it has none there."""
    result = benched(data, "--seconds", "0.1", "--peer-seconds", "0.2", "--json")
    assert result.exit_code == 0, result.stderr
    rows = json.loads(result.stdout)
    seconds = {row["solver"]: row["seconds"] for row in rows}
    assert seconds == {"qixiu": 0.1, "OR-Tools GLS": 0.2}


def test_who_leaves_somebody_out_is_told_as_it_comes(tmp_path):
    """Less travel says nothing then: nobody works in the only senior's hours."""
    short = CommunityFiles(
        policy=problem().policy,
        seniors=(senior("S1"),),
        carers=(carer("C1"),),
        roster=roster("C1", hours="08:00-08:01"),
    )
    write_community(tmp_path, short)
    result = benched(tmp_path, "--seconds", "0.1")
    assert "qixiu, 0.1 s, seed 0: 0 s of travel, 1 left out\n" in result.stderr


def test_without_rivals_a_proof_stands_beside_ours():
    """None asked for, none there; the last column says how far from the best."""
    day = ("--seniors", "9", "--shapes", "town", "--seconds", "0.1")
    alone = ("bench", "day", *day, "--peers", "none", "--prove", "2")
    result = qixiu(*alone, "--lang", "en")
    assert result.exit_code == 0, result.stderr
    assert "from best" in result.stdout
    rows = json.loads(qixiu(*alone, "--json").stdout)
    assert [row["solver"] for row in rows] == ["qixiu"]
    assert 0.0 < rows[0]["bound"] <= rows[0]["travel_seconds"]
    assert rows[0]["gap_proved"] >= 0.0


def test_none_is_no_rival_beside_others(data):
    """Asked for none and for one, it does not guess which is meant."""
    result = qixiu("bench", "day", data, "--peers", "none,ortools")
    assert result.exit_code == 2
    assert "none" in result.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ("--peers", "gurobi"),
        ("--shapes", "city"),
        ("--seeds", "1,x"),
        ("--seconds", ""),
    ],
)
def test_words_and_numbers_are_looked_at_first(data, wrong):
    """What is right is said, before anything is solved."""
    result = benched(data, *wrong)
    assert result.exit_code == 2
    assert "should be" in result.stderr


def test_every_folder_is_read_before_any_is_solved(data, tmp_path):
    """Two folders that are not there are two findings."""
    result = benched(data, tmp_path / "a", tmp_path / "b")
    assert result.exit_code == 2
    assert "qixiu, " not in result.stderr
    assert "/a" in result.stderr
    assert "/b" in result.stderr
