"""The check that what has happened is not in the future."""

from collections.abc import Sequence
from datetime import date

from scheduler.errors import Text
from scheduler.files.table import Table


def check_past(
    table: Table, column: str, days: Sequence[object], first_day: date
) -> None:
    """Note every date after the first planned day."""
    for row, day in zip(table.rows, days, strict=True):
        if isinstance(day, date) and day > first_day:
            says = Text(
                f"日期在计划首日 {first_day} 之后；已发生的走访应不晚于这一天",
                f"lies after the first planned day {first_day}; a visit made cannot",
            )
            table.error(row, column, says, day.isoformat())
