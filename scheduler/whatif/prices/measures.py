"""What a rule may cost or bring: each measure, how it is counted and how it is told."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from scheduler.check.price import Price
from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Text
from scheduler.whatif.figures import Figures


class Run(NamedTuple):
    """One plan.

    Attributes
    ----------
    soft
        How often, or by how much, it goes against each soft rule, whatever the
        policy's weights are.
    """

    figures: Figures
    soft: Price


class Measure(NamedTuple):
    """One figure of a plan, a day.

    Attributes
    ----------
    key
        In JSON.
    heading
        Of its column, in two lines.
    of
        What it is over all days of a plan.
    more, less
        How a rise and a fall of so much ``{}`` are told.
    digits
        After the decimal point.
    has_column
        Whether the table on a terminal shows it.
    """

    key: str
    heading: Text
    of: Callable[[Run], float]
    more: Text
    less: Text
    digits: int = 1
    has_column: bool = True


USED = "hours_used"
"""Key of the measure that is told first: travel, service and waiting."""


def measures() -> Iterator[Measure]:
    """Return every measure, in the order of the columns; hours used first."""
    yield Measure(
        USED,
        Text("用去\n小时", "hours\nused"),
        lambda run: run.figures.used / 60,
        Text("费 {}", "costs {}"),
        Text("省 {}", "saves {}"),
        digits=2,
    )
    yield Measure(
        "travel_minutes",
        Text("路上\n分钟", "travel\nmin"),
        lambda run: run.figures.travel,
        Text("路上多 {} 分钟", "{} min more travel"),
        Text("路上少 {} 分钟", "{} min less travel"),
        digits=0,
    )
    yield Measure(
        "visits",
        Text("走访\n次数", "visits\nmade"),
        lambda run: run.figures.visits,
        Text("多 {} 次走访", "{} more visits"),
        Text("少 {} 次走访", "{} fewer visits"),
    )
    for tag in Tag:
        yield Measure(
            f"late_{tag}",
            Text(f"逾期\n{CHINESE[tag]}", f"late\n{tag}"),
            partial(_arising, tag=tag),
            Text(f"{CHINESE[tag]}色逾期多 {{}} 人天", f"{{}} more days late of {tag}"),
            Text(f"{CHINESE[tag]}色逾期少 {{}} 人天", f"{{}} fewer days late of {tag}"),
            digits=2,
        )
    yield Measure(
        "new_faces",
        Text("新\n面孔", "new\nfaces"),
        lambda run: run.figures.new_faces,
        Text("多 {} 张新面孔", "{} more new faces"),
        Text("少 {} 张新面孔", "{} fewer new faces"),
    )
    yield from _of_soft_rules()


def _of_soft_rules() -> Iterator[Measure]:
    """Return what the other soft rules are there for."""
    yield Measure(
        "unfair_hours",
        Text("超出公平\n小时", "hours\nabove fair"),
        lambda run: run.soft.fairness / 3600,
        Text("超出公平份额多 {} 小时", "{} more hours above the fair share"),
        Text("超出公平份额少 {} 小时", "{} fewer hours above the fair share"),
        has_column=False,
    )
    yield Measure(
        "not_preferred",
        Text("不是偏好\n人员", "not by\npreferred"),
        lambda run: run.soft.prefer,
        Text("多 {} 次不是偏好人员", "{} more visits by others than preferred"),
        Text("少 {} 次不是偏好人员", "{} fewer visits by others than preferred"),
        has_column=False,
    )
    yield Measure(
        "unwished_minutes",
        Text("希望时段\n外分钟", "minutes\nunwished"),
        lambda run: run.soft.prefer_minutes,
        Text("希望时段以外多 {} 分钟", "{} more minutes outside preferred times"),
        Text("希望时段以外少 {} 分钟", "{} fewer minutes outside preferred times"),
        has_column=False,
    )
    yield Measure(
        "stops_moved",
        Text("改动\n次数", "stops\nmoved"),
        lambda run: run.soft.stability,
        Text("多改 {} 次已发布的走访", "{} more published stops moved"),
        Text("少改 {} 次已发布的走访", "{} fewer published stops moved"),
        has_column=False,
    )


def _arising(run: Run, tag: Tag) -> float:
    """Return the days late that some plan might avoid, none of those inherited."""
    late = run.figures.tags[tag]
    return late.late_days - late.inherited


def per_day(run: Run) -> dict[str, float]:
    """Return every measure of a plan by key, a day."""
    days = len(run.figures.days)
    return {measure.key: measure.of(run) / days for measure in measures()}
