"""`qixiu city`: what it prints, and what it refuses before anything starts."""

import sys

import pytest
from builders import MONDAY
from cities import write
from commandline import qixiu

from scheduler.city.outcome import Row
from scheduler.cli.city_table import show_city
from scheduler.cli.console import results
from scheduler.errors import Language


def arguments(data, out, *more):
    common = ("--date", MONDAY, "--days", 7, "--time-limit", 1, "--out", out)
    return ["city", data, *common, *more]


@pytest.fixture
def data(tmp_path):
    """Return a folder of three communities with the same people."""
    for name in ("甲", "乙", "丙"):
        write(tmp_path / "communities" / name)
    return tmp_path / "communities"


def test_communities_without_a_plan_are_named(capsys):
    """With status and what is wrong, twenty at most; those with a plan only count."""
    rows = [Row(name="甲", status="planned")]
    rows += [Row(name=f"坏{n}", status="input_wrong", error="[x]") for n in range(22)]
    show_city(results(), rows, Language.EN)
    printed = capsys.readouterr().out
    assert "甲" not in printed
    assert "坏19: input_wrong: [x]" in printed
    assert "坏20" not in printed
    assert "2 more, see city.csv" in printed


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


@pytest.mark.parametrize("address", ["nowhere", "tls://127.0.0.1:1"])
def test_a_scheduler_that_is_none_is_told(data, tmp_path, address):
    """With what an address looks like; for tls:// the certificates are missing."""
    result = qixiu(*arguments(data, tmp_path / "out", "--scheduler", address))
    assert result.exit_code == 2
    assert "连不上这个调度器" in result.stderr


def test_workers_of_a_scheduler_are_its_own_business(data, tmp_path):
    """Both options together are refused."""
    both = ("--scheduler", "tcp://127.0.0.1:1", "--workers", 2)
    assert qixiu(*arguments(data, tmp_path / "out", *both)).exit_code == 2
