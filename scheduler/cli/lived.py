"""Lived days, seen while they pass and side by side in the end."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from scheduler.cli.console import messages
from scheduler.domain.plan import Kpis
from scheduler.domain.words import CHINESE, Outcome, Tag
from scheduler.errors import Language, Text
from scheduler.simulate.days import Life
from scheduler.simulate.diary import kpis_json
from scheduler.simulate.tally import outcomes, tally

ROLLING = Text("滚动计划", "rolling plan")
USUAL = Text("先到期先排", "earliest due first")


@contextmanager
def shown_days(
    who: Text, days: int, language: Language
) -> Iterator[Callable[[Life], None]]:
    """Return where to report to after each day that is lived through."""
    console = messages()
    lived = 0

    def sentence(life: Life) -> str:
        on = life.problem.first_day + timedelta(days=lived - 1)
        met = outcomes(life)[Outcome.COMPLETED]
        return Text(
            zh=f"{who.zh}：第 {lived}/{days} 天 {on} · 已走访 {met} 次",
            en=f"{who.en}: day {lived} of {days}, {on} · {met} visits made",
        ).to(language)

    with console.status(who.to(language)) as status:

        def report(life: Life) -> None:
            nonlocal lived
            lived += 1
            if console.is_terminal:
                status.update(sentence(life))
            else:
                console.print(sentence(life), markup=False, soft_wrap=True)

        yield report


def show_lives(
    console: Console,
    life: Life,
    usual: Life | None,
    inherited: Mapping[Tag, int],
    language: Language,
) -> None:
    """Write what was lived through as a table, beside the usual way if there is it."""
    heading = Text(
        zh=f"{life.problem.first_day} 至 {life.problem.last_day} 经历的 "
        f"{life.problem.days} 天",
        en=f"{life.problem.days} days lived, {life.problem.first_day} to "
        f"{life.problem.last_day}",
    )
    console.print(heading.to(language), style="bold", markup=False)
    lives = [life] if usual is None else [life, usual]
    table = Table(box=box.SIMPLE)
    table.add_column("")
    for name, _ in zip((ROLLING, USUAL), lives, strict=False):
        table.add_column(name.to(language), justify="right")
    columns = [dict(_rows(one, inherited)) for one in lives]
    for label in columns[0]:
        table.add_row(label.to(language), *(column[label] for column in columns))
    console.print(table)


def lives_json(
    life: Life, usual: Life | None, inherited: Mapping[Tag, int]
) -> dict[str, Any]:
    """Return the same figures as JSON would hold them."""
    return {
        "rolling": _life_json(life),
        "baseline": None if usual is None else _life_json(usual),
        "late_inherited": inherited,
    }


def _life_json(life: Life) -> dict[str, Any]:
    return {
        "kpis": kpis_json(life),
        "outcomes": {outcome: outcomes(life)[outcome] for outcome in _SHOWN},
        "sick_calls": life.sick_calls,
    }


_SHOWN: Mapping[Outcome, Text] = {
    Outcome.COMPLETED: Text("完成", "completed"),
    Outcome.NO_ANSWER: Text("无人应答", "no answer"),
    Outcome.MISSED: Text("来不及", "missed for want of time"),
}


def _rows(life: Life, inherited: Mapping[Tag, int]) -> Iterator[tuple[Text, str]]:
    """Return the label and the figure of each row."""
    kpis = tally(life)
    for tag in Tag:
        late = kpis.late_days[tag]
        figures = (
            (Text("逾期天数", "days late"), str(late)),
            (Text("其中期间新增", "arising inside"), str(late - inherited[tag])),
            (Text("按时率", "on time"), f"{kpis.on_time_share[tag]:.1%}"),
        )
        for label, figure in figures:
            zh, en = f"{CHINESE[tag]}：{label.zh}", f"{tag}: {label.en}"
            yield Text(zh, en), figure
    yield from _work(life, kpis)


def _work(life: Life, kpis: Kpis) -> Iterator[tuple[Text, str]]:
    counted = outcomes(life)
    for outcome, name in _SHOWN.items():
        yield name, str(counted[outcome])
    each = kpis.travel_minutes / max(1, counted.total() - counted[Outcome.MISSED])
    yield Text("每次路上分钟", "travel minutes a visit"), f"{each:.2f}"
    yield Text("服务分钟", "service minutes"), f"{kpis.service_minutes:.0f}"
    yield Text("上门人员", "carers"), str(kpis.carers_used)
    yield Text("新面孔", "new faces"), str(kpis.new_faces)
    yield Text("病假", "sick calls"), str(life.sick_calls)
