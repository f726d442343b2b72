"""Tables of finished cells, written as CSV or as the sheets of a workbook."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pandas as pd
from openpyxl import Workbook

from scheduler.errors import Language
from scheduler.files.cells import without_hidden
from scheduler.files.escaping import escape
from scheduler.files.formats import TableFormat
from scheduler.files.rows_out import Cell
from scheduler.files.vocabulary import MODES


@dataclass(frozen=True)
class TableOut:
    """One table ready to be written; texts are escaped.

    Attributes
    ----------
    title
        Name of the sheet, or of the file without its suffix.
    encoding
        With a byte-order mark for Chinese, so that Excel shows it as it is.
    """

    title: str
    encoding: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]

    @classmethod
    def from_cells(
        cls, table: TableFormat, rows: Sequence[Mapping[str, Cell]], language: Language
    ) -> Self:
        """Return the table with the given cells, by column name."""
        columns = [
            column
            for column in table.columns
            if not column.rare or any(row[column.name] for row in rows)
        ]
        return cls(
            title=table.title(language),
            encoding="utf-8-sig" if language is Language.ZH else "utf-8",
            headings=[column.heading(language) for column in columns],
            rows=[[_safe(row[column.name]) for column in columns] for row in rows],
        )

    @classmethod
    def from_frame(
        cls, table: TableFormat, frame: pd.DataFrame, language: Language
    ) -> Self:
        """Return the travel table with its modes in the given language."""
        modes = frame["mode"].map(lambda mode: MODES.write(mode, language))
        cells = frame.assign(mode=modes).to_dict("records")
        return cls.from_cells(table, cells, language)  # type: ignore[arg-type]


def write_csv(path: Path, table: TableOut) -> None:
    """Write one table as a CSV file."""
    with path.open("w", encoding=table.encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.headings)
        writer.writerows(table.rows)


def write_workbook(path: Path, tables: Iterable[TableOut]) -> None:
    """Write the tables as the sheets of one workbook."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title)
        sheet.append(table.headings)
        for row in table.rows:
            sheet.append(row)
    book.save(path)


def _safe(cell: Cell) -> Cell:
    return escape(without_hidden(cell)) if isinstance(cell, str) else cell
