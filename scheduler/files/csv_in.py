"""A CSV file as a Sheet of text, whatever its delimiter."""

import io
import re
import warnings
from itertools import islice, repeat
from pathlib import Path

import pandas as pd

from scheduler.errors import Text
from scheduler.files.decoding import decode
from scheduler.files.findings import Findings
from scheduler.files.formats import TableFormat
from scheduler.files.headings import HEADING_ROWS, column_of
from scheduler.files.reasons import cannot_be_read
from scheduler.files.sheet import Sheet

LARGEST_FILE = 256 * 2**20
LONGEST_LINE = 50_000
MOST_COLUMNS = 256
_LINES_A_ROW = 5
"""Blank lines and line breaks inside cells allowed for, before rows are counted."""
_DELIMITERS = {",": "", ";": "分号 semicolons", "\t": "制表符 tabs"}
_ROW = re.compile(r"(?:in line|at row) (\d+)")


def read_csv(path: Path, table: TableFormat, findings: Findings) -> Sheet | None:
    """Return the cells of a CSV file, None if it is not one; findings say why."""
    data = _bytes(path, findings)
    text = None if data is None else decode(data, path.name, findings)
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = delimiter_of(text, table)
    if delimiter != ",":
        name = _DELIMITERS[delimiter]
        findings.warn(
            path.name,
            Text(
                f"单元格以{name.split()[0]}分隔，已照此读取；应为逗号",
                f"cells are set off by {name.split()[1]}, not commas; read as such",
            ),
        )
    if text.count("\n") > _LINES_A_ROW * table.most_rows:
        findings.error(path.name, table.too_long(text.count("\n")))
        return None
    width = _width(text, delimiter, path.name, findings)
    return None if width is None else _parse(text, delimiter, width, path, findings)


def _bytes(path: Path, findings: Findings) -> bytes | None:
    try:
        if path.stat().st_size <= LARGEST_FILE:
            return path.read_bytes()
        says = Text(
            f"文件超过 {LARGEST_FILE >> 20} MB，不像是社区的表格",
            f"larger than {LARGEST_FILE >> 20} MB; no community's table is",
        )
    except OSError as error:
        says = cannot_be_read(error)
    findings.error(path.name, says)
    return None


def delimiter_of(text: str, table: TableFormat) -> str:
    """Return what sets off the cells: that by which most headings are known."""
    head = list(islice(io.StringIO(text), HEADING_ROWS))

    def known(delimiter: str) -> int:
        return max(
            (
                sum(
                    column_of(part.strip('"'), table) is not None
                    for part in line[:LONGEST_LINE].split(delimiter)
                )
                for line in head
            ),
            default=0,
        )

    return max(_DELIMITERS, key=known)


def _width(text: str, delimiter: str, file: str, findings: Findings) -> int | None:
    """Return how many columns there are at most, None if that is absurd."""
    lines = text.split("\n")
    longest = max(map(len, lines), default=0)
    width = max(map(str.count, lines, repeat(delimiter)), default=0) + 1
    if longest <= LONGEST_LINE and width <= MOST_COLUMNS:
        return width
    row, line = next(
        (row, line)
        for row, line in enumerate(lines, start=1)
        if len(line) > LONGEST_LINE or line.count(delimiter) >= MOST_COLUMNS
    )
    columns = line.count(delimiter) + 1
    says = Text(
        f"这一行有 {len(line)} 个字符、{columns} 列，不像是表格的一行；"
        f"最多 {LONGEST_LINE} 个字符、{MOST_COLUMNS} 列",
        f"a line of {len(line)} characters in {columns} columns is no row "
        f"of a table; at most {LONGEST_LINE} characters and {MOST_COLUMNS} columns",
    )
    findings.error(file, says, row=row, value=f"{line[:40]}…")
    return None


def _parse(
    text: str, delimiter: str, width: int, path: Path, findings: Findings
) -> Sheet | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            cells = pd.read_csv(
                io.StringIO(text),
                sep=delimiter,
                header=None,
                names=list(range(width)),
                index_col=False,
                dtype=str,
                keep_default_na=False,
                na_filter=False,
                skip_blank_lines=False,
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        findings.error(path.name, _broken(str(error)), row=_row(str(error)))
        return None
    return Sheet(path.name, cells)


def _broken(reason: str) -> Text:
    if "EOF inside string" in reason:
        return Text(
            '这一行的引号 " 没有配对，之后的内容无法读取',
            'a quotation mark " is opened here and never closed',
        )
    return Text(
        "这一行的单元格比标题多；含逗号的文字应放在引号内",
        "more cells than the other rows; text with commas stands in quotation marks",
    )


def _row(reason: str) -> int | None:
    match = _ROW.search(reason)
    if match is None:
        return None
    return int(match[1]) + reason.count("at row")
