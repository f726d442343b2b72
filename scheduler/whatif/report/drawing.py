"""Drawings as SVG: bars, lines and words, told apart without colour.

Lengths are in the drawing's own units; the page scales it to the width there is, but
no larger than letters of the text beside it.
"""

from typing import Literal
from xml.etree import ElementTree

Fill = Literal["used", "room", "base", "red", "orange", "green", "quiet", "plate"]
"""Classes of the style sheet in the page's template: each has a pattern of its own."""

Anchor = Literal["start", "middle", "end"]

LARGEST_SCALE = 1.25


class Drawing:
    """One picture.

    Parameters
    ----------
    title
        What it shows, for those who cannot see it.
    """

    def __init__(self, width: float, height: float, title: str) -> None:
        self._root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {width:g} {height:g}",
                "role": "img",
                "style": f"max-width:{width * LARGEST_SCALE:.0f}px",
            },
        )
        ElementTree.SubElement(self._root, "title").text = title

    def bar(self, fill: Fill, x: float, y: float, width: float, height: float) -> None:
        """Draw a filled bar from its upper left corner; none at all without a size."""
        if width > 0 and height > 0:
            size = {"x": x, "y": y, "width": width, "height": height}
            ElementTree.SubElement(self._root, "rect", {"class": fill, **_told(size)})

    def line(self, kind: str, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line: ``axis``, ``grid`` or ``dotted``."""
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        ElementTree.SubElement(self._root, "line", {"class": kind, **_told(ends)})

    def words(
        self, text: str, x: float, y: float, anchor: Anchor = "start", kind: str = ""
    ) -> None:
        """Write words on a base line; ``kind`` is a class such as ``strong``."""
        place = {**_told({"x": x, "y": y}), "text-anchor": anchor, "class": kind}
        ElementTree.SubElement(self._root, "text", place).text = text

    def svg(self) -> str:
        """Return the picture, ready to stand in a page."""
        return ElementTree.tostring(self._root, encoding="unicode")


def _told(numbers: dict[str, float]) -> dict[str, str]:
    return {key: f"{round(number, 2):g}" for key, number in numbers.items()}


def ticks(highest: float, most: int = 4) -> list[float]:
    """Return round numbers from zero up to the first that is not below the highest."""
    steps = (base * 10**power for power in range(7) for base in (1, 2, 5))
    step = next(step for step in steps if step * most >= highest)
    count = max(1, -int(-highest // step))
    return [step * number for number in range(count + 1)]
