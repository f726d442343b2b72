"""The check that an id stands once."""

from collections.abc import Sequence

from scheduler.domain.travel import OFFICE
from scheduler.errors import Text
from scheduler.files.table import Table


def check_unique(table: Table, column: str, ids: Sequence[object]) -> None:
    """Note every id that stands again, or is kept for the office."""
    first: dict[object, int] = {}
    for row, key in zip(table.rows, ids, strict=True):
        if key is None:
            continue
        if key == OFFICE:
            says = Text(
                f"{OFFICE} 专指办公室，请换一个编号",
                f"'{OFFICE}' stands for the office; choose another id",
            )
            table.error(row, column, says, OFFICE)
        elif key in first:
            says = Text(
                f"编号重复，第 {first[key]} 行已用过；每人一个编号",
                f"stands in row {first[key]} already; every id stands once",
            )
            table.error(row, column, says, str(key))
        first.setdefault(key, row)
