"""A comparison as a table for spreadsheets."""

from pathlib import Path

from scheduler.errors import Language, Text
from scheduler.files.atomic import write_whole
from scheduler.files.escaping import escape
from scheduler.files.rows_out import Cell
from scheduler.files.tables_out import TableOut, write_csv
from scheduler.whatif.comparison import Comparison
from scheduler.whatif.measures import measures
from scheduler.whatif.wording import as_it_is


def write_comparison(path: Path, comparison: Comparison, language: Language) -> None:
    """Write one row for each variant and seed, one column for each measure.

    Raises
    ------
    OSError
        If it cannot be written; a file that stood there is then as it was.
    """
    chosen = list(measures())
    headings = [Text("方案", "scenario"), Text("文件", "file"), Text("种子", "seed")]
    headings += [Text(f"{m.group.zh}：{m.label.zh}", m.key) for m in chosen]
    rows: list[list[Cell]] = [
        [
            escape(variant.name) if variant.mark else as_it_is().to(language),
            escape(variant.file),
            run.seed,
            *(_rounded(measure.of(run)) for measure in chosen),
        ]
        for variant in comparison.variants
        for run in variant.runs
    ]
    table = TableOut(
        title="whatif",
        encoding="utf-8-sig" if language is Language.ZH else "utf-8",
        headings=[heading.to(language) for heading in headings],
        rows=rows,
    )
    write_whole(path, lambda draft: write_csv(draft, table))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
