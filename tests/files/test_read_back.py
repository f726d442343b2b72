"""People who are held as values are read as if they came from files."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scheduler.errors import Severity
from scheduler.files.community import read_community
from scheduler.files.read_back import FIRST_ROW, read_back

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize("name", ["small", "qixiu"])
def test_a_community_reads_back_equal(name):
    """Reading changes nobody who came from files, and notices the same."""
    files = read_community(Path("fixtures") / name, MONDAY)
    back = read_back(files, MONDAY)
    assert tuple(back.seniors.values()) == files.seniors
    assert tuple(back.carers.values()) == files.carers
    assert tuple(back.roster.values()) == files.roster
    assert len(back.findings) == len(files.warnings)


def test_what_is_wrong_is_found_with_its_row():
    """An avoided carer who is not listed is an error in that senior's row."""
    files = read_community(Path("fixtures/small"), MONDAY)
    first = files.seniors[0].replace(avoid=("C99",), name=" 王\u200b秀兰 ")
    back = read_back(replace(files, seniors=(first, *files.seniors[1:])), MONDAY)
    errors = [f for f in back.findings if f.severity is Severity.ERROR]
    assert [(f.file, f.row, f.column, f.value) for f in errors] == [
        ("seniors", FIRST_ROW, "avoid", "C99")
    ]
    assert FIRST_ROW not in back.seniors


def test_texts_are_cleaned():
    """Outer spaces and hidden characters go, as they do when files are read."""
    files = read_community(Path("fixtures/small"), MONDAY)
    first = files.seniors[0].replace(name=" 王\u200b秀兰 ", notes="=1+1")
    back = read_back(replace(files, seniors=(first, *files.seniors[1:])), MONDAY)
    assert back.seniors[FIRST_ROW] == first.replace(name="王秀兰")


def test_an_empty_community_can_be_read():
    """Where nobody is listed yet, that is found and nothing fails."""
    files = read_community(Path("fixtures/small"), MONDAY)
    back = read_back(replace(files, seniors=(), carers=(), roster=()), MONDAY)
    assert {f.file for f in back.findings} == {"seniors", "carers", "shifts"}
