"""One table's text by contract column, and the noting of what is wrong in it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Self, TypeVar

import numpy as np
import pandas as pd
from pydantic import ValidationError

from scheduler.domain.frozen import Frozen
from scheduler.errors import Text
from scheduler.files.cells import LONGEST_CELL, CellError, Parser, clean, has_hidden
from scheduler.files.findings import Findings
from scheduler.files.formats import TableFormat
from scheduler.files.headings import heading_line, match_columns
from scheduler.files.sheet import Sheet
from scheduler.files.validation import explain

Value = TypeVar("Value")
Model = TypeVar("Model", bound=Frozen)


Columns = Mapping[str, Sequence[Any]]
"""The values of a table by column, one for each row."""


class Numbered(NamedTuple):
    """A value and the spreadsheet row it stands in."""

    row: int
    value: Any


class Table:
    """The rows below the headings; empty rows are left out.

    Attributes
    ----------
    rows
        Spreadsheet row of each line, the heading row being 1 where it comes first.
    complete
        Whether all required columns are there.
    """

    def __init__(
        self,
        table: TableFormat,
        file: str,
        cells: pd.DataFrame,
        formulas: Mapping[tuple[int, str], str],
        findings: Findings,
    ) -> None:
        self.format = table
        self.file = file
        self.cells = cells
        self.rows: list[int] = (cells.index + 1).tolist()
        self.complete = all(
            column.name in cells for column in table.columns if column.required
        )
        self._findings = findings
        self._broken: set[int] = set()
        self._formulas = formulas
        for (row, column), formula in formulas.items():
            self.error(row, column, _FORMULA, formula)

    @classmethod
    def of(cls, sheet: Sheet, table: TableFormat, findings: Findings) -> Self | None:
        """Return the table a sheet holds, None if no headings are found."""
        line = heading_line(sheet, table)
        if line is None:
            findings.error(sheet.file, _no_headings(table), row=1)
            return None
        if line > 0 and any(map(clean, sheet.cells.iloc[:line].to_numpy().ravel())):
            findings.warn(sheet.file, _title_rows(line), row=line + 1)
        _report_unheaded(sheet, line, findings)
        found = match_columns(sheet, line, table, findings)
        cells = sheet.cells.iloc[line + 1 :, list(found.values())]
        cells.columns = pd.Index(list(found))
        cells = _without_blank_rows(cells)
        if len(cells) > table.most_rows:
            findings.error(sheet.file, table.too_long(len(cells)))
            return None
        names = {position: name for name, position in found.items()}
        formulas = {
            (below + 1, names[position]): formula
            for (below, position), formula in sheet.formulas.items()
            if below > line and position in names
        }
        return cls(table, sheet.file, cells, formulas, findings)

    def texts(self, column: str) -> list[str]:
        """Return the cleaned text of a column, empty where there is none."""
        if column not in self.cells:
            return [""] * len(self.rows)
        raw = self.cells[column].tolist()
        cleaned = {text: clean(text) for text in set(raw)}
        return [cleaned[text] for text in raw]

    def values(self, column: str, parse: Parser[Value]) -> list[Value | None]:
        """Return a column's values; None where empty or wrong (then noted)."""
        self._warn_hidden(column)
        texts = self.texts(column)
        parsed = {text: _attempt(parse, text) for text in set(texts) if text}
        wanted = column in self.cells and any(
            known.name == column and known.required for known in self.format.columns
        )
        values: list[Value | None] = []
        for row, text in zip(self.rows, texts, strict=True):
            value = parsed.get(text)
            if (row, column) in self._formulas:
                value = None
            elif not text and wanted:
                self.error(row, column, _EMPTY)
            elif isinstance(value, CellError):
                self.error(row, column, value.says, text)
                value = None
            values.append(value)  # type: ignore[arg-type]
        return values

    def _warn_hidden(self, column: str) -> None:
        if column not in self.cells:
            return
        for row, text in zip(self.rows, self.cells[column], strict=True):
            if has_hidden(text):
                self.warn(row, column, _HIDDEN_CHARACTERS, clean(text))

    def build(self, model: type[Model], columns: Columns) -> list[Numbered]:
        """Return the values of all rows in which nothing is wrong."""
        built = []
        for index, row in enumerate(self.rows):
            if row in self._broken or not self.complete:
                continue
            fields = {
                name: values[index]
                for name, values in columns.items()
                if values[index] is not None
            }
            try:
                built.append(Numbered(row, model(**fields)))
            except ValidationError as error:
                for detail in error.errors():
                    column = str(detail["loc"][0]) if detail["loc"] else None
                    self.error(row, column, explain(detail))
        return built

    def error(
        self, row: int, column: str | None, says: Text, value: str | None = None
    ) -> None:
        """Note what is wrong in a row, which then is not built."""
        self._broken.add(row)
        value = _short(value)
        self._findings.error(self.file, says, row=row, column=column, value=value)

    def warn(
        self, row: int, column: str | None, says: Text, value: str | None = None
    ) -> None:
        """Note what is odd in a row."""
        value = _short(value)
        self._findings.warn(self.file, says, row=row, column=column, value=value)

    def error_in_all(
        self, says: Text, column: str | None = None, value: str | None = None
    ) -> None:
        """Note what is wrong with the table, or a column, as a whole."""
        self._findings.error(self.file, says, column=column, value=value)

    def warn_of_all(self, says: Text) -> None:
        """Note what is odd about the table as a whole."""
        self._findings.warn(self.file, says)


