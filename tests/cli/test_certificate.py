"""`qixiu certificate`: the verdict in words and for machines."""

import json

import pytest
from builders import MONDAY, carer, day, problem, roster, senior
from commandline import one_and_one, qixiu

from scheduler.files.community import CommunityFiles, write_community


@pytest.fixture
def enough(tmp_path):
    return one_and_one(tmp_path / "data")


@pytest.fixture
def thin(tmp_path):
    """Return a folder with five seniors due today, and half an hour to see them."""
    files = CommunityFiles(
        policy=problem().policy,
        seniors=tuple(senior(f"S{n}", last_visit=day(-7)) for n in range(5)),
        carers=(carer(),),
        roster=roster(hours="09:00-09:40"),
    )
    write_community(tmp_path / "thin", files)
    return tmp_path / "thin"


def certified(data, *more):
    return qixiu(
        *("certificate", data, "--date", MONDAY, "--days", 3, "--time-limit", 0.3),
        *more,
    )


def test_enough_is_shown_by_a_plan_that_can_be_kept(enough, tmp_path):
    """The plan passes the check."""
    out = tmp_path / "plan.json"
    result = certified(enough, "--lang", "en", "--out", out)
    assert result.exit_code == 0, result.stderr
    assert "nobody has to go late" in result.stdout
    assert qixiu("check", enough, out).exit_code == 0


def test_too_thin_is_said_with_numbers_and_shifts(thin):
    """At least three of five go late today, and the shift is named."""
    result = certified(thin, "--lang", "en")
    assert result.exit_code == 0, result.stderr
    assert "at least 3 seniors must go" in result.stdout
    assert "09:00-09:40" in result.stdout
    assert "social_worker" in result.stdout


def scenario_file(folder, *lines):
    file = folder / "scenario.toml"
    file.write_text("\n".join(('name = "test"', "[[change]]", *lines)), "utf-8")
    return file


def test_a_scenario_may_make_it_too_thin(enough, tmp_path):
    """Without its only carer nobody can be visited."""
    absent = scenario_file(tmp_path, 'kind = "carers_absent"', 'carers = ["C1"]')
    result = certified(enough, "--lang", "en", "--scenario", absent)
    assert result.exit_code == 0, result.stderr
    assert "must go" in result.stdout


def test_a_scenario_that_changes_on_the_way_is_refused(enough, tmp_path):
    """One problem has one set of intervals; the message says what can do more."""
    later = scenario_file(
        tmp_path,
        'kind = "interval_changed"',
        'tags = ["red"]',
        "interval_days = 2",
        "first_day = 2",
    )
    result = certified(enough, "--lang", "en", "--scenario", later)
    assert result.exit_code == 2
    assert "qixiu whatif" in result.stderr


def test_the_same_in_chinese(thin):
    """Chinese is what a coordinator reads."""
    result = certified(thin)
    assert "至少有 3 位老人必然逾期" in result.stdout
    assert "周一" in result.stdout


def test_for_machines(thin):
    """One JSON document on standard output."""
    content = json.loads(certified(thin, "--json").stdout)
    assert content["verdict"] == "must"
    assert content["proof"]["least"][-1]["seniors"] == 3
    assert content["proof"]["by"] == str(MONDAY)
    shifts = content["proof"]["short_shifts"]
    assert {shift["role"] for shift in shifts} == {"social_worker"}
    assert content["plan"]["late_days_arising"]["green"] >= 3
