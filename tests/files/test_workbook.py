"""Workbooks as people make them: titles, dates, formulas, damage."""

import shutil
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from builders import MONDAY
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from scheduler.domain.times import parse_time
from scheduler.errors import Finding, InputError, Severity
from scheduler.files.community import read_community

SENIORS = [
    ["编号", "姓名", "三色", "纬度", "经度", "上次入户"],
    [1, "老人甲", "红", 31.99, 118.77, date(2026, 11, 20)],
]
CARERS = [["编号", "姓名", "角色", "电话"], ["C1", "人员甲", "社工", 2512345678.0]]
SHIFTS = [["编号", "日期", "开始", "结束"], ["C1", MONDAY, time(8, 30), "11：30"]]


def save(path: Path, **sheets: list[list[Any]]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    tables = {"老人": SENIORS, "人员": CARERS, "排班": SHIFTS} | sheets
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return book


def findings_of(path: Path) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        read_community(path, MONDAY)
    return caught.value.findings


def test_cells_of_every_type_are_read(tmp_path: Path):
    """Numbers become ids and phones; dates and times of day are taken as they are."""
    save(tmp_path / "it.xlsx")
    files = read_community(tmp_path / "it.xlsx", MONDAY)
    assert files.seniors[0].senior_id == "1"
    assert files.seniors[0].last_visit == date(2026, 11, 20)
    assert files.carers[0].phone == "2512345678"
    assert files.roster[0].day == MONDAY
    assert files.roster[0].span == (parse_time("08:30"), parse_time("11:30"))
    assert files.warnings == ()


def test_merged_title_rows_are_skipped_with_a_warning(tmp_path: Path):
    """Headings below a merged title are found, and rows keep their numbers."""
    book = save(tmp_path / "it.xlsx")
    sheet = book["老人"]
    sheet.insert_rows(1, amount=2)
    sheet["A1"] = "七秀社区老人名册"
    sheet.merge_cells("A1:F2")
    sheet["C4"] = "蓝"
    book.save(tmp_path / "it.xlsx")
    title, wrong = findings_of(tmp_path / "it.xlsx")
    assert (title.severity, title.file, title.row) == (Severity.WARNING, "老人", 3)
    assert (wrong.file, wrong.row, wrong.column, wrong.value) == (
        "老人",
        4,
        "tag",
        "蓝",
    )


def test_a_formula_without_its_value_is_named(tmp_path: Path):
    """A formula that was saved without a value is one error at its cell."""
    save(tmp_path / "it.xlsx", 人员=[CARERS[0], ["C1", '="人"&"员"', "社工"]])
    (finding,) = findings_of(tmp_path / "it.xlsx")
    assert (finding.file, finding.row, finding.column) == ("人员", 2, "name")
    assert finding.value == '="人"&"员"'


def test_a_formula_with_its_value_is_read(tmp_path: Path):
    """A formula that was saved with its value counts as that value."""
    path = tmp_path / "it.xlsx"
    save(path, 人员=[CARERS[0], ["C1", "=1+1", "社工"]])
    rewrite(path, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    rewrite(path, b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    assert read_community(path, MONDAY).carers[0].name == "2"


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(old, new))


def test_an_error_in_a_cell_is_named(tmp_path: Path):
    """A cell that shows #REF! is an error, in a column of free text too."""
    save(tmp_path / "it.xlsx", 人员=[CARERS[0], ["C1", "#REF!", "社工"]])
    (finding,) = findings_of(tmp_path / "it.xlsx")
    assert (finding.column, finding.value) == ("name", "#REF!")


def test_a_sheet_nobody_knows_is_a_warning(tmp_path: Path):
    """A further sheet is left out and said so."""
    save(tmp_path / "it.xlsx", 备忘=[["买菜"]])
    (finding,) = read_community(tmp_path / "it.xlsx", MONDAY).warnings
    assert finding.file == "备忘"


def test_a_missing_sheet_is_named(tmp_path: Path):
    """Without a roster the error names the sheet and the one that looks like it."""
    book = save(tmp_path / "it.xlsx", shift=SHIFTS)
    book.remove(book["排班"])
    book.save(tmp_path / "it.xlsx")
    missing = findings_of(tmp_path / "it.xlsx")[-1]
    assert (missing.file, missing.severity) == ("shifts", Severity.ERROR)
    assert "did you mean 'shift'?" in missing.says.en


def test_the_policy_beside_a_workbook_is_read(tmp_path: Path):
    """A policy.toml in the workbook's folder counts."""
    save(tmp_path / "it.xlsx")
    (tmp_path / "policy.toml").write_text("[weights]\nearly = 7.0\n")
    assert read_community(tmp_path / "it.xlsx", MONDAY).policy.weights.early == 7


def test_travel_times_may_stand_in_a_sheet(tmp_path: Path):
    """A travel sheet replaces coordinates."""
    save(
        tmp_path / "it.xlsx",
        老人=[["编号", "姓名", "三色"], [1, "老人甲", "红"]],
        路程=[["起点", "终点", "出行方式", "秒"], ["office", 1, "步行", 90]],
    )
    rows = read_community(tmp_path / "it.xlsx", MONDAY).travel_rows
    assert rows.to_dict("records") == [
        {"from": "office", "to": "1", "mode": "walk", "seconds": 90}
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not an .xlsx workbook"),
        (b"senior_id,name,tag\n", "not an .xlsx workbook"),
        (bytes(range(256)) * 40_000, "not an .xlsx workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
    ],
    ids=["empty", "csv", "junk", "encrypted"],
)
def test_what_is_no_workbook_is_one_finding(tmp_path: Path, data: bytes, says: str):
    """Other files by the name of a workbook are refused with the reason."""
    (tmp_path / "it.xlsx").write_bytes(data)
    finding = findings_of(tmp_path / "it.xlsx")[0]
    assert finding.file == "it.xlsx"
    assert says in finding.says.en


def test_a_bomb_is_not_unpacked(tmp_path: Path):
    """An archive that would swell a thousandfold is refused unread."""
    path = tmp_path / "it.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(32 * 2**20))
    assert "too large" in findings_of(path)[0].says.en


def test_a_far_corner_does_not_swell_a_sheet(tmp_path: Path):
    """One cell in the last column and row is read without the empty ones between."""
    book = save(tmp_path / "it.xlsx")
    book["老人"]["XFD1048576"] = "x"
    book.save(tmp_path / "it.xlsx")
    assert len(read_community(tmp_path / "it.xlsx", MONDAY).seniors) == 1


def test_a_moment_of_the_first_days_is_a_time(tmp_path: Path):
    """A time of day stored as a moment in 1899 is read as the time."""
    row = ["C1", datetime(2026, 11, 23, 9, 30), datetime(1899, 12, 30, 8), "12:00"]
    save(tmp_path / "it.xlsx", 排班=[SHIFTS[0], row])
    (shift,) = read_community(tmp_path / "it.xlsx", MONDAY).roster
    assert (shift.day, shift.start) == (MONDAY, parse_time("08:00"))


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "it.xlsx"
    save(path)
    return path


def swapped(data: st.DataObject, whole: bytes) -> tuple[bytes, bytes]:
    """Return a stretch of the bytes, and other bytes to stand in its place."""
    start = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(1, 30))
    return whole[start : start + length], data.draw(st.binary(max_size=8))


@given(data=st.data())
@settings(max_examples=40)
def test_a_damaged_part_ends_in_findings_or_success(saved: Path, data: st.DataObject):
    """Bytes changed in any part of a workbook raise nothing but InputError."""
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(saved, folder))
        with zipfile.ZipFile(path) as archive:
            name = data.draw(st.sampled_from(sorted(archive.namelist())))
            whole = archive.read(name)
        rewrite(path, *swapped(data, whole))
        with suppress(InputError):
            read_community(path, MONDAY)


@given(data=st.data())
@settings(max_examples=40)
def test_a_damaged_archive_ends_in_findings_or_success(
    saved: Path, data: st.DataObject
):
    """Bytes changed in the archive itself raise nothing but InputError."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "it.xlsx")
        whole = saved.read_bytes()
        path.write_bytes(whole.replace(*swapped(data, whole), 1))
        with suppress(InputError):
            read_community(path, MONDAY)
