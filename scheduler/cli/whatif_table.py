"""A comparison for a terminal of 80 columns, and for machines."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from scheduler.errors import Language, Text
from scheduler.whatif.affected import Affected, SeniorChange, affected, tags_of
from scheduler.whatif.comparison import Comparison, Variant, cell_of
from scheduler.whatif.measures import Measure, measures
from scheduler.whatif.wording import (
    as_it_is,
    by_tag,
    heading,
    rows_by_group,
    stages_note,
    who,
)

SCENARIOS_A_TABLE = 3
SHOWN = 12
"""Seniors named of each who wait longer; all are in the JSON and the report."""


def show_comparison(
    console: Console, comparison: Comparison, language: Language
) -> None:
    """Write what is compared, the figures side by side, and who is affected."""
    console.print(heading(comparison).to(language), style="bold", markup=False)
    for variant in comparison.scenarios:
        title = f"{variant.mark}  {variant.name}（{variant.file}）"
        console.print(title, markup=False, soft_wrap=True)
    for first in range(0, len(comparison.scenarios), SCENARIOS_A_TABLE):
        shown = comparison.scenarios[first : first + SCENARIOS_A_TABLE]
        console.print(_table(comparison, shown, language))
    for note in _notes(comparison):
        console.print(note.to(language), markup=False, soft_wrap=True)
    tags = tags_of(comparison)
    for variant in comparison.scenarios:
        found = affected(comparison, variant, tags)
        for line in _affected(comparison, variant, found):
            console.print(line.to(language), markup=False, soft_wrap=True)


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as JSON would hold it: medians, changes, every run."""
    tags = tags_of(comparison)
    content = comparison.model_dump(mode="json")
    for variant, written in zip(comparison.variants, content["variants"], strict=True):
        written["figures"] = {
            measure.key: _cell_json(comparison, variant, measure)
            for measure in measures()
        }
        if variant is not comparison.base:
            found = affected(comparison, variant, tags)
            written["affected"] = {
                key: [change._asdict() for change in changes]
                for key, changes in found._asdict().items()
            }
    return content


def _cell_json(
    comparison: Comparison, variant: Variant, measure: Measure
) -> dict[str, float | bool | None] | None:
    cell = cell_of(comparison, variant, measure.of)
    if cell is None:
        return None
    return {
        key: round(value, 6) if isinstance(value, float) else value
        for key, value in cell._asdict().items()
    }


def _table(
    comparison: Comparison, shown: Sequence[Variant], language: Language
) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    table.add_column(as_it_is().to(language), justify="right", no_wrap=True)
    for variant in shown:
        table.add_column(variant.mark, justify="right", no_wrap=True)
    for group, rows in rows_by_group(comparison, (comparison.base, *shown)):
        table.add_row(group.to(language), style="bold")
        for row in rows:
            table.add_row(f"  {row.label.to(language)}", *row.cells)
    return table


def _notes(comparison: Comparison) -> Iterator[Text]:
    if len(comparison.seeds) > 1:
        yield Text(
            "括号里是比现状多（+）或少（−）；≈ 表示各种子有多有少，不算差别。",
            "In brackets: more (+) or less (−) than as it is; ≈: more with some seeds "
            "and less with others, so no difference.",
        )
    else:
        yield Text(
            "括号里是比现状多（+）或少（−）。只有一个种子：小的差别可能是偶然，"
            "可用 --seeds 5 再算。",
            "In brackets: more (+) or less (−) than as it is. One seed only: small "
            "differences may be chance; see with --seeds 5.",
        )
    for variant in comparison.scenarios:
        if len(variant.stages) > 1:
            yield stages_note(variant)


def _affected(
    comparison: Comparison, variant: Variant, found: Affected
) -> Iterator[Text]:
    later, sooner = found.later, found.sooner
    if not later and not sooner:
        yield Text(
            f"{variant.mark} 没有老人因此更晚或更早。",
            f"{variant.mark}: nobody is visited later or sooner for it.",
        )
        return
    most, least = by_tag(later), by_tag(sooner)
    yield Text(
        f"{variant.mark} 逾期更多 {len(later)} 人{most.zh}，"
        f"更少 {len(sooner)} 人{least.zh}",
        f"{variant.mark}: later {len(later)}{most.en}, sooner {len(sooner)}{least.en}",
    )
    if later:
        named = "，".join(_senior(comparison, change) for change in later[:SHOWN])
        more = len(later) - SHOWN
        rest = Text(f"，还有 {more} 人", f", {more} more") if more > 0 else Text("", "")
        yield Text(
            f"  更晚（天）：{named}{rest.zh}",
            f"  later (days): {named.replace('，', ', ')}{rest.en}",
        )


def _senior(comparison: Comparison, change: SeniorChange) -> str:
    return f"{who(comparison, change.senior_id)} +{change.days:g}"
