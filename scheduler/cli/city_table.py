"""A city's communities added up, for a terminal and for machines."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from scheduler.city.outcome import EXIT_CODES, Row
from scheduler.city.rollup import RollUp, rolled_up
from scheduler.city.table import ENDINGS
from scheduler.cli.progress import late_by_tag
from scheduler.errors import Language, Text

SHOWN = 20
"""Communities without a plan that are named; all are in the table and the JSON."""


def show_city(console: Console, rows: Sequence[Row], language: Language) -> None:
    """Write the sums, and which communities have no plan and why."""
    console.print(_table(rolled_up(rows), language))
    wrong = [row for row in rows if EXIT_CODES[row.status]]
    for row in wrong[:SHOWN]:
        ending = ENDINGS[row.status].to(language)
        line = f"{row.name}: {ending}: {row.error}"
        console.print(line, markup=False, soft_wrap=True)
    if len(wrong) > SHOWN:
        more = len(wrong) - SHOWN
        rest = Text(f"还有 {more} 个，见 city.csv", f"{more} more, see city.csv")
        console.print(rest.to(language))


def city_json(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the sums and every row as JSON would hold them."""
    return {
        "total": rolled_up(rows).model_dump(mode="json"),
        "communities": [row.model_dump(mode="json") for row in rows],
    }


def _table(total: RollUp, language: Language) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 1))
    table.add_column()
    table.add_column(justify="right")
    for label, value in _figures(total, language):
        table.add_row(label.to(language), value)
    return table


def _figures(total: RollUp, language: Language) -> Iterator[tuple[Text, str]]:
    figures = total.figures
    yield Text("社区", "communities"), str(total.communities)
    for ending, count in total.by_status.items():
        if count:
            label = ENDINGS[ending]
            yield Text(f"  {label.zh}", f"  {label.en}"), str(count)
    yield Text("老人", "seniors"), str(figures.seniors)
    yield Text("人员", "carers"), str(figures.carers)
    yield Text("走访次数", "visits"), str(figures.visits)
    late = late_by_tag(figures.late_days).to(language)
    yield Text("逾期天数", "days late"), late
    yield Text("未排入", "unserved"), str(figures.unserved)
    yield Text("路上分钟", "travel minutes"), f"{figures.travel_minutes:.0f}"
    yield Text("服务分钟", "service minutes"), f"{figures.service_minutes:.0f}"
    yield Text("计算秒数", "seconds of workers"), f"{total.seconds:.1f}"
    if total.memory_mb is not None:
        yield Text("内存峰值 MB", "memory peak MB"), str(total.memory_mb)
