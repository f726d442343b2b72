"""What is compared: each measure with its name, its unit and how it is written."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Text
from scheduler.whatif.figures import Figures

MINUS = "−"


class Measure(NamedTuple):
    """One row of the comparison.

    Attributes
    ----------
    key
        In JSON and as heading of a CSV column.
    group, label
        What it is called, in its group.
    of
        Its value in one run; None where there is none.
    digits
        After the decimal point.
    is_share
        Written as per cent, changes as points.
    """

    key: str
    group: Text
    label: Text
    of: Callable[[Figures], float | None]
    digits: int = 0
    is_share: bool = False

    def written(self, value: float) -> str:
        """Return a value as it is shown."""
        if self.is_share:
            return f"{value:.1%}"
        return f"{value:.{self.digits}f}".replace("-", MINUS)

    def change(self, value: float) -> str:
        """Return a change as it is shown, with its sign; empty for none."""
        scaled = round(100 * value, 1) if self.is_share else round(value, self.digits)
        if not scaled:
            return ""
        digits = 1 if self.is_share else self.digits
        return f"{scaled:+.{digits}f}".replace("-", MINUS)


_LATE = Text("逾期天数", "days late")
_ON_TIME = Text("按时率", "on time")
_WORK = Text("工作量", "work")
_FAIR = Text("面孔与分工", "faces and shares")


def measures() -> Iterator[Measure]:
    """Return every measure, in the order of the rows."""
    for tag in Tag:
        name = Text(CHINESE[tag], tag.value)
        yield Measure(f"late_{tag}", _LATE, name, partial(_late, tag=tag))
        inside = Text(f"{name.zh}：期初已有", f"{name.en}: inherited")
        yield Measure(f"inherited_{tag}", _LATE, inside, partial(_inherited, tag=tag))
        least = Text(f"{name.zh}：证明无法避免", f"{name.en}: proved least")
        yield Measure(f"bound_{tag}", _LATE, least, partial(_bound, tag=tag))
    for tag in Tag:
        name = Text(CHINESE[tag], tag.value)
        share = partial(_on_time, tag=tag)
        yield Measure(f"on_time_{tag}", _ON_TIME, name, share, is_share=True)
    yield Measure("unserved", _ON_TIME, Text("未排入人数", "unserved"), _unserved)
    yield Measure("visits", _WORK, Text("走访次数", "visits"), lambda f: f.visits)
    hours = Text("在岗小时", "hours there")
    yield Measure("hours_there", _WORK, hours, lambda f: f.there / 60)
    hours = Text("用去小时", "hours used")
    yield Measure("hours_used", _WORK, hours, lambda f: f.used / 60)
    load = Text("用去比例", "share used")
    yield Measure("load", _WORK, load, _load, is_share=True)
    travel = Text("路上小时", "travel hours")
    yield Measure("travel_hours", _WORK, travel, lambda f: f.travel / 60, 1)
    carers = Text("上门人员", "carers")
    yield Measure("carers_used", _WORK, carers, lambda f: f.carers_used)
    new = Text("新面孔", "new faces")
    yield Measure("new_faces", _FAIR, new, lambda f: f.new_faces)
    faces = Text("每位老人见到几人", "faces a senior")
    yield Measure("faces", _FAIR, faces, lambda f: f.faces, 2)
    unfair = Text("高出公平份额小时", "hours above fair")
    yield Measure("unfair_hours", _FAIR, unfair, lambda f: f.unfair / 60, 1)


def _late(figures: Figures, tag: Tag) -> float:
    return figures.tags[tag].late_days


def _inherited(figures: Figures, tag: Tag) -> float:
    return figures.tags[tag].inherited


def _bound(figures: Figures, tag: Tag) -> float | None:
    return figures.late_bound.get(tag)


def _on_time(figures: Figures, tag: Tag) -> float:
    return figures.tags[tag].on_time_share


def _unserved(figures: Figures) -> float:
    return len(figures.unserved)


def _load(figures: Figures) -> float:
    return figures.used / figures.there if figures.there else 0.0
