"""The results of days as a table for spreadsheets."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scheduler.bench.day.contest import Result
from scheduler.bench.day.gaps import best_seen, gap, gap_proved, least_travel, proved
from scheduler.domain.words import Tag
from scheduler.files.atomic import write_whole
from scheduler.files.escaping import escape
from scheduler.files.tables_out import TableOut, write_csv

DIGITS = 5


def rows(results: Sequence[Result]) -> list[dict[str, Any]]:
    """Return all results by column, with their gaps to the best of them.

    Gaps are parts; they are None where there is none. ``bound`` is the least travel
    proved, ``gap_proved`` how far above it the result lies at most.
    """
    best, bounds = best_seen(results), proved(results)
    return [
        {
            "instance": one.instance,
            "seniors": one.seniors,
            "carers": one.carers,
            "solver": one.who,
            "version": one.version,
            "seconds": one.seconds,
            "seed": one.seed,
            "took": round(one.took, 2),
            "travel_seconds": one.travel,
            "gap": _rounded(gap(one, best), DIGITS),
            "bound": _rounded(least_travel(one, bounds), 1),
            "gap_proved": _rounded(gap_proved(one, bounds), DIGITS),
            "visits": one.visits,
            **{f"unserved_{tag}": one.unserved[tag] for tag in Tag},
            "rules_broken": len(one.broken),
            "first_broken": one.broken[0].en if one.broken else "",
        }
        for one in results
    ]


def _rounded(figure: float | None, digits: int) -> float | None:
    return None if figure is None else round(figure, digits)


def write_results(path: Path, results: Sequence[Result]) -> None:
    """Write one row for each result, in English.

    Raises
    ------
    OSError
        If it cannot be written; a file that stood there is then as it was.
    """
    table = rows(results)
    written = TableOut(
        title="bench",
        encoding="utf-8",
        headings=list(table[0]),
        rows=[[_safe(cell) for cell in row.values()] for row in table],
    )
    write_whole(path, lambda draft: write_csv(draft, written))


def _safe(cell: Any) -> Any:
    return escape(cell) if isinstance(cell, str) else cell
