"""What happened, as files: the visits with their times, and the key figures."""

import json
from pathlib import Path
from typing import Any

from scheduler.domain.times import format_second
from scheduler.errors import Language
from scheduler.files.atomic import write_whole_folder
from scheduler.files.formats import VISITS
from scheduler.files.rows_out import record_cells
from scheduler.files.tables_out import TableOut, write_csv
from scheduler.simulate.carried_out import Happening
from scheduler.simulate.days import Life
from scheduler.simulate.tally import tally

BASELINE = "baseline-"
"""What the names of the baseline's files begin with."""

VISITS_FILE, KPIS_FILE = "visits.csv", "kpis.json"


def write_lives(folder: Path, life: Life, baseline: Life | None) -> None:
    """Write visits.csv and kpis.json of a life, and the same of the baseline's.

    Both or none are written; what an earlier run left of them is replaced.

    Raises
    ------
    OSError
        If they cannot be written.
    """
    lives = {"": life} | ({} if baseline is None else {BASELINE: baseline})

    def fill(draft: Path) -> None:
        for prefix, one in lives.items():
            write_csv(draft / f"{prefix}{VISITS_FILE}", _visits(one))
            text = json.dumps(kpis_json(one), ensure_ascii=False, indent=1) + "\n"
            (draft / f"{prefix}{KPIS_FILE}").write_bytes(text.encode())

    names = (VISITS_FILE, KPIS_FILE)
    ours = [f"{prefix}{name}" for prefix in ("", BASELINE) for name in names]
    write_whole_folder(folder, fill, outdated=ours)


def kpis_json(life: Life) -> dict[str, Any]:
    """Return the key figures of the contract, and of which days they are."""
    return {
        **tally(life).model_dump(mode="json"),
        "first_day": str(life.problem.first_day),
        "days": life.problem.days,
    }


def _visits(life: Life) -> TableOut:
    """Return what happened as the contract's table, with start and end."""
    table = TableOut.from_cells(
        VISITS,
        [record_cells(one.record, Language.EN) for one in life.happenings],
        Language.EN,
    )
    return TableOut(
        title=table.title,
        encoding=table.encoding,
        headings=[*table.headings, "start", "end"],
        rows=[
            [*row, *_times(one)]
            for row, one in zip(table.rows, life.happenings, strict=True)
        ],
    )


def _times(happening: Happening) -> tuple[str, str]:
    if happening.span is None:
        return "", ""
    return format_second(happening.span.start), format_second(happening.span.end)
