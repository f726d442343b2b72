"""Options outside their bounds are refused in both languages."""

from pathlib import Path

import pytest
from commandline import qixiu


@pytest.mark.parametrize(
    "option",
    [
        *(("--days", days) for days in ("-1", "0", "400", "two", "1.5", "")),
        *(("--seed", seed) for seed in ("-3", "x", str(2**31))),
        *(("--time-limit", text) for text in ("0", "-1", "nan", "inf", "soon", "")),
        *(
            ("--date", text)
            for text in ("soon", "2026-02-30", "0001-01-01", "9999-1-1")
        ),
    ],
)
def test_what_is_out_of_bounds_is_shown_with_what_would_be_right(
    option, tmp_path: Path, monkeypatch
):
    """The exit code is 2, and the value and its bounds are told in both languages."""
    monkeypatch.setenv("COLUMNS", "200")
    name, value = option
    date = [] if name == "--date" else ["--date", "2026-11-23"]
    result = qixiu("plan", tmp_path, *date, f"{name}={value}")
    assert result.exit_code == 2
    assert f"'{value}' " in result.stderr
    assert " / " in result.stderr
    assert "should be" in result.stderr or "such as" in result.stderr


@pytest.mark.parametrize(
    "option",
    ["--days=366", "--seed=0", "--time-limit=0.1", "--time-limit=86400"],
)
def test_bounds_themselves_are_allowed(option, tmp_path: Path):
    """The first and the last value lead on to the missing folder."""
    arguments = ("--date", "2026-11-23", option)
    assert "nowhere" in qixiu("plan", tmp_path / "nowhere", *arguments).stderr
