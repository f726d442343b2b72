"""`qixiu staff`: hours in words and for machines."""

import json

import pytest
from builders import MONDAY, carer, problem, roster, senior
from commandline import one_and_one, qixiu

from scheduler.files.community import CommunityFiles, write_community


@pytest.fixture
def thin(tmp_path):
    """Return a folder with a red due on Monday, when nobody works."""
    files = CommunityFiles(
        policy=problem().policy,
        seniors=(senior(tag="red", windows=("08:30-11:30",)),),
        carers=(carer(),),
        roster=roster(days=["tue"]),
    )
    write_community(tmp_path / "thin", files)
    return tmp_path / "thin"


def staffed(data, *more):
    return qixiu(
        *("staff", data, "--date", MONDAY, "--days", 2, "--time-limit", 0.3), *more
    )


def test_enough_and_too_little_stand_together(thin):
    """An hour is enough; some minutes fewer are proved not to be."""
    result = staffed(thin, "--lang", "en")
    assert result.exit_code == 0, result.stderr
    assert "1 more hours in all are enough, a plan shows it" in result.stdout
    assert "are proved not to be enough" in result.stdout
    assert "helper   mon       08:30-11:30   1" in result.stdout


def test_the_same_in_chinese(thin):
    """Chinese is what a coordinator reads."""
    result = staffed(thin)
    assert "合计加 1 小时就够了（有计划为证）" in result.stdout
    assert "助老员" in result.stdout


def test_for_machines(thin):
    """The curve from nothing to enough, proved hours never above those shown."""
    content = json.loads(staffed(thin, "--json").stdout)
    assert content["reached"]
    first, last = content["curve"]
    assert (first["hours"], first["late_days_arising"]) == (0, 1)
    assert (last["hours"], last["late_days_arising"]) == (1, 0)
    assert 0.2 < last["hours_proved"] < 1
    assert last["stretches"] == [
        {"role": "helper", "weekday": "mon", "half_day": "08:30-11:30", "hours": 1}
    ]


def test_a_roster_that_is_enough(tmp_path):
    """Said at once."""
    result = staffed(one_and_one(tmp_path / "data"), "--lang", "en")
    assert "no more hours are needed" in result.stdout
