"""The schematic map: where the buildings of a route lie, pushed apart to be read.

Lengths are millimetres from the upper left corner of the map.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from scheduler.domain.frozen import Frozen
from scheduler.sheets.boxes import Box, apart

WIDTH, HEIGHT = 192.0, 126.0
CAPTION = 7.0
"""Height of the strip below, which holds words and no house."""

_GROUND = HEIGHT - CAPTION
DISC = 8.6
"""Diameter of a stop's disc."""

_STEP = DISC + 0.8
_DISCS_A_ROW = 4
_LABEL_HEIGHT = 8.0
_LETTER = 4.7
_LABEL_WIDTH = (18.0, 46.0)
_START_SIZE = (30.0, 9.0)
_SMALLEST_METRES = 80.0
_FAR_METRES = 600.0
_STRETCH = 1.7
_METRES_A_DEGREE = 111_195.0
_LANE = 1.3
_MOST_AROUND = 24


class Point(NamedTuple):
    """A place on the ground, degrees."""

    lat: float
    lon: float


class Home(NamedTuple):
    """A stop to be drawn: its order, its building's name, where it stands."""

    order: int
    building: str
    place: Point


class Disc(Frozen):
    """The number of a stop; its centre."""

    x: float
    y: float
    order: int


class House(Frozen):
    """A building: its label's box, and the discs of the stops in it."""

    x: float
    y: float
    width: float
    height: float
    label: str
    discs: tuple[Disc, ...] = ()


class Leg(Frozen):
    """A way from house to house, and where its arrow stands; degrees clockwise."""

    x1: float
    y1: float
    x2: float
    y2: float
    arrow_x: float
    arrow_y: float
    angle: float


class Schematic(Frozen):
    """A route drawn on paper.

    Attributes
    ----------
    around
        Buildings that are not visited, to find one's way by.
    """

    width: float = WIDTH
    height: float = HEIGHT
    disc: float = DISC
    start: House | None
    houses: tuple[House, ...]
    around: tuple[House, ...]
    legs: tuple[Leg, ...]


def draw_schematic(
    shifts: Sequence[Sequence[Home]], start: Point | None, others: Mapping[str, Point]
) -> Schematic | None:
    """Return the map of a day's shifts, each from the start on; None without stops.

    Parameters
    ----------
    start
        Where the shifts start; None if that is not known.
    others
        Other buildings by name.
    """
    groups = _groups([home for homes in shifts for home in homes])
    if not groups:
        return None
    places = [homes[0].place for homes in groups]
    seen = [*places, start] if start and not _is_far(start, places) else places
    paper = _Paper.around(seen)
    wanted = [_box(homes, paper) for homes in groups]
    if start:
        wanted.append(Box.about(*paper.put(start), *_START_SIZE))
    boxes = apart(wanted, WIDTH, _GROUND)
    houses = [_house(homes, box) for homes, box in zip(groups, boxes, strict=False)]
    visited = {house.label for house in houses}
    unvisited = {name: at for name, at in others.items() if name not in visited}
    at_start = boxes[-1] if start else None
    stands = {
        home.order: box
        for homes, box in zip(groups, boxes, strict=False)
        for home in homes
    }
    legs = tuple(_legs(shifts, at_start, stands, boxes))
    return Schematic(
        start=None if at_start is None else _label(at_start, ""),
        houses=tuple(houses),
        around=tuple(_around(unvisited, paper, boxes, legs)),
        legs=legs,
    )


class _Paper(NamedTuple):
    """How degrees become millimetres: millimetres a metre across and down."""

    lat: float
    lon: float
    across: float
    down: float

    @classmethod
    def around(cls, places: Sequence[Point]) -> "_Paper":
        lats, lons = [p.lat for p in places], [p.lon for p in places]
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        tall = max(_SMALLEST_METRES, (max(lats) - min(lats)) * _METRES_A_DEGREE)
        wide = max(_SMALLEST_METRES, _metres_east(max(lons) - min(lons), lat))
        across, down = (WIDTH - 44) / wide, (_GROUND - 34) / tall
        scale = min(across, down)
        most = scale * _STRETCH
        return cls(lat, lon, min(across, most), min(down, most))

    def put(self, place: Point) -> tuple[float, float]:
        east = _metres_east(place.lon - self.lon, self.lat)
        south = (self.lat - place.lat) * _METRES_A_DEGREE
        return WIDTH / 2 + east * self.across, _GROUND / 2 + south * self.down


def _metres_east(degrees: float, lat: float) -> float:
    return degrees * _METRES_A_DEGREE * math.cos(math.radians(lat))


