"""Where an invented community lives: sites, buildings, flats."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import ceil, cos, radians, sqrt
from typing import NamedTuple

import numpy as np

from scheduler.simulate.draw import chance, shuffled, whole

SENIORS_A_BUILDING = 19
FLATS_LET_A_BUILDING = 36
"""At most so many seniors live in one building."""

WALK_UP_SHARE = 0.25
WALK_UP_FLOORS = 6
METRES_A_DEGREE = 111_195.0


class Shape(StrEnum):
    """How a community lies in its landscape."""

    ESTATE = "estate"
    TOWN = "town"
    DISTRICT = "district"


class Terrain(NamedTuple):
    """What a shape means.

    Attributes
    ----------
    side_metres
        Of the square that holds everything.
    sites, site_metres
        Number of housing estates, and the side of each.
    travel_seconds
        Travel for each visit that the team is sized for.
    riders
        Share of the staff who ride an e-bike.
    """

    side_metres: float
    sites: int
    site_metres: float
    travel_seconds: float
    riders: float


TERRAINS: Mapping[Shape, Terrain] = {
    Shape.ESTATE: Terrain(600, 1, 600, 165, 0.25),
    Shape.TOWN: Terrain(2_000, 6, 400, 240, 0.7),
    Shape.DISTRICT: Terrain(6_000, 12, 400, 360, 1.0),
}


class Building(NamedTuple):
    """A house with one entrance for all its units."""

    name: str
    lat: float
    lon: float
    floors: int
    units: int
    flats_a_floor: int

    @property
    def has_lift(self) -> bool:
        """Whether it is a high-rise."""
        return self.floors > WALK_UP_FLOORS


class Flat(NamedTuple):
    """Where one senior lives."""

    building: Building
    unit: int
    floor: int
    number: int

    @property
    def room(self) -> str:
        """Floor and door, as it stands on the door."""
        return f"{self.floor}{self.number:02d}"


def draw_buildings(
    rng: np.random.Generator,
    terrain: Terrain,
    office: tuple[float, float],
    seniors: int,
) -> tuple[Building, ...]:
    """Return enough buildings for so many seniors, spread over the sites."""
    count = max(terrain.sites, ceil(seniors / SENIORS_A_BUILDING))
    centres = [_site_centre(rng, terrain) for _ in range(terrain.sites)]
    shares = [
        count // terrain.sites + (n < count % terrain.sites)
        for n in range(terrain.sites)
    ]
    points = [
        (centre[0] + north, centre[1] + east)
        for centre, share in zip(centres, shares, strict=True)
        for north, east in _spots(rng, terrain.site_metres, share)
    ]
    return tuple(
        _building(rng, str(number), coordinates(office, *point))
        for number, point in enumerate(points, start=1)
    )


def coordinates(
    office: tuple[float, float], north: float, east: float
) -> tuple[float, float]:
    """Return latitude and longitude of a point so many metres from the office."""
    lat = office[0] + north / METRES_A_DEGREE
    lon = office[1] + east / (METRES_A_DEGREE * cos(radians(office[0])))
    return round(lat, 6), round(lon, 6)


def draw_flats(
    rng: np.random.Generator, buildings: Sequence[Building], count: int
) -> list[Flat]:
    """Return so many different flats, about as many in each building."""
    let = [
        flat
        for building in buildings
        for flat in shuffled(rng, _flats(building))[:FLATS_LET_A_BUILDING]
    ]
    return shuffled(rng, let)[:count]


def _site_centre(rng: np.random.Generator, terrain: Terrain) -> tuple[float, float]:
    room = terrain.side_metres - terrain.site_metres
    north, east = (rng.random(2) - 0.5) * room
    return float(north), float(east)


def _spots(
    rng: np.random.Generator, side: float, count: int
) -> list[tuple[float, float]]:
    """Return points in a square around zero: a grid, each a little off its place."""
    cells = ceil(sqrt(count))
    width = side / cells
    places = shuffled(rng, [divmod(cell, cells) for cell in range(cells * cells)])
    off = (rng.random((count, 2)) - 0.5) * 0.4
    return [
        (
            float((row + 0.5 + north) * width - side / 2),
            float((column + 0.5 + east) * width - side / 2),
        )
        for (row, column), (north, east) in zip(
            sorted(places[:count]), off, strict=True
        )
    ]


def _building(
    rng: np.random.Generator, name: str, point: tuple[float, float]
) -> Building:
    if chance(rng, WALK_UP_SHARE):
        return Building(name, *point, WALK_UP_FLOORS, whole(rng, 3, 4), 2)
    return Building(name, *point, whole(rng, 18, 33), whole(rng, 1, 3), 4)


def _flats(building: Building) -> list[Flat]:
    return [
        Flat(building, unit, floor, number)
        for unit in range(1, building.units + 1)
        for floor in range(1, building.floors + 1)
        for number in range(1, building.flats_a_floor + 1)
    ]
