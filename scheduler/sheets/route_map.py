"""The map of a route sheet: the places of its stops, and the map in words."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import NamedTuple

from scheduler.domain.plan import Route
from scheduler.errors import Text
from scheduler.sheets.address import house_name
from scheduler.sheets.carer_day import CarerDay
from scheduler.sheets.schematic import Home, Point, Schematic, draw_schematic


class RouteMap(NamedTuple):
    """A map and what it shows, for those who cannot see it.

    Attributes
    ----------
    off_map
        The numbers of stops without coordinates, in a sentence; empty if none.
    """

    schematic: Schematic
    says: str
    off_map: str


def route_map(of: CarerDay, routes: Sequence[Route]) -> RouteMap | None:
    """Return the map of a day's shifts; None if no stop has coordinates."""
    order = count(1)
    shifts: list[list[Home]] = []
    missing: list[str] = []
    for route in routes:
        shifts.append([])
        for stop, number in zip(route.stops, order, strict=False):
            senior = of.problem.senior[stop.senior_id]
            place = _point(senior.lat, senior.lon)
            if place is None:
                missing.append(str(number))
            else:
                house = house_name(senior.building, of.language)
                shifts[-1].append(Home(number, house, place))
    schematic = draw_schematic(shifts, _start(of), _houses(of))
    if schematic is None:
        return None
    return RouteMap(schematic, _in_words(of, shifts), _off_map(of, missing))


def _point(lat: float | None, lon: float | None) -> Point | None:
    return None if lat is None or lon is None else Point(lat, lon)


def _start(of: CarerDay) -> Point:
    own = _point(of.carer.lat, of.carer.lon)
    return own or Point(*of.problem.policy.community.office)


def _houses(of: CarerDay) -> Mapping[str, Point]:
    """Return where the named buildings stand, by the first senior listed in each."""
    houses: dict[str, Point] = {}
    for senior in of.problem.seniors:
        name = house_name(senior.building, of.language)
        place = _point(senior.lat, senior.lon)
        if name and place:
            houses.setdefault(name, place)
    return houses


def _in_words(of: CarerDay, shifts: Sequence[Sequence[Home]]) -> str:
    stops = [f"{home.order} {home.building}" for homes in shifts for home in homes]
    return Text(
        f"路线示意图，依次到：{'、'.join(stops)}",
        f"Map of the route, stops in order: {', '.join(stops)}",
    ).to(of.language)


def _off_map(of: CarerDay, missing: Sequence[str]) -> str:
    if not missing:
        return ""
    return Text(
        f"第 {'、'.join(missing)} 家不在图上", f"not on the map: {', '.join(missing)}"
    ).to(of.language)
