"""Seniors who seem to live elsewhere: slips, and coordinates of another datum."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from scheduler.errors import Text
from scheduler.files.gcj02 import gcj02_shift
from scheduler.files.table import Numbered, Table

FAR_METRES = 300.0
FAR_TIMES_SPREAD = 3.0
ALONE_METRES = 150.0
ALONE_TIMES_NEIGHBOUR = 3.0
FEWEST_SENIORS = 5
SAMPLE = 200
_DEGREE_METRES = 111_195.0

Metres = NDArray[np.float64]
_Degrees = tuple[float, float]


class _Points(NamedTuple):
    """Places around a centre; metres north and east of it."""

    north: Metres
    east: Metres

    @classmethod
    def around(
        cls,
        centre: _Degrees,
        lat: NDArray[np.float64],
        lon: NDArray[np.float64],
    ) -> Self:
        """Return the points of coordinates in degrees."""
        scale = _DEGREE_METRES * np.cos(np.radians(centre[0]))
        return cls((lat - centre[0]) * _DEGREE_METRES, (lon - centre[1]) * scale)

    @property
    def away(self) -> Metres:
        """Distance from the centre."""
        return np.hypot(self.north, self.east)

    def neighbour(self, point: int) -> float:
        """Return how far the nearest other point is that is not at the same spot."""
        away = np.hypot(self.north - self.north[point], self.east - self.east[point])
        away[point] = np.inf
        return float(away.min())


def check_outliers(table: Table, seniors: Sequence[Numbered], office: _Degrees) -> None:
    """Warn of seniors far outside the others, and of a shift of all of them.

    Parameters
    ----------
    office
        Latitude and longitude.
    """
    placed = [numbered for numbered in seniors if numbered.value.lat is not None]
    if len(placed) < FEWEST_SENIORS:
        return
    lat = np.array([senior.lat for _, senior in placed])
    lon = np.array([senior.lon for _, senior in placed])
    centre = float(np.median(lat)), float(np.median(lon))
    points = _Points.around(centre, lat, lon)
    north, east = gcj02_shift(lat, lon)
    corrected = _Points.around(centre, lat - north, lon - east)
    spread = float(np.quantile(points.away, 0.9))
    usual_gap = _usual_gap(points)
    for index in np.flatnonzero(points.away > max(spread, ALONE_METRES)):
        row, senior = placed[index]
        says = _judge(points, corrected, spread, usual_gap, int(index))
        if says is not None:
            table.warn(row, "lat", says, f"{senior.lat}, {senior.lon}")
    _check_whole_shift(table, centre, spread, office)


def _judge(
    points: _Points, corrected: _Points, spread: float, usual_gap: float, index: int
) -> Text | None:
    away = float(points.away[index])
    is_alone = points.neighbour(index) > max(
        ALONE_METRES, ALONE_TIMES_NEIGHBOUR * usual_gap
    )
    if is_alone and corrected.away[index] <= spread:
        return Text(
            f"位于其他老人之外（距中心 {away:.0f} 米）；像是 GCJ-02（高德、腾讯地图）"
            "坐标，约偏 500 米，应换算为 WGS-84",
            f"outside the others, {away:.0f} m from their middle; looks like a GCJ-02 "
            "pair (as maps of China show), some 500 m off; should be WGS-84",
        )
    if away > max(FAR_TIMES_SPREAD * spread, spread + FAR_METRES):
        return Text(
            f"距其他老人的中心 {away:.0f} 米，其余九成都在 {spread:.0f} 米内；请核对",
            f"{away:.0f} m from the middle of all, nine in ten being within "
            f"{spread:.0f} m; please check",
        )
    return None


def _usual_gap(points: _Points) -> float:
    """Return the neighbour distance that nine in ten (of a sample) stay below."""
    sample = range(0, len(points.north), max(1, len(points.north) // SAMPLE))
    return float(np.quantile([points.neighbour(point) for point in sample], 0.9))


def _check_whole_shift(
    table: Table,
    centre: _Degrees,
    spread: float,
    office: _Degrees,
) -> None:
    """Warn if all seniors seem shifted against an office in their midst."""
    lat, lon = (np.array([degrees]) for degrees in centre)
    north, east = gcj02_shift(lat, lon)
    away = _Points.around(office, lat, lon).away[0]
    corrected = _Points.around(office, lat - north, lon - east).away[0]
    if away > max(FAR_METRES, spread) and corrected < ALONE_METRES:
        says = Text(
            f"老人的中心距办公室 {away:.0f} 米，方向与 GCJ-02 坐标的偏移一致；"
            "请确认老人的坐标是 WGS-84",
            f"the seniors' middle lies {away:.0f} m from the office, just as far and "
            "in the direction that GCJ-02 coordinates are off; they should be WGS-84",
        )
        table.warn_of_all(says)
