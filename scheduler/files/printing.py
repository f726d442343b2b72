"""The check that what goes on paper can be printed."""

from collections.abc import Callable, Iterable

from scheduler.errors import Text
from scheduler.files.table import Table

PrintProblem = Callable[[str], Text | None]
"""Says what cannot be printed of a text, None if all of it can."""

SENIOR_COLUMNS = ("name", "building", "unit", "room", "notes")
CARER_COLUMNS = ("name",)


def nothing_wrong(_text: str) -> Text | None:
    """Find nothing: for readers who print nothing."""
    return None


def check_printing(
    table: Table, columns: Iterable[str], problem_of: PrintProblem
) -> None:
    """Note every text that cannot be printed as it stands."""
    for column in columns:
        for row, text in zip(table.rows, table.texts(column), strict=True):
            says = problem_of(text) if text else None
            if says is not None:
                table.warn(row, column, says, text)
