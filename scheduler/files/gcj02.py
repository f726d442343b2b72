"""The shift of the GCJ-02 coordinates that maps of China show, against WGS-84."""

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]

_AXIS_METRES = 6_378_245.0
_FLATTENING = 0.006_693_421_622_965_943
"""Of the Krasovsky ellipsoid (squared eccentricity), as in the published formula."""


def gcj02_shift(lat: Degrees, lon: Degrees) -> tuple[Degrees, Degrees]:
    """Return how far north and east of its WGS-84 place a point is drawn."""
    x, y = lon - 105.0, lat - 35.0
    ripple = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    root = np.sqrt(np.abs(x))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += 2 / 3 * (ripple + _waves(y, (20, 1), (40, 3), (160, 12), (320, 30)))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += 2 / 3 * (ripple + _waves(x, (20, 1), (40, 3), (150, 12), (300, 30)))
    angle = np.radians(lat)
    bulge = 1 - _FLATTENING * np.sin(angle) ** 2
    meridian = _AXIS_METRES * (1 - _FLATTENING) / bulge**1.5
    parallel = _AXIS_METRES / np.sqrt(bulge) * np.cos(angle)
    return np.degrees(north / meridian), np.degrees(east / parallel)


def _waves(values: Degrees, *terms: tuple[float, float]) -> Degrees:
    waves = np.zeros_like(values)
    for height, part in terms:
        waves += height * np.sin(np.pi * values / part)
    return waves
