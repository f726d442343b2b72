"""city.csv: one row for each community, written as they come."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from scheduler.city.outcome import Ending, Figures, Row
from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Language, Text
from scheduler.files.escaping import escape
from scheduler.files.rows_out import Cell
from scheduler.files.tables_out import TableOut, write_csv

TABLE = "city.csv"

ENDINGS = {
    Ending.PLANNED: Text("已排", "planned"),
    Ending.SKIPPED: Text("未变，跳过", "skipped"),
    Ending.INPUT_WRONG: Text("资料有误", "input_wrong"),
    Ending.TRAVEL_MISSING: Text("缺少路程时间", "travel_missing"),
    Ending.FAILED: Text("失败", "failed"),
}

_Of = Callable[[Figures], Cell]


def _late(tag: Tag) -> _Of:
    return lambda figures: figures.late_days[tag]


_FIGURES: Sequence[tuple[Text, _Of]] = (
    (Text("老人", "seniors"), lambda figures: figures.seniors),
    (Text("人员", "carers"), lambda figures: figures.carers),
    (Text("走访次数", "visits"), lambda figures: figures.visits),
    *((Text(f"逾期天数{CHINESE[tag]}", f"late_days_{tag}"), _late(tag)) for tag in Tag),
    (Text("未排入", "unserved"), lambda figures: figures.unserved),
    (Text("路上分钟", "travel_minutes"), lambda figures: figures.travel_minutes),
    (Text("服务分钟", "service_minutes"), lambda figures: figures.service_minutes),
)

_HEADINGS = (
    Text("社区", "name"),
    Text("结果", "status"),
    *(heading for heading, _ in _FIGURES),
    Text("提醒", "warnings"),
    Text("计算秒数", "seconds"),
    Text("内存峰值MB", "memory_mb"),
    Text("问题", "error"),
)


class CityTable:
    """The table, begun anew; every row is on the disk before the next is worked out.

    Raises
    ------
    OSError
        If it cannot be written.
    """

    def __init__(self, out: Path, language: Language) -> None:
        self._file = out / TABLE
        self._language = language
        out.mkdir(parents=True, exist_ok=True)
        chinese = language is Language.ZH
        empty = TableOut(
            title=self._file.stem,
            encoding="utf-8-sig" if chinese else "utf-8",
            headings=[heading.to(language) for heading in _HEADINGS],
            rows=[],
        )
        write_csv(self._file, empty)

    def append(self, row: Row) -> None:
        """Add a community's row."""
        with self._file.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(self._cells(row))

    def _cells(self, row: Row) -> list[Cell]:
        figures = row.figures
        return [
            escape(row.name),
            ENDINGS[row.status].to(self._language),
            *(None if figures is None else of(figures) for _, of in _FIGURES),
            row.warnings,
            row.seconds,
            row.memory_mb,
            escape(" ".join(row.error.split())),
        ]