_FORMULA = Text(
    "公式没有保存结果；请用 Excel 重新保存，或填写值本身",
    "a formula saved without its value; save the workbook anew or write the value",
)
_EMPTY = Text("不能为空", "must not be empty")
_HIDDEN_CHARACTERS = Text(
    "含有看不见的控制字符，已去掉", "has invisible control characters; taken out"
)


def _attempt(parse: Parser[Value], text: str) -> Value | CellError:
    try:
        return parse(text)
    except CellError as error:
        return error


def _short(value: str | None) -> str | None:
    if value is None or len(value) <= LONGEST_CELL:
        return value
    return f"{value[:40]}…"


def _without_blank_rows(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in which something is written, not only spaces."""
    cells = cells[(cells != "").any(axis=1)]
    codes, texts = pd.factorize(cells.iloc[:, 0].to_numpy(dtype=object))
    blank = np.array([not clean(text) for text in texts], dtype=bool)
    kept = ~blank[codes]
    for line in np.flatnonzero(~kept):
        kept[line] = any(map(clean, cells.iloc[line]))
    return cells[kept]


def _report_unheaded(sheet: Sheet, line: int, findings: Findings) -> None:
    """Warn of cells under no heading: often a comma that should stand in quotes."""
    blank = [not clean(text) for text in sheet.cells.iloc[line]]
    if not any(blank):
        return
    below = sheet.cells.iloc[line + 1 :, blank]
    below = below[(below != "").any(axis=1)]
    for row, texts in zip(below.index + 1, below.to_numpy(), strict=True):
        text = next(filter(None, map(clean, texts)), None)
        if text is not None:
            findings.warn(sheet.file, _UNHEADED, row=int(row), value=_short(text))


_UNHEADED = Text(
    "这个单元格上方没有标题，未读取；若是文字里有逗号，应加引号",
    "a cell under no heading, left out; text with a comma stands in quotation marks",
)


def _no_headings(table: TableFormat) -> Text:
    wanted = ", ".join(
        f"{column.name} {column.zh}" for column in table.columns if column.required
    )
    return Text(
        f"前十行里没有找到标题行；至少应有这些列：{wanted}",
        f"no heading row in the first ten rows; at least needed: {wanted}",
    )


def _title_rows(line: int) -> Text:
    return Text(
        f"标题行之前有 {line} 行其他内容，已跳过",
        f"{line} rows stand above the headings; left out",
    )
