"""Lives side by side for a terminal: a table for each community."""

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from scheduler.bench.horizon.lived import Lived
from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Language, Text

Figure = tuple[Text, Callable[[Lived], float], str]
"""What it is called, its value in one life, and how its median is written."""


def show_lived(
    console: Console,
    lives: Sequence[Lived],
    titles: Mapping[str, Text],
    language: Language,
) -> None:
    """Write the figures of each community, medians over seeds, a column for each way.

    Parameters
    ----------
    titles
        Of the ways, by key.
    """
    for community in dict.fromkeys(one.community for one in lives):
        own = [one for one in lives if one.community == community]
        ways = list(dict.fromkeys(one.way for one in own))
        heading = _heading(own[0], len({one.seed for one in own}))
        console.print(heading.to(language), style="bold", markup=False)
        table = Table(box=box.SIMPLE)
        table.add_column("")
        for way in ways:
            table.add_column(titles[way].to(language), justify="right")
        for label, value, written in _figures():
            medians = [
                statistics.median(value(one) for one in own if one.way == way)
                for way in ways
            ]
            table.add_row(label.to(language), *(written.format(m) for m in medians))
        console.print(table)


def _heading(one: Lived, seeds: int) -> Text:
    medians = Text(f"，{seeds} 个种子的中位数", f", medians of {seeds} seeds")
    shown = medians if seeds > 1 else Text("", "")
    return Text(
        f"{one.community}：经历 {one.days} 天，每天 {one.seconds:g} 秒{shown.zh}",
        f"{one.community}: {one.days} days lived, {one.seconds:g} s a day{shown.en}",
    )


def _figures() -> Iterator[Figure]:
    for tag in Tag:
        name = Text(CHINESE[tag], tag.value)
        yield _label(name, "逾期天数", "days late"), _of(f"late_{tag}"), "{:.0f}"
        yield _label(name, "其中期间新增", "arising inside"), _arising(tag), "{:.0f}"
        yield _label(name, "按时率", "on time"), _of(f"on_time_{tag}"), "{:.1%}"
    yield Text("走访次数", "visits"), _of("visits"), "{:.0f}"
    yield Text("比最少次数", "over the fewest"), _over_fewest, "{:.3f}"
    yield Text("每次路上分钟", "travel minutes a visit"), _travel, "{:.2f}"
    yield Text("新面孔", "new faces"), _of("new_faces"), "{:.0f}"
    yield (
        Text("每位老人见到的人数", "carers a senior"),
        _of("carers_a_senior"),
        "{:.2f}",
    )
    yield Text("忙闲差（标准差）", "spread of work"), _of("spread"), "{:.3f}"


def _label(name: Text, zh: str, en: str) -> Text:
    return Text(f"{name.zh}：{zh}", f"{name.en}: {en}")


def _of(field: str) -> Callable[[Lived], float]:
    return lambda one: float(getattr(one, field))


def _arising(tag: Tag) -> Callable[[Lived], float]:
    return lambda one: one.arising(tag)


def _over_fewest(one: Lived) -> float:
    return one.visits / max(1, one.fewest)


def _travel(one: Lived) -> float:
    return one.travel_minutes / max(1, one.visits)
