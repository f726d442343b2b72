"""Visits already made, as a table of them is read."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from commandline import one_and_one

from scheduler.files.community import read_community
from scheduler.files.visits_in import LONGEST_SILENCE_DAYS

LAST = date(2026, 11, 20)


@pytest.mark.parametrize("days", [0, LONGEST_SILENCE_DAYS])
def test_recent_visits_are_no_news(tmp_path: Path, days: int):
    """Up to four weeks without a visit nobody is asked anything."""
    assert warnings(tmp_path, LAST + timedelta(days=days)) == []


def test_a_plan_long_after_the_last_visit_is_questioned(tmp_path: Path):
    """A day more, and a warning names both dates and the days between."""
    (says,) = warnings(tmp_path, LAST + timedelta(days=LONGEST_SILENCE_DAYS + 1))
    assert "2026-11-20" in says
    assert "2026-12-19" in says
    assert "29 days" in says


def test_no_visit_at_all_is_a_beginning(tmp_path: Path):
    """A community that has no records yet is not asked for them."""
    assert warnings(tmp_path, LAST, rows="") == []


def warnings(folder: Path, first_day: date, rows: str = f"S1,{LAST},C1,completed,15"):
    data = one_and_one(folder)
    head = "senior_id,date,carer_id,outcome,minutes"
    (data / "visits.csv").write_text(f"{head}\n{rows}\n")
    return [finding.says.en for finding in read_community(data, first_day).warnings]
