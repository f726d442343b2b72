"""Boxes on paper that must not cover each other; millimetres."""

import math
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

GAPS = (9.0, 6.0, 3.0)
"""Between boxes; the widest that leaves room for all is taken."""

_ROUNDS = 200


class Box(NamedTuple):
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def about(cls, x: float, y: float, width: float, height: float) -> "Box":
        """Return the box with this centre."""
        return cls(x - width / 2, y - height / 2, width, height)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def touches(self, other: "Box", gap: float = 1.0) -> bool:
        """Return whether less than the gap lies between the two."""
        return min(self.overlap(other, gap)) > 0

    def overlap(self, other: "Box", gap: float) -> tuple[float, float]:
        """Return how deep the two reach into each other, across and down."""
        (x1, y1), (x2, y2) = self.centre, other.centre
        across = (self.width + other.width) / 2 + gap - abs(x2 - x1)
        return across, (self.height + other.height) / 2 + gap - abs(y2 - y1)

    def inside(self, width: float, height: float) -> bool:
        """Return whether the whole box lies on paper of this size."""
        return self == self.kept(width, height)

    def kept(self, width: float, height: float) -> "Box":
        """Return the box moved onto paper of this size."""
        x = min(max(self.x, 1.0), width - self.width - 1.0)
        return self._replace(x=x, y=min(max(self.y, 1.0), height - self.height - 1.0))

    def moved(self, x: float, y: float) -> "Box":
        """Return the box moved by so much."""
        return self._replace(x=self.x + x, y=self.y + y)

    def holds(self, x: float, y: float, margin: float) -> bool:
        """Return whether a point lies in the box or this near to it."""
        across = abs(x - self.centre[0]) - self.width / 2
        return max(across, abs(y - self.centre[1]) - self.height / 2) < margin

    def meets(self, x1: float, y1: float, x2: float, y2: float) -> bool:
        """Return whether a line comes within a millimetre or so of the box."""
        steps = max(1, math.ceil(math.hypot(x2 - x1, y2 - y1)))
        return any(
            self.holds(x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps, 1.5)
            for n in range(steps + 1)
        )


def apart(wanted: Sequence[Box], width: float, height: float) -> list[Box]:
    """Return the boxes moved as little as it takes for none to touch another.

    Boxes that find no room by being pushed are put on a grid, in the order of
    reading; there they touch only if the paper is too small for them.
    """
    boxes = [box.kept(width, height) for box in wanted]
    for gap in GAPS:
        pushed = list(boxes)
        for _ in range(_ROUNDS):
            if not _push(pushed, width, height, gap):
                return pushed
    return _on_a_grid(boxes, width, height)


def _push(boxes: list[Box], width: float, height: float, gap: float) -> bool:
    """Push each pair that is too near half the way apart; return whether any was."""
    any_near = False
    for i, j in combinations(range(len(boxes)), 2):
        across, down = boxes[i].overlap(boxes[j], gap)
        if min(across, down) <= 1e-6:
            continue
        any_near = True
        (x1, y1), (x2, y2) = boxes[i].centre, boxes[j].centre
        if across <= down:
            step = (across / 2 + 0.01) * (1 if x2 >= x1 else -1), 0.0
        else:
            step = 0.0, (down / 2 + 0.01) * (1 if y2 >= y1 else -1)
        boxes[i] = boxes[i].moved(-step[0], -step[1]).kept(width, height)
        boxes[j] = boxes[j].moved(*step).kept(width, height)
    return any_near


def _on_a_grid(boxes: Sequence[Box], width: float, height: float) -> list[Box]:
    columns = max(1, int(width // (max(box.width for box in boxes) + 1)))
    rows = math.ceil(len(boxes) / columns)
    by_row = sorted(range(len(boxes)), key=lambda i: boxes[i].centre[1])
    placed = list(boxes)
    for row in range(rows):
        members = by_row[row * columns : (row + 1) * columns]
        members.sort(key=lambda i: boxes[i].centre[0])
        for column, i in enumerate(members):
            x = (column + 0.5) * width / columns
            y = (row + 0.5) * height / rows
            placed[i] = Box.about(x, y, boxes[i].width, boxes[i].height)
    return placed
