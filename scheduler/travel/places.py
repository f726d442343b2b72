"""Homes and bases as arrays, in the order of a travel table's rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.people import Carer, Senior, buildings_with_lift, has_lift
from scheduler.travel.profiles import carers_with_own_base

EARTH_METRES = 6_371_008.8
"""Mean radius of the earth."""


@dataclass(frozen=True, eq=False)
class Places:
    """Where the homes are, in the order of senior ids, and after them the bases.

    Every array has one entry a place.

    Attributes
    ----------
    homes
        How many of the places are homes.
    lat, lon
        Radians.
    building, unit
        Codes: places with the same code have the same name. Each base is a building
        of its own.
    level
        Floors above the ground; below zero in a basement.
    lift
        Whether there is one; of no meaning at a base.
    """

    homes: int
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    building: NDArray[np.intp]
    unit: NDArray[np.intp]
    level: NDArray[np.int64]
    lift: NDArray[np.bool_]

    @property
    def is_base(self) -> NDArray[np.bool_]:
        """Whether a place is a base."""
        return np.arange(len(self.lat)) >= self.homes

    def metres(self) -> NDArray[np.float64]:
        """Return great-circle metres between all places, shape (places, places)."""
        north = np.sin((self.lat[:, None] - self.lat) / 2) ** 2
        east = np.sin((self.lon[:, None] - self.lon) / 2) ** 2
        shrink = np.cos(self.lat)
        half_chord = np.sqrt(north + shrink[:, None] * shrink * east)
        metres: NDArray[np.float64] = 2 * EARTH_METRES * np.arcsin(half_chord)
        return metres


def places_of(
    office: tuple[float, float], seniors: Sequence[Senior], carers: Sequence[Carer]
) -> Places:
    """Return the homes of the seniors, in the order given, then the bases.

    Parameters
    ----------
    office
        Latitude and longitude in degrees.
    seniors
        All with coordinates.
    """
    bases = [office, *((c.lat, c.lon) for c in carers_with_own_base(carers))]
    points = [*((s.lat, s.lon) for s in seniors), *bases]
    lat, lon = np.radians(np.array(points, dtype=np.float64)).T
    lifted = buildings_with_lift(seniors)
    lifts = [has_lift(s, lifted) for s in seniors]
    return Places(
        homes=len(seniors),
        lat=lat,
        lon=lon,
        building=_codes([s.building for s in seniors], len(bases)),
        unit=_codes([s.unit for s in seniors], len(bases)),
        level=np.array([*(_level(s.floor) for s in seniors), *(0 for _ in bases)]),
        lift=np.array([*lifts, *(False for _ in bases)], dtype=np.bool_),
    )


def _codes(names: Sequence[str], bases: int) -> NDArray[np.intp]:
    known = {name: code for code, name in enumerate(dict.fromkeys(names))}
    own = range(len(known), len(known) + bases)
    return np.array([*(known[name] for name in names), *own], dtype=np.intp)


def _level(floor: int) -> int:
    return floor - 1 if floor > 0 else floor
