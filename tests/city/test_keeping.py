"""A plan is kept as long as the same data and wishes would make it again."""

import pytest
from builders import plan
from cities import WANTED

from scheduler.city.keeping import keep, kept_row
from scheduler.city.outcome import Ending, Outcome, Row
from scheduler.errors import Finding, Language, Text

ROW = Row(name="甲", status=Ending.PLANNED, seconds=1.5)


@pytest.fixture
def folder(tmp_path):
    """Return the folder of a community that was planned."""
    keep(tmp_path, Outcome(ROW, plan()), "digest", WANTED, Language.EN)
    return tmp_path


def test_a_plan_that_holds_is_kept(folder):
    """Its row is the one it had, but for the status."""
    assert kept_row(folder, "digest", WANTED) == ROW.replace(status=Ending.SKIPPED)


def test_other_data_or_wishes_make_it_anew(folder):
    """Files, first day, days, seed and limit all count."""
    assert kept_row(folder, "other", WANTED) is None
    for change in (
        {"first_day": "2026-11-24"},
        {"days": 8},
        {"seed": 1},
        {"time_limit": None},
    ):
        assert kept_row(folder, "digest", WANTED.replace(**change)) is None


@pytest.mark.parametrize("name", ["plan.json", "receipt.json"])
def test_a_file_cut_short_or_lost_is_made_anew(folder, name):
    """As when the machine went down."""
    file = folder / name
    file.write_bytes(file.read_bytes()[:-9])
    assert kept_row(folder, "digest", WANTED) is None
    file.unlink()
    assert kept_row(folder, "digest", WANTED) is None


def test_a_failure_leaves_the_older_plan(folder):
    """With the findings beside it; the next success removes them."""
    wrong = ROW.replace(status=Ending.INPUT_WRONG)
    found = (Finding("seniors.csv", Text("有误", "wrong")),)
    keep(folder, Outcome(wrong, findings=found), "other", WANTED, Language.EN)
    assert (folder / "findings.json").exists()
    assert kept_row(folder, "digest", WANTED) is not None
    keep(folder, Outcome(ROW, plan()), "digest", WANTED, Language.EN)
    assert not (folder / "findings.json").exists()
