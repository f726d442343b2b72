"""How a comparison is told, on a terminal and in the report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Text
from scheduler.whatif.affected import SeniorChange
from scheduler.whatif.comparison import Cell, Comparison, Variant, cell_of
from scheduler.whatif.measures import Measure, measures

NOTHING = "–"
"""Stands where a variant has no such figure."""


def as_it_is() -> Text:
    """Return how the community without a scenario is called."""
    return Text("现状", "as it is")


def heading(comparison: Comparison) -> Text:
    """Return what was compared, over which days, with which seeds and budget."""
    return heading_of(
        comparison.community,
        comparison.first_day,
        comparison.days,
        comparison.seeds,
        comparison.time_limit,
    )


def heading_of(
    community: str, first_day: date, days: int, seeds: Sequence[int], seconds: float
) -> Text:
    """Return where was planned, over which days, with which seeds and budget."""
    last = first_day + timedelta(days=days - 1)
    first, last_seed = seeds[0], seeds[-1]
    told = f"{first}" if first == last_seed else f"{first}–{last_seed}"
    limit = f"{seconds:g}"
    return Text(
        f"{community}：{first_day} 至 {last}（{days} 天），种子 {told}，"
        f"每份计划 {limit} 秒",
        f"{community}: {first_day} to {last} ({days} days), seed {told}, "
        f"{limit} s a plan",
    )


def cell_text(cell: Cell | None, measure: Measure) -> str:
    """Return a value, and in brackets its change; a dash for none."""
    if cell is None:
        return NOTHING
    value = measure.written(cell.value)
    if cell.change is None:
        return value
    change = "≈" if cell.is_noise else measure.change(cell.change)
    return f"{value} ({change})" if change else value


class Row(NamedTuple):
    """One measure, and how it is written for each variant."""

    label: Text
    cells: list[str]


def rows_by_group(
    comparison: Comparison, variants: Sequence[Variant]
) -> Iterator[tuple[Text, list[Row]]]:
    """Return the rows of the comparison for some variants, without empty ones."""
    for group, chosen in groupby(measures(), key=lambda measure: measure.group):
        rows = [_row(comparison, variants, measure) for measure in chosen]
        yield group, [row for row in rows if set(row.cells) != {NOTHING}]


def _row(comparison: Comparison, variants: Sequence[Variant], measure: Measure) -> Row:
    cells = [cell_of(comparison, variant, measure.of) for variant in variants]
    return Row(measure.label, [cell_text(cell, measure) for cell in cells])


def stages_note(variant: Variant) -> Text:
    """Return on which days a scenario is planned anew."""
    days = "、".join(f"{day:%m-%d}" for day in variant.stages[1:])
    return Text(
        f"{variant.mark} 到 {days} 才得知变化，当天起重排：之前的计划不知道它会来，"
        "之中的不知道它会走。",
        f"{variant.mark} is learnt of on {days.replace('、', ', ')} and planned anew "
        "from that day: plans before do not know that it comes, plans within not that "
        "it goes.",
    )


def by_tag(changes: Iterable[SeniorChange]) -> Text:
    """Return how many of each tag, in brackets; empty for none."""
    counted = Counter(change.tag for change in changes)
    if not counted:
        return Text("", "")
    zh = " ".join(f"{CHINESE[tag]} {counted[tag]}" for tag in Tag if counted[tag])
    en = ", ".join(f"{tag} {counted[tag]}" for tag in Tag if counted[tag])
    return Text(f"（{zh}）", f" ({en})")


def who(comparison: Comparison, person_id: str) -> str:
    """Return an id, and the name where names are to be told."""
    name = comparison.names.get(person_id)
    return person_id if name is None else f"{person_id} {name}"
