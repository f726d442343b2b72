"""A city's communities planned by workers, each on its own; rows as they come."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.city.keeping import keep, kept_row
from scheduler.city.outcome import Row, Wanted
from scheduler.city.packing import pack
from scheduler.city.places import Place
from scheduler.city.sending import outcomes
from scheduler.city.table import CityTable
from scheduler.errors import InputError, Language

if TYPE_CHECKING:
    from distributed import Client

Workers = Callable[[int], AbstractContextManager["Client"]]
"""Given how many communities there are to plan."""


@dataclass(frozen=True)
class City:
    """What is to be planned.

    Attributes
    ----------
    out
        Folder of the results: one folder for each community, and the table.
    language
        Of sentences in plans and findings, and of the table.
    """

    places: Sequence[Place]
    wanted: Wanted
    out: Path
    language: Language


def plan_city(city: City, workers: Workers) -> Iterator[Row]:
    """Return what becomes of each community, as it comes.

    Those whose plan is there already come first; workers are asked for only if any
    are left. When a row is returned, plan and table are on the disk.

    Raises
    ------
    OSError
        If results cannot be written.
    scheduler.errors.InputError
        If the workers' scheduler does not answer, or not any longer.
    """
    table = CityTable(city.out, city.language)
    left = []
    for place in city.places:
        row = _kept(city, place)
        if row is None:
            left.append(place)
        else:
            table.append(row)
            yield row
    if not left:
        return
    with workers(len(left)) as client:
        for back in outcomes(client, left, city.wanted, city.language):
            folder = city.out / back.place.name
            keep(folder, back.outcome, back.digest, city.wanted, city.language)
            table.append(back.outcome.row)
            yield back.outcome.row


def _kept(city: City, place: Place) -> Row | None:
    try:
        digest = pack(place.path).digest()
    except (OSError, InputError):
        return None
    return kept_row(city.out / place.name, digest, city.wanted)
