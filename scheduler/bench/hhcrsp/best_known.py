"""The best published costs, where they lie beside the instances."""

import csv
from pathlib import Path

from scheduler.errors import Finding, InputError, Text
from scheduler.files.reasons import cannot_be_read

NAME = "best_known.csv"
"""A file with columns ``instance``, a file's name, and ``cost``."""


def read_best_known(folder: Path) -> dict[str, float]:
    """Return the best published cost by the instance's file name; none if no file.

    Raises
    ------
    scheduler.errors.InputError
        If the file is there but cannot be made sense of.
    """
    path = folder / NAME
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        says = (
            cannot_be_read(error)
            if isinstance(error, OSError)
            else Text(f"不是 UTF-8 的 CSV：{error}", f"not a CSV in UTF-8: {error}")
        )
        raise InputError([Finding(NAME, says)]) from None
    best: dict[str, float] = {}
    wrong = []
    for number, row in enumerate(rows, 2):
        name, cost = row.get("instance"), row.get("cost")
        try:
            best[name or ""] = float(cost or "")
        except ValueError:
            says = Text("应为数字", "should be a number")
            wrong.append(Finding(NAME, says, row=number, column="cost", value=cost))
    if wrong:
        raise InputError(wrong)
    return best
