"""What a plan achieves, as tables a coordinator reads."""

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any, NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table

from scheduler.check.price import Moved
from scheduler.domain.plan import Kpis, Plan
from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Language, Text

UNSERVED_SHOWN = 10

WIDEST_GAP = 1.0
"""Wider ones say nothing of the plan."""

COLOURS: Mapping[Tag, str] = {
    Tag.RED: "red",
    Tag.ORANGE: "yellow",
    Tag.GREEN: "green",
}


class Yardsticks(NamedTuple):
    """What the lateness of a plan is measured by; days by tag.

    Attributes
    ----------
    bound
        Days late that no plan can avoid, given that the more urgent tags have no more
        than theirs; None if nothing was proved.
    inherited
        Days late that stand before any visit can be made.
    gap
        What the plan may cost more than the best possible, as a part of that; None if
        nothing was proved.
    visits
        The fewest that a plan no later by any tag could make; None likewise.
    moved
        Of the stops of a published plan; None if there is none.
    """

    bound: Mapping[Tag, int] | None
    inherited: Mapping[Tag, int]
    gap: float | None = None
    visits: int | None = None
    moved: Moved | None = None

    def visits_gap(self, made: int) -> float | None:
        """Return how many visits too many were made at most, as a part of the fewest.

        None if nothing was proved, or none has to be made.
        """
        return made / self.visits - 1.0 if self.visits else None


def show_summary(
    console: Console, plan: Plan, kpis: Kpis, yardsticks: Yardsticks, language: Language
) -> None:
    """Write the summary of a plan: lateness by tag, figures, the unserved."""
    heading = Text(
        zh=f"计划 {plan.first_day} 至 {plan.last_day}（{plan.days} 天）",
        en=f"Plan from {plan.first_day} to {plan.last_day} ({plan.days} days)",
    )
    console.print(heading.to(language), style="bold", markup=False)
    console.print(_lateness(kpis, yardsticks, language))
    console.print(_figures(plan, kpis, language))
    for line in (*_nearness(kpis, yardsticks), *_moved(yardsticks.moved)):
        console.print(line.to(language), markup=False)
    for entry in _unserved(plan, language):
        console.print(entry, markup=False)


def summary_json(plan: Plan, kpis: Kpis, yardsticks: Yardsticks) -> dict[str, Any]:
    """Return the same figures as JSON would hold them."""
    return {
        "first_day": str(plan.first_day),
        "days": plan.days,
        "kpis": kpis.model_dump(mode="json"),
        "late_bound": yardsticks.bound,
        "late_inherited": yardsticks.inherited,
        "gap": yardsticks.gap,
        "visits_bound": yardsticks.visits,
        "visits_gap": yardsticks.visits_gap(kpis.visits),
        "stops_moved": yardsticks.moved.stops if yardsticks.moved else None,
        "stops_published": yardsticks.moved.published if yardsticks.moved else None,
        "unserved": len(plan.unserved),
        "seconds": plan.engine.seconds,
    }


def _lateness(kpis: Kpis, yardsticks: Yardsticks, language: Language) -> Table:
    table = Table(box=box.SIMPLE)
    table.add_column(Text("三色", "tag").to(language))
    columns: list[tuple[Text, Mapping[Tag, object] | None]] = [
        (Text("逾期天数", "days late"), kpis.late_days),
        (Text("其中：期初已有", "inherited"), yardsticks.inherited),
        (Text("无法避免", "proved bound"), _bound(kpis, yardsticks)),
        (Text("按时率", "on time"), _shares(kpis)),
    ]
    shown = [(heading, values) for heading, values in columns if values is not None]
    for heading, _ in shown:
        table.add_column(heading.to(language), justify="right")
    for tag in Tag:
        table.add_row(
            Text(CHINESE[tag], tag.value).to(language),
            *(str(values[tag]) for _, values in shown),
            style=COLOURS[tag],
        )
    return table


def _bound(kpis: Kpis, yardsticks: Yardsticks) -> Mapping[Tag, object] | None:
    """Return the bound as far down as it holds: beneath a tag above its own, none."""
    if yardsticks.bound is None:
        return None
    shown: dict[Tag, object] = dict.fromkeys(Tag, "–")
    for tag in Tag:
        shown[tag] = yardsticks.bound[tag]
        if kpis.late_days[tag] > yardsticks.bound[tag]:
            break
    return shown


def _shares(kpis: Kpis) -> Mapping[Tag, str]:
    return {tag: f"{share:.1%}" for tag, share in kpis.on_time_share.items()}


def _figures(plan: Plan, kpis: Kpis, language: Language) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 1))
    table.add_column()
    table.add_column(justify="right")
    rows = (
        (Text("走访次数", "visits"), str(kpis.visits)),
        (Text("路上分钟", "travel minutes"), f"{kpis.travel_minutes:.0f}"),
        (Text("服务分钟", "service minutes"), f"{kpis.service_minutes:.0f}"),
        (Text("上门人员", "carers"), str(kpis.carers_used)),
        (Text("新面孔", "new faces"), str(kpis.new_faces)),
        (
            Text("期初已逾期人数", "overdue at the start (seniors)"),
            str(kpis.overdue_now),
        ),
        (Text("未排入", "unserved"), str(len(plan.unserved))),
        (Text("计算秒数", "seconds"), f"{plan.engine.seconds:.1f}"),
    )
    for label, value in rows:
        table.add_row(label.to(language), value)
    return table


def _nearness(kpis: Kpis, yardsticks: Yardsticks) -> Iterator[Text]:
    """Return how far from the best the plan is at most, where that says something."""
    visits = yardsticks.visits_gap(kpis.visits)
    if visits is not None and visits <= WIDEST_GAP:
        yield _above_the_fewest(visits, yardsticks.visits)
    if yardsticks.gap is not None and yardsticks.gap <= WIDEST_GAP:
        yield Text(
            zh=f"总代价离最优至多 {_percent(yardsticks.gap)}。",
            en=f"Cost: at most {_percent(yardsticks.gap)} from the best possible.",
        )


def _above_the_fewest(gap: float, fewest: int | None) -> Text:
    if gap == 0.0:
        return Text(
            zh="走访次数已是最少（逾期不增加）。",
            en="Visits: the fewest possible, if nobody is to be later.",
        )
    return Text(
        zh=f"走访次数离最优至多 {_percent(gap)}（逾期不增加，至少要 {fewest} 次）。",
        en=f"Visits: at most {_percent(gap)} from the best possible "
        f"({fewest}, no later).",
    )


def _moved(moved: Moved | None) -> Iterator[Text]:
    """Return how many published stops were moved, where any were of these days."""
    if moved is None or not moved.published:
        return
    yield Text(
        zh=f"已发布的走访改动 {moved.stops} 次（共 {moved.published} 次）。",
        en=f"Published stops moved: {moved.stops} of {moved.published}.",
    )


def _percent(gap: float) -> str:
    """Return per cents rounded up, lest too much be claimed."""
    return f"{ceil(round(gap * 1000.0, 6)) / 10.0:.1f} %"


def _unserved(plan: Plan, language: Language) -> Iterator[str]:
    if plan.unserved:
        yield ""
    for entry in plan.unserved[:UNSERVED_SHOWN]:
        yield f"• {entry.says}"
        if entry.remedy is not None:
            yield f"  → {entry.remedy}"
    more = len(plan.unserved) - UNSERVED_SHOWN
    if more > 0:
        rest = Text(
            zh=f"还有 {more} 人未排入，见计划的 unserved。",
            en=f"{more} more are unserved; see unserved in the plan.",
        )
        yield rest.to(language)
