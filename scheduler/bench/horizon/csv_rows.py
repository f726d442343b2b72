"""The lives' figures as a CSV file, written as they come and read to go on."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scheduler.bench.horizon.lived import Lived
from scheduler.errors import Finding, InputError, Text
from scheduler.files.atomic import write_whole
from scheduler.files.escaping import escape, unescape
from scheduler.files.tables_out import TableOut, write_csv

COLUMNS = list(Lived.model_fields)


def read_lives(path: Path) -> list[Lived]:
    """Return the lives of an earlier run; none if there is no such file.

    Raises
    ------
    scheduler.errors.InputError
        If the file is another kind of table.
    """
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return [Lived.model_validate(_texts(row)) for row in csv.DictReader(lines)]
    except (ValidationError, UnicodeDecodeError, csv.Error):
        raise InputError([Finding(path.name, _ANOTHER_TABLE)]) from None


def _texts(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: unescape(cell) if isinstance(cell, str) else cell
        for name, cell in row.items()
    }


_ANOTHER_TABLE = Text(
    "不是 bench horizon 写出的表格；请换一个文件名，或删去此文件",
    "is no table written by bench horizon; name another file, or remove this one",
)


def write_lives(path: Path, lives: Sequence[Lived]) -> None:
    """Write one row for each life.

    Raises
    ------
    OSError
        If it cannot be written; a file that stood there is then as it was.
    """
    rows = [one.model_dump(mode="json") for one in lives]
    table = TableOut(
        title="horizon",
        encoding="utf-8",
        headings=COLUMNS,
        rows=[
            [escape(cell) if isinstance(cell, str) else cell for cell in row.values()]
            for row in rows
        ],
    )
    write_whole(path, lambda draft: write_csv(draft, table))
