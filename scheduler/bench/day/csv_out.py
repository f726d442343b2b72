"""The results of days as a table for spreadsheets."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scheduler.bench.day.contest import Result
from scheduler.bench.day.gaps import best_seen, gap
from scheduler.domain.words import Tag
from scheduler.files.atomic import write_whole
from scheduler.files.escaping import escape
from scheduler.files.tables_out import TableOut, write_csv

DIGITS = 5


def row_of(result: Result, gap_seen: float | None) -> dict[str, Any]:
    """Return one result by column; ``gap`` is a part, None where there is none."""
    return {
        "instance": result.instance,
        "seniors": result.seniors,
        "carers": result.carers,
        "solver": result.who,
        "version": result.version,
        "seconds": result.seconds,
        "seed": result.seed,
        "took": round(result.took, 2),
        "travel_seconds": result.travel,
        "gap": None if gap_seen is None else round(gap_seen, DIGITS),
        "visits": result.visits,
        **{f"unserved_{tag}": result.unserved[tag] for tag in Tag},
        "rules_broken": len(result.broken),
        "first_broken": result.broken[0].en if result.broken else "",
    }


def rows(results: Sequence[Result]) -> list[dict[str, Any]]:
    """Return all results with their gaps to the best of them."""
    best = best_seen(results)
    return [row_of(one, gap(one, best)) for one in results]


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
