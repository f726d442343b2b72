"""Finding the heading row of a sheet and giving every column its contract name."""

import re
from collections import Counter
from collections.abc import Sequence

from scheduler.errors import Text
from scheduler.files.cells import clean, fold
from scheduler.files.findings import Findings
from scheduler.files.formats import Column, TableFormat
from scheduler.files.near import did_you_mean, nearest
from scheduler.files.sheet import Sheet

HEADING_ROWS = 10
_MOST_SUGGESTIONS = 50


def column_of(heading: str, table: TableFormat) -> Column | None:
    """Return the column a heading stands for, None for an unknown one."""
    plain = re.sub(r"[\s*_-]+", "_", fold(clean(heading)).casefold()).strip("_")
    return table.headings.get(plain) or table.headings.get(plain.replace("_", ""))


def heading_line(sheet: Sheet, table: TableFormat) -> int | None:
    """Return the line of the headings: most required ones, then most known ones.

    None if none of the first lines has any.
    """
    lines = sheet.cells.head(HEADING_ROWS).to_numpy().tolist()
    scores = [_score(line, table) for line in lines]
    best = max(scores, default=(0, 0))
    return scores.index(best) if best > (0, 0) else None


def match_columns(
    sheet: Sheet, line: int, table: TableFormat, findings: Findings
) -> dict[str, int]:
    """Return the position of every known column; findings name the others."""
    headings = [clean(text) for text in sheet.cells.iloc[line]]
    columns = [column_of(heading, table) for heading in headings]
    found: dict[str, int] = {}
    for position, column in enumerate(columns):
        if column is None:
            continue
        if column.name in found:
            findings.error(
                sheet.file,
                Text(
                    f"{column.name} {column.zh} 这一列重复出现；请只留一列",
                    f"column {column.name} stands twice; keep one of them",
                ),
                row=line + 1,
                column=column.name,
                value=headings[position],
            )
        found.setdefault(column.name, position)
    unknown = [
        heading
        for heading, column in zip(headings, columns, strict=True)
        if column is None and heading
    ]
    _report_unknown(unknown, line, sheet.file, table, found, findings)
    _report_missing(unknown, line, sheet.file, table, found, findings)
    return found


def _score(line: Sequence[str], table: TableFormat) -> tuple[int, int]:
    known = Counter(column_of(text, table) for text in line)
    known.pop(None, None)
    return sum(column.required for column in known if column), len(known)


def _report_unknown(
    unknown: Sequence[str],
    line: int,
    file: str,
    table: TableFormat,
    found: dict[str, int],
    findings: Findings,
) -> None:
    absent = [
        heading
        for heading, column in table.headings.items()
        if column.name not in found
    ]
    for count, heading in enumerate(unknown):
        near = nearest(heading, absent) if count < _MOST_SUGGESTIONS else None
        hint = did_you_mean(near)
        findings.warn(
            file,
            Text(
                f"不认识这一列，未读取{hint.zh}",
                f"unknown column, left out{hint.en}",
            ),
            row=line + 1,
            value=heading,
        )


def _report_missing(
    unknown: Sequence[str],
    line: int,
    file: str,
    table: TableFormat,
    found: dict[str, int],
    findings: Findings,
) -> None:
    for column in table.columns:
        if not column.required or column.name in found:
            continue
        spellings = (column.name, column.zh)
        near = [nearest(word, unknown[:_MOST_SUGGESTIONS]) for word in spellings]
        hint = did_you_mean(next(filter(None, near), None))
        findings.error(
            file,
            Text(
                f"缺少必需的列 {column.name} {column.zh}{hint.zh}",
                f"required column {column.name} ({column.zh}) is missing{hint.en}",
            ),
            row=line + 1,
            column=column.name,
        )
