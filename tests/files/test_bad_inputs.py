"""Every kind of bad input is answered with findings, at the right place."""

from pathlib import Path

import pytest
from builders import MONDAY

from scheduler.errors import Finding, InputError, Severity
from scheduler.files.community import read_community

BAD = Path(__file__).parents[2] / "fixtures" / "bad"
FOLDERS = sorted(folder for folder in BAD.iterdir() if folder.is_dir())


def findings_of(path: Path) -> tuple[Finding, ...]:
    try:
        return read_community(path, MONDAY).warnings
    except InputError as error:
        return error.findings


def line(finding: Finding) -> str:
    places = (finding.row, finding.column, finding.value)
    shown = ("-" if place is None else str(place) for place in places)
    return " | ".join((finding.severity, finding.file, *shown))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_bad_folder_is_reported_as_expected(folder: Path):
    """Each fixture's findings name exactly the file, row, column and value expected."""
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert [line(finding) for finding in findings_of(folder)] == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_finding_speaks_both_languages(folder: Path):
    """Each finding's sentence is Chinese in one language and not in the other."""
    for finding in findings_of(folder):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in finding.says.zh)
        assert finding.says.en.strip()
        assert finding.says.en != finding.says.zh


def test_a_path_that_is_not_there_is_named():
    """A folder that does not exist is one finding with its name."""
    (finding,) = findings_of(BAD / "nowhere")
    assert (finding.file, finding.severity) == ("nowhere", Severity.ERROR)
    assert "no such" in finding.says.en


def test_a_path_that_is_neither_folder_nor_workbook_says_what_is_needed():
    """A text file instead of a folder is one finding."""
    (finding,) = findings_of(BAD / "README.md")
    assert ".xlsx" in finding.says.en


def test_an_old_workbook_is_answered_with_advice(tmp_path: Path):
    """An .xls file brings the advice to save it as .xlsx."""
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    (finding,) = findings_of(path)
    assert "save it as .xlsx" in finding.says.en


def test_a_wrong_value_is_answered_with_what_would_be_right():
    """The sentence about an unknown tag lists the known ones in both languages."""
    finding = findings_of(BAD / "unknown-word")[0]
    assert "red 红, orange 橙, green 绿" in finding.says.en
    assert "red 红, orange 橙, green 绿" in finding.says.zh


def test_a_swapped_pair_is_told_apart_from_nonsense():
    """Swapped coordinates are shown the right way round; others are only refused."""
    swapped, nonsense = findings_of(BAD / "swapped-coordinates")
    assert "lat 31.9901, lon 118.7701" in swapped.says.en
    assert "nowhere on earth" in nonsense.says.en


def test_a_shifted_pair_is_told_apart_from_a_far_one():
    """A pair off by the shift of Chinese maps is named so; a far one is not."""
    (shifted,) = findings_of(BAD / "gcj02-one")
    (far,) = findings_of(BAD / "far-away")
    assert "GCJ-02" in shifted.says.en
    assert "GCJ-02" not in far.says.en


def test_a_slip_is_answered_with_a_guess():
    """A near miss in an id, heading, file name or key brings the right one."""
    guesses = {
        "shift-of-unknown-carer": "'C1'",
        "missing-column": "'tag'",
        "missing-file": "'shift.csv'",
        "policy-typo": "'community'",
    }
    for folder, guess in guesses.items():
        assert f"did you mean {guess}?" in findings_of(BAD / folder)[0].says.en
