"""The sheets of an .xlsx workbook as Sheets of text."""

import io
import itertools
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import load_workbook

from scheduler.errors import Text
from scheduler.files.findings import Findings
from scheduler.files.formats import TableFormat
from scheduler.files.headings import HEADING_ROWS
from scheduler.files.reasons import cannot_be_read
from scheduler.files.sheet import Sheet

LARGEST_FILE = 64 * 2**20
LARGEST_UNPACKED = 512 * 2**20
SUSPICIOUS_UNPACKED = 16 * 2**20
SUSPICIOUS_RATIO = 60
MOST_COLUMNS = 256
MOST_ROWS = 2**20
_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_FORMULA_MARKS = (b"<f>", b"<f ", b"<f/")


class Workbook:
    """An opened workbook.

    Attributes
    ----------
    titles
        Names of the sheets.
    """

    def __init__(self, data: bytes) -> None:
        self._values = _load(data, data_only=True)
        self._formulas = _load(data, data_only=False) if has_formulas(data) else None
        self.titles: tuple[str, ...] = tuple(
            sheet.title for sheet in self._values.worksheets
        )

    def sheet(self, title: str, table: TableFormat, findings: Findings) -> Sheet | None:
        """Return the text of one sheet, None if it cannot be read."""
        most = min(table.most_rows + HEADING_ROWS, MOST_ROWS) + 1
        try:
            with quiet():
                lines = [
                    [cell_text(value) for value in row[:MOST_COLUMNS]]
                    for row in _rows(self._values[title], most, values_only=True)
                ]
                formulas = self._unfinished(title, most)
        except Exception as error:
            findings.error(title, _corrupt(error))
            return None
        width = max(map(len, lines), default=0)
        padded = [line + [""] * (width - len(line)) for line in lines]
        return Sheet(title, pd.DataFrame(padded, dtype="str"), formulas)

    def _unfinished(self, title: str, most: int) -> Mapping[tuple[int, int], str]:
        """Return the formulas that were saved without their value, by position."""
        if self._formulas is None:
            return {}
        pairs = zip(
            _rows(self._formulas[title], most),
            _rows(self._values[title], most),
            strict=True,
        )
        return {
            (line, position): str(formula.value)
            for line, (formulas, values) in enumerate(pairs)
            for position, (formula, value) in enumerate(
                zip(formulas, values, strict=True)
            )
            if formula.data_type == "f"
            and value.value is None
            and value.data_type == "n"
        }


def open_workbook(path: Path, findings: Findings) -> Workbook | None:
    """Return the workbook, None if it is not one; findings say why."""
    says = None
    try:
        if path.stat().st_size > LARGEST_FILE:
            says = _TOO_LARGE
        else:
            data = path.read_bytes()
            says = _refused(data)
            if says is None:
                with quiet():
                    return Workbook(data)
    except OSError as error:
        says = cannot_be_read(error)
    except Exception as error:
        says = _corrupt(error)
    findings.error(path.name, says)
    return None


def cell_text(value: object) -> str:
    """Return what a typist would have written for a cell's value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and value.year < _FIRST_YEAR:
        return value.time().isoformat()
    if isinstance(value, datetime):
        return str(value.date())
    if isinstance(value, timedelta):
        return _duration_text(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


_FIRST_YEAR = 1901
"""Excel keeps a time of day as a moment around its first date, in 1899 or 1900."""
_TOO_LARGE = Text(
    "文件过大，不像是社区的工作簿", "too large; no community's workbook is"
)
_LOCKED = Text(
    "这是旧式 .xls 或有密码的工作簿；请去掉密码并另存为 .xlsx",
    "an old .xls or a workbook with a password; take it off and save as .xlsx",
)
_NO_WORKBOOK = Text(
    "这不是 .xlsx 工作簿；请用 Excel 另存为 .xlsx",
    "not an .xlsx workbook; save it as .xlsx with a spreadsheet program",
)


def _refused(data: bytes) -> Text | None:
    """Return why the bytes should not even be unpacked."""
    if data.startswith(_OLD_OR_ENCRYPTED):
        return _LOCKED
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return _NO_WORKBOOK
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    ratio = unpacked / len(data)
    suspicious = unpacked > SUSPICIOUS_UNPACKED and ratio > SUSPICIOUS_RATIO
    return _TOO_LARGE if suspicious or unpacked > LARGEST_UNPACKED else None


def _corrupt(error: Exception) -> Text:
    reason = f"{type(error).__name__}: {str(error)[:80]}"
    return Text(
        f"工作簿已损坏，无法读取；请用 Excel 打开并另存（{reason}）",
        f"the workbook is damaged; open it and save it anew ({reason})",
    )


def _load(data: bytes, data_only: bool) -> Any:
    return load_workbook(io.BytesIO(data), read_only=True, data_only=data_only)


def has_formulas(data: bytes) -> bool:
    """Return whether any cell of a workbook is a formula."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(
            any(mark in archive.read(name) for mark in _FORMULA_MARKS)
            for name in archive.namelist()
            if name.startswith("xl/worksheets/")
        )


def _rows(sheet: Any, most: int, values_only: bool = False) -> Iterator[Any]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=values_only)
    return itertools.islice(rows, most)


def _duration_text(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the workbook library's remarks on styles and extensions to itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
