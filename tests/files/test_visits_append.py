"""More rows for the visits already recorded."""

from pathlib import Path

import pytest
from builders import MONDAY, record
from commandline import one_and_one
from openpyxl import Workbook, load_workbook

from scheduler.domain.records import VisitRecord
from scheduler.errors import InputError, Language
from scheduler.files.community import read_community, write_community
from scheduler.files.visits_append import append_visits

NEW = (record("S1", MONDAY, outcome="no_answer", minutes=None),)
OLD = record("S1")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return one_and_one(tmp_path / "data")


def recorded(path: Path) -> tuple[VisitRecord, ...]:
    return read_community(path, MONDAY).records


def test_a_folder_without_visits_gets_a_table(data: Path):
    """The first results make visits.csv, which reads back."""
    assert append_visits(data, NEW) == str(data / "visits.csv")
    assert recorded(data) == NEW


def test_a_chinese_folder_gets_a_chinese_table(data: Path):
    """The new table is named and headed like the others."""
    files = read_community(data, MONDAY)
    write_community(data, files, Language.ZH)
    assert append_visits(data, NEW) == str(data / "走访记录.csv")
    assert "无人应答" in (data / "走访记录.csv").read_text("utf-8-sig")
    assert recorded(data) == NEW


@pytest.mark.parametrize(
    ("before", "encoding", "after"),
    [
        (
            "outcome,note,date,senior_id,carer_id\r\ncompleted,好,2026-11-22,S1,C1",
            "utf-8",
            "\r\nno_answer,,2026-11-23,S1,C1\r\n",
        ),
        (
            "走访\n老人编号;日期;人员编号;结果;分钟\nS1;2026-11-22;C1;完成;15\n",
            "gb18030",
            "S1;2026-11-23;C1;无人应答;\n",
        ),
        (
            "\ufeffsenior_id\tdate\tcarer_id\toutcome\nS1\t2026-11-22\tC1\tcompleted\n",
            "utf-16-le",
            "S1\t2026-11-23\tC1\tno_answer\n",
        ),
    ],
)
def test_a_table_is_added_to_in_its_own_way(
    data: Path, before: str, encoding: str, after: str
):
    """Encoding, separators, columns and line ends are the file's; old bytes stay."""
    file = data / "visits.csv"
    file.write_bytes(before.encode(encoding))
    append_visits(data, NEW)
    assert file.read_bytes() == (before + after).encode(encoding)
    assert {one.outcome for one in recorded(data)} == {"completed", "no_answer"}


def workbook(data: Path, *more: list[object]) -> Path:
    path = data / "book.xlsx"
    write_community(path, read_community(data, MONDAY), Language.ZH)
    if more:
        book = load_workbook(path)
        sheet = book.create_sheet("走访记录")
        for row in more:
            sheet.append(row)
        book.save(path)
    return path


def test_a_workbook_gets_rows_or_a_sheet(data: Path):
    """Rows come below the old ones; without a sheet of visits one is made."""
    headings = ["日期", "老人编号", "人员编号", "结果", "备注"]
    book = workbook(data, headings, [OLD.date, "S1", "C1", "完成", "好"])
    append_visits(book, NEW)
    assert recorded(book) == (OLD.replace(minutes=None), *NEW)
    assert load_workbook(book)["走访记录"]["E2"].value == "好"
    bare = workbook(data)
    append_visits(bare, NEW)
    assert recorded(bare) == NEW


def test_a_workbook_with_formulas_is_left_alone(data: Path):
    """The results of formulas would be lost, so nothing is written."""
    headings = ["日期", "老人编号", "人员编号", "结果", "分钟"]
    book = workbook(data, headings, [OLD.date, "S1", "C1", "完成", "=7+8"])
    before = book.read_bytes()
    with pytest.raises(InputError, match="formulas"):
        append_visits(book, NEW)
    assert book.read_bytes() == before


def test_a_table_without_headings_is_left_alone(data: Path):
    """Rows are never put under headings that are not there."""
    file = data / "visits.csv"
    file.write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(InputError, match="heading"):
        append_visits(data, NEW)
    assert file.read_text("utf-8") == "甲,乙\n1,2\n"


def test_a_broken_workbook_is_a_finding(tmp_path: Path):
    """What is no workbook ends in a finding."""
    (tmp_path / "x.xlsx").write_bytes(b"no")
    with pytest.raises(InputError):
        append_visits(tmp_path / "x.xlsx", NEW)
    Workbook().save(tmp_path / "empty.xlsx")
    assert append_visits(tmp_path / "empty.xlsx", NEW).endswith("[走访记录]")
