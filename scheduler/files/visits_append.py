"""More rows for the visits already recorded; all else in the file stays as it is."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

from scheduler.domain.records import VisitRecord
from scheduler.errors import Finding, InputError, Language, Text
from scheduler.files.atomic import write_whole
from scheduler.files.cells import fold
from scheduler.files.csv_in import delimiter_of, read_csv
from scheduler.files.decoding import encoding_of
from scheduler.files.findings import Findings
from scheduler.files.formats import SENIORS, VISITS, TableFormat
from scheduler.files.headings import heading_line, match_columns
from scheduler.files.rows_out import Cell, record_cells
from scheduler.files.sheet import Sheet
from scheduler.files.sources import WORKBOOK_SUFFIX
from scheduler.files.tables_out import TableOut, write_csv
from scheduler.files.workbook_in import has_formulas, open_workbook, quiet

Records = Sequence[VisitRecord]


def append_visits(path: Path, records: Records) -> str:
    """Add records to the visits of a data folder or workbook; return where they went.

    Rows follow the file's own columns, language and encoding. Where there is no table
    of visits yet, one is made. The file appears whole or not at all.

    Raises
    ------
    scheduler.errors.InputError
        If the table has no headings, or lies in a workbook with formulas, whose
        results would be lost.
    OSError
        If it cannot be written.
    """
    if path.suffix.lower() == WORKBOOK_SUFFIX:
        return _to_workbook(path, records)
    files = sorted(path.glob("*.[cC][sS][vV]"))
    visits = _named(files, VISITS)
    if visits is None:
        seniors = _named(files, SENIORS)
        chinese = seniors is not None and not fold(seniors.stem).isascii()
        return _to_new_csv(path, records, Language.ZH if chinese else Language.EN)
    return _to_csv(visits, records)


def _named(files: Iterable[Path], table: TableFormat) -> Path | None:
    titles = [table.title(language) for language in Language]
    return next((file for file in files if fold(file.stem).casefold() in titles), None)


def _to_new_csv(folder: Path, records: Records, language: Language) -> str:
    table = _new_table(records, language)
    file = folder / f"{table.title}.csv"
    write_whole(file, lambda draft: write_csv(draft, table))
    return str(file)


def _new_table(records: Records, language: Language) -> TableOut:
    cells = [record_cells(record, language) for record in records]
    return TableOut.from_cells(VISITS, cells, language)


def _to_csv(file: Path, records: Records) -> str:
    findings = Findings()
    sheet = read_csv(file, VISITS, findings)
    findings.warnings()
    data = file.read_bytes()
    encoding = encoding_of(data)
    if sheet is None or encoding is None:
        raise RuntimeError(f"{file} was read without a finding, yet is no table")
    text = data.decode(encoding)
    newline = "\r\n" if "\r\n" in text else "\n"
    drawn = io.StringIO("" if text.endswith(("\n", "\r")) else newline)
    drawn.seek(0, io.SEEK_END)
    delimiter = delimiter_of(text, VISITS)
    writer = csv.writer(drawn, delimiter=delimiter, lineterminator=newline)
    writer.writerows(_rows(sheet, records))
    whole = data + drawn.getvalue().encode(encoding)
    write_whole(file, lambda draft: _fill(draft, whole))
    return str(file)


def _fill(draft: Path, data: bytes) -> None:
    draft.write_bytes(data)


def _to_workbook(path: Path, records: Records) -> str:
    findings = Findings()
    book = open_workbook(path, findings)
    findings.warnings()
    if has_formulas(path.read_bytes()):
        raise InputError([Finding(path.name, _FORMULAS)])
    titles = [] if book is None else book.titles
    title = next((t for t in titles if fold(t).casefold() in _TITLES), None)
    with quiet():
        whole = load_workbook(path)
        if title is None or book is None:
            table = _new_table(records, Language.ZH)
            title, rows = table.title, [table.headings, *table.rows]
            whole.create_sheet(title)
        else:
            rows = _rows(book.sheet(title, VISITS, findings), records)
        for row in rows:
            whole[title].append(row)
        write_whole(path, lambda draft: whole.save(draft))
    return f"{path} [{title}]"


def _rows(sheet: Sheet | None, records: Records) -> list[Sequence[Cell]]:
    """Return the records as rows below a sheet's own headings."""
    line = None if sheet is None else heading_line(sheet, VISITS)
    if sheet is None or line is None:
        raise InputError([Finding(VISITS.zh if sheet is None else sheet.file, _NONE)])
    findings = Findings()
    places = match_columns(sheet, line, VISITS, findings)
    findings.warnings()
    english = str(sheet.cells.iloc[line, places["outcome"]]).isascii()
    language = Language.EN if english else Language.ZH
    return [_row(record_cells(record, language), places) for record in records]


def _row(cells: Mapping[str, Cell], places: Mapping[str, int]) -> Sequence[Cell]:
    row: list[Cell] = [None] * (max(places.values()) + 1)
    for name, place in places.items():
        row[place] = cells[name]
    return row


_TITLES = frozenset(VISITS.title(language) for language in Language)
_NONE = Text("没有找到标题行，无法录入", "no heading row, so nothing can be added")
_FORMULAS = Text(
    "工作簿里有公式，由程序写入会丢失公式的结果；请把公式粘贴为数值后再录入",
    "the workbook has formulas, whose results would be lost when a program writes; "
    "paste them as values first",
)
