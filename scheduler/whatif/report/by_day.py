"""Pictures of a run of days: load against capacity, and who is late."""

from collections.abc import Sequence
from datetime import date
from statistics import median

from scheduler.domain.words import Tag
from scheduler.errors import Language, Text
from scheduler.whatif.comparison import Comparison, Variant
from scheduler.whatif.figures import DayFigures
from scheduler.whatif.report.drawing import Drawing, Fill, ticks

WIDTH, HEIGHT = 520.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 34.0, 4.0, 8.0, 24.0
GAP = 0.2
"""Part of a day's width that is left between two bars."""

FILLS: dict[Tag, Fill] = {Tag.RED: "red", Tag.ORANGE: "orange", Tag.GREEN: "green"}


class _Axes:
    """Days to the right, a measure upwards."""

    def __init__(self, dates: Sequence[date], highest: float, title: str) -> None:
        self.drawing = Drawing(WIDTH, HEIGHT, title)
        marks = ticks(highest)
        self._high = marks[-1]
        self._day = (WIDTH - LEFT - RIGHT) / len(dates)
        for mark in marks:
            y = self.y(mark)
            kind = "grid" if mark else "axis"
            self.drawing.line(kind, LEFT, y, WIDTH - RIGHT, y)
            self.drawing.words(f"{mark:g}", LEFT - 4, y + 3.5, "end")
        for place, day in enumerate(dates):
            if day.weekday() == 0 or len(dates) <= 7:
                x = LEFT + place * self._day
                self.drawing.line("axis", x, self.y(0), x, self.y(0) + 4)
                self.drawing.words(f"{day:%m-%d}", x + 1, HEIGHT - 8)

    def y(self, value: float) -> float:
        """Return the height at which a value stands."""
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self._high

    def bar(self, fill: Fill, place: int, low: float, high: float) -> None:
        """Draw the bar of the day at a place, between two values."""
        x = LEFT + (place + GAP / 2) * self._day
        width = self._day * (1 - GAP)
        self.drawing.bar(fill, x, self.y(high), width, self.y(low) - self.y(high))

    def mark(self, place: int, value: float) -> None:
        """Draw a dotted line over the day at a place."""
        x = LEFT + place * self._day
        self.drawing.line("dotted", x, self.y(value), x + self._day, self.y(value))


def load_chart(comparison: Comparison, variant: Variant, language: Language) -> str:
    """Return hours used of hours there, day by day, as SVG.

    A dotted line shows the hours there as it is, on days where they differ.
    """
    everyone = [_days(one) for one in comparison.variants]
    highest = max(_hours(day.there) for days in everyone for day in days)
    days, before = _days(variant), everyone[0]
    axes = _Axes([day.date for day in days], highest, _LOAD.to(language))
    for place, (day, then) in enumerate(zip(days, before, strict=True)):
        axes.bar("room", place, 0, _hours(day.there))
        axes.bar("used", place, 0, _hours(day.used))
        if abs(day.there - then.there) >= 1:
            axes.mark(place, _hours(then.there))
    return axes.drawing.svg()


def late_chart(comparison: Comparison, variant: Variant, language: Language) -> str:
    """Return the seniors who are late, day by day and by tag, as SVG."""
    highest = max(map(most_late, comparison.variants))
    days = _days(variant)
    axes = _Axes([day.date for day in days], max(highest, 1), _LATE.to(language))
    for place, day in enumerate(days):
        low = 0.0
        for tag in Tag:
            axes.bar(FILLS[tag], place, low, low + day.late[tag])
            low += day.late[tag]
    return axes.drawing.svg()


def most_late(variant: Variant) -> int:
    """Return how many seniors are late on the worst day."""
    return max(sum(day.late.values()) for day in _days(variant))


_LOAD = Text("每天在岗与用去的小时", "hours there and used, day by day")
_LATE = Text("每天逾期的人数", "seniors who are late, day by day")


def _hours(minutes: float) -> float:
    return minutes / 60


def _days(variant: Variant) -> list[DayFigures]:
    """Return each day's medians over the seeds."""
    return [
        runs[0].replace(
            there=median(day.there for day in runs),
            used=median(day.used for day in runs),
            late={tag: round(median(day.late[tag] for day in runs)) for tag in Tag},
        )
        for runs in zip(*(run.days for run in variant.runs), strict=True)
    ]
