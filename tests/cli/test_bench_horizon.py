"""`qixiu bench horizon`: what it shows and writes, and how it goes on."""

import json

import pytest
from commandline import one_and_one, qixiu

from scheduler.bench.peers.peer import PEERS


@pytest.fixture
def data(tmp_path):
    return one_and_one(tmp_path / "data")


def lived(data, *more):
    return qixiu(
        *("bench", "horizon", data, "--days", 3, "--seconds", 0.1),
        *("--lang", "en", *more),
    )


def test_a_table_for_each_community(data):
    """One green, due on the first day and visited then."""
    result = lived(data)
    assert result.exit_code == 0, result.stderr
    assert "data: 3 days lived, 0.1 s a day" in result.stdout
    assert "over the fewest" in result.stdout
    assert result.stderr.count("day 3 of 3") == 1


def test_rows_that_are_there_are_not_run_again(data, tmp_path):
    """A second seed is added to the first."""
    file = tmp_path / "lives.csv"
    lived(data, "--csv", file)
    result = lived(data, "--csv", file, "--seeds", "0,1", "--json")
    assert "in the table already" in result.stderr
    assert [one["seed"] for one in json.loads(result.stdout)] == [0, 1]
    assert len(file.read_text().splitlines()) == 3


def test_another_table_is_refused(data, tmp_path):
    """Before anything is lived through."""
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")
    result = lived(data, "--csv", file)
    assert result.exit_code == 2
    assert "day 1" not in result.stderr
    assert file.read_text() == "a,b\n1,2\n"


def test_two_baselines_stand_beside_it(data):
    """Routed by PyVRP."""
    if PEERS[0].version is None:
        pytest.skip("PyVRP is not installed (the extra `bench`)")
    result = lived(data, "--baselines", "--json")
    ways = [one["way"] for one in json.loads(result.stdout)]
    assert ways == ["rolling", "due, pyvrp", "due + 1, pyvrp"]


def test_a_stop_says_where_the_results_so_far_are(data, tmp_path, monkeypatch):
    """Ctrl-C in the second life: the first stays written."""
    file = tmp_path / "lives.csv"
    lived(data, "--csv", file)
    monkeypatch.setattr("scheduler.simulate.days.live", _stopped)
    result = lived(data, "--csv", file, "--seeds", "0,1")
    assert result.exit_code == 130
    assert "so far are in" in result.stderr
    assert len(file.read_text().splitlines()) == 2


def _stopped(*_given):
    raise KeyboardInterrupt