def _is_far(start: Point, places: Sequence[Point]) -> bool:
    """Return whether the start would make the rest too small to be read."""
    paper = _Paper.around(places)
    x, y = paper.put(start)
    east, south = (x - WIDTH / 2) / paper.across, (y - _GROUND / 2) / paper.down
    across = max(WIDTH / paper.across, _GROUND / paper.down)
    return math.hypot(east, south) > max(_FAR_METRES, 3 * across)


def _groups(homes: Sequence[Home]) -> list[list[Home]]:
    """Return the stops by building, in the order of the first of each."""
    groups: dict[str, list[Home]] = {}
    for home in homes:
        groups.setdefault(home.building or str(home.place), []).append(home)
    return list(groups.values())


def _label_width(label: str) -> float:
    letters = sum(1.0 if ord(letter) > 0x2E7F else 0.6 for letter in label)
    return min(max(letters * _LETTER + 5, _LABEL_WIDTH[0]), _LABEL_WIDTH[1])


def _box(homes: Sequence[Home], paper: _Paper) -> Box:
    rows = math.ceil(len(homes) / _DISCS_A_ROW)
    wide = min(len(homes), _DISCS_A_ROW) * _STEP
    width = max(_label_width(homes[0].building), wide)
    return Box.about(*paper.put(homes[0].place), width, _LABEL_HEIGHT + rows * _STEP)


def _house(homes: Sequence[Home], box: Box) -> House:
    discs = []
    for place, home in enumerate(homes):
        row, column = divmod(place, _DISCS_A_ROW)
        in_row = min(_DISCS_A_ROW, len(homes) - row * _DISCS_A_ROW)
        x = box.x + box.width / 2 + (column - (in_row - 1) / 2) * _STEP
        y = box.y + _LABEL_HEIGHT + (row + 0.5) * _STEP
        discs.append(Disc(x=x, y=y, order=home.order))
    label = Box(box.x, box.y, box.width, _LABEL_HEIGHT)
    return _label(label, homes[0].building).replace(discs=tuple(discs))


def _label(box: Box, label: str) -> House:
    return House(x=box.x, y=box.y, width=box.width, height=box.height, label=label)


def _around(
    others: Mapping[str, Point],
    paper: _Paper,
    taken: Sequence[Box],
    legs: Sequence[Leg],
) -> Iterable[House]:
    boxes = list(taken)
    for name in sorted(others):
        box = Box.about(*paper.put(others[name]), _label_width(name), _LABEL_HEIGHT)
        if len(boxes) >= len(taken) + _MOST_AROUND:
            return
        if (
            box.inside(WIDTH, _GROUND)
            and not any(box.touches(other) for other in boxes)
            and not any(box.meets(leg.x1, leg.y1, leg.x2, leg.y2) for leg in legs)
        ):
            boxes.append(box)
            yield _label(box, name)


def _legs(
    shifts: Sequence[Sequence[Home]],
    start: Box | None,
    stands: Mapping[int, Box],
    boxes: Sequence[Box],
) -> Iterable[Leg]:
    for homes in shifts:
        stations = [stands[home.order] for home in homes]
        if start is not None:
            stations.insert(0, start)
        for here, there in pairwise(stations):
            if here != there:
                yield _leg(here, there, boxes)


def _leg(here: Box, there: Box, boxes: Sequence[Box]) -> Leg:
    (x1, y1), (x2, y2) = here.centre, there.centre
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    # Keeping to the right leaves ways there and back apart.
    right_x, right_y = -(y2 - y1) / length * _LANE, (x2 - x1) / length * _LANE
    x1, x2, y1, y2 = x1 + right_x, x2 + right_x, y1 + right_y, y2 + right_y
    at = _free_spot(x1, y1, x2, y2, boxes)
    return Leg(
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        arrow_x=x1 + at * (x2 - x1),
        arrow_y=y1 + at * (y2 - y1),
        angle=math.degrees(math.atan2(y2 - y1, x2 - x1)),
    )


def _free_spot(
    x1: float, y1: float, x2: float, y2: float, boxes: Sequence[Box]
) -> float:
    """Return how far along a leg its arrow is seen best, hidden by no house."""
    tried = sorted((step / 40 for step in range(2, 39)), key=lambda at: abs(at - 0.55))
    for at in tried:
        x, y = x1 + at * (x2 - x1), y1 + at * (y2 - y1)
        if not any(box.holds(x, y, margin=2.2) for box in boxes):
            return at
    return 0.5
