"""A city's plans are those of its communities alone; what fails stops no other."""

import csv
import json
import os
import signal
from contextlib import contextmanager, nullcontext
from threading import Event, Thread

import pytest
from cities import WANTED, city, write, write_wrong

from scheduler.city.outcome import Ending
from scheduler.city.running import plan_city
from scheduler.city.workers import own_workers
from scheduler.files.plan_json import read_plan
from scheduler.planning import check_plan, make_plan, read_problem


@pytest.fixture(scope="module")
def communities(tmp_path_factory):
    """Return a folder of two communities, one with an error, one without carers."""
    folder = tmp_path_factory.mktemp("communities")
    write(folder / "甲")
    write(folder / "乙", seniors=5)
    write_wrong(folder / "坏")
    write(folder / "缺")
    (folder / "缺" / "carers.csv").unlink()
    return folder


@pytest.fixture(scope="module")
def planned(communities, team, tmp_path_factory):
    """Return the rows by name and the folder of results of one run."""
    out = tmp_path_factory.mktemp("out")
    return run(city(communities, out), team), out


def run(of, team):
    rows = list(plan_city(of, lambda _left: nullcontext(team)))
    return {row.name: row for row in rows}


def statuses(rows):
    return {name: row.status for name, row in rows.items()}


def test_each_plan_is_that_of_the_community_alone(planned, communities):
    """Made by one of two workers or in this process: the same routes, all passed."""
    rows, out = planned
    for name in ("甲", "乙"):
        problem, _ = read_problem(communities / name, WANTED.first_day, WANTED.days)
        alone = make_plan(problem, time_limit=WANTED.time_limit, by_the_clock=False)
        plan = read_plan(out / name / "plan.json")
        assert plan.routes == alone.routes
        assert plan.data_hash == problem.fingerprint()
        assert check_plan(problem, plan).violations == ()
        assert rows[name].figures.visits == plan.kpis.visits > 0


def test_a_wrong_community_has_findings_and_stops_no_other(planned):
    """Its row says where the first error is; all are in its folder, and no plan."""
    rows, out = planned
    assert statuses(rows) == {
        "甲": Ending.PLANNED,
        "乙": Ending.PLANNED,
        "坏": Ending.INPUT_WRONG,
        "缺": Ending.INPUT_WRONG,
    }
    assert rows["坏"].error.startswith("seniors.csv row 2 tag 'purple': should be")
    assert [file.name for file in (out / "坏").iterdir()] == ["findings.json"]
    content = json.loads((out / "坏" / "findings.json").read_text("utf-8"))
    assert content["findings"][0]["value"] == "purple"


def test_the_table_has_a_row_for_each(planned):
    """With the contract's words, and figures where there is a plan."""
    rows, out = planned
    with (out / "city.csv").open(encoding="utf-8", newline="") as file:
        table = {row["name"]: row for row in csv.DictReader(file)}
    assert table.keys() == rows.keys()
    assert table["甲"]["status"] == "planned"
    assert table["甲"]["seniors"] == "8"
    assert int(table["甲"]["visits"]) == rows["甲"].figures.visits
    assert table["坏"]["status"] == "input_wrong"
    assert table["坏"]["visits"] == ""


def test_what_is_there_and_still_holds_is_not_made_again(communities, team, tmp_path):
    """Only the community that has changed is planned; its old findings go."""
    folder = tmp_path / "communities"
    write(folder / "甲")
    write_wrong(folder / "乙")
    of = city(folder, tmp_path / "out")
    assert statuses(run(of, team)) == {
        "甲": Ending.PLANNED,
        "乙": Ending.INPUT_WRONG,
    }
    before = (of.out / "甲" / "plan.json").stat().st_mtime_ns
    write(folder / "乙", seniors=3)
    rows = run(of, team)
    assert statuses(rows) == {"甲": Ending.SKIPPED, "乙": Ending.PLANNED}
    assert rows["甲"].figures.seniors == 8
    assert (of.out / "甲" / "plan.json").stat().st_mtime_ns == before
    assert not (of.out / "乙" / "findings.json").exists()
    assert statuses(run(of, None)) == dict.fromkeys("甲乙", Ending.SKIPPED)


@contextmanager
def hit(team, name, blow, times):
    """Send a signal to the worker that has a community, so many times; return whom."""
    team.wait_for_workers(2)
    pids, hurt, done = team.run(os.getpid), [], Event()

    def strike():
        while len(hurt) < times and not done.wait(0.05):
            having = {
                worker
                for worker, keys in team.processing().items()
                if any(name in key for key in keys)
            }
            for worker in having - pids.keys():
                pids.update(team.run(os.getpid, workers=[worker], on_error="ignore"))
            for worker in having & pids.keys() - hurt:
                os.kill(pids[worker], blow)
                hurt.append(worker)

    striker = Thread(target=strike)
    striker.start()
    try:
        yield hurt
    finally:
        done.set()
        striker.join()


@pytest.mark.parametrize(("times", "ending"), [(1, "planned"), (2, "failed")])
def test_a_dead_worker_costs_its_community_only(team, tmp_path, times, ending):
    """Killed once, the community is given to another; twice, it has failed."""
    for name in ("甲", "乙", "丙"):
        write(tmp_path / "communities" / name)
    wanted = WANTED.replace(time_limit=1.0)
    of = city(tmp_path / "communities", tmp_path / "out", wanted)
    with hit(team, "乙", signal.SIGKILL, times) as killed:
        rows = run(of, team)
    assert len(killed) == times
    assert statuses(rows) == {"甲": "planned", "乙": ending, "丙": "planned"}


def test_a_hung_worker_costs_its_community_only(tmp_path, monkeypatch):
    """A worker that stands still gets nothing more; the others have their plans."""
    for name in ("甲", "乙", "丙"):
        write(tmp_path / "communities" / name)
    of = city(
        tmp_path / "communities", tmp_path / "out", WANTED.replace(time_limit=1.0)
    )
    monkeypatch.setattr("scheduler.city.sending.LEAST_PATIENCE_SECONDS", 8.0)
    monkeypatch.setattr("scheduler.city.sending.PATIENCE_LIMITS", 8)
    with (
        own_workers(2, communities=3) as team,
        hit(team, "乙", signal.SIGSTOP, times=1) as stopped,
    ):
        rows = run(of, team)
    assert len(stopped) == 1
    assert statuses(rows) == {"甲": "planned", "乙": "failed", "丙": "planned"}
    assert "has not answered" in rows["乙"].error
