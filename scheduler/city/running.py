"""A city's communities planned by workers, each on its own; rows as they come."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from scheduler.city.keeping import keep, kept_row
from scheduler.city.outcome import Outcome, Row, Wanted
from scheduler.city.packing import pack
from scheduler.city.places import Place
from scheduler.city.table import CityTable
from scheduler.city.task import failed, plan_on_worker, wrong_input
from scheduler.city.workers import gone
from scheduler.errors import Finding, InputError, Language
from scheduler.files.reasons import cannot_be_read

if TYPE_CHECKING:
    from distributed import Client, Future

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
        for outcome in _outcomes(city, left, client):
            table.append(outcome.row)
            yield outcome.row


def _kept(city: City, place: Place) -> Row | None:
    try:
        digest = pack(place.path).digest()
    except (OSError, InputError):
        return None
    return kept_row(city.out / place.name, digest, city.wanted)


class _Sent(NamedTuple):
    """A community that a worker has, or soon will."""

    place: Place
    digest: str


def _outcomes(
    city: City, places: Sequence[Place], client: "Client"
) -> Iterator[Outcome]:
    """Send as many communities as there are workers, another whenever one is done.

    With no more than that on the way, a worker that dies takes only its own along.
    """
    from distributed import as_completed

    sent: dict[Future[Outcome], _Sent] = {}
    coming = as_completed()
    for place in places:
        while len(sent) >= _room(client):
            yield _come(city, next(coming), sent, client)
        try:
            packed = pack(place.path)
        except (OSError, InputError) as error:
            outcome = _unreadable(place, error, city.language)
            keep(city.out / place.name, outcome, "", city.wanted, city.language)
            yield outcome
            continue
        future = client.submit(
            plan_on_worker,
            *(place.name, packed, city.wanted, city.language),
            key=f"{place.name}-{uuid4().hex}",
        )
        sent[future] = _Sent(place, packed.digest())
        coming.add(future)
    while sent:
        yield _come(city, next(coming), sent, client)


def _room(client: "Client") -> int:
    """Return how many communities can be on the way: one even before workers come."""
    try:
        there: int = sum(client.nthreads().values())
    except OSError as error:
        raise gone(client) from error
    return max(1, there)


def _come(
    city: City,
    future: "Future[Outcome]",
    sent: "dict[Future[Outcome], _Sent]",
    client: "Client",
) -> Outcome:
    place, digest = sent.pop(future)
    outcome = _outcome(place, future, client)
    keep(city.out / place.name, outcome, digest, city.wanted, city.language)
    return outcome


def _outcome(place: Place, future: "Future[Outcome]", client: "Client") -> Outcome:
    if future.status == "finished":
        outcome: Outcome = future.result()
        return outcome
    if future.status != "error":
        raise gone(client)
    error = future.exception()
    return failed(place.name, f"{type(error).__name__}: {error}")


def _unreadable(
    place: Place, error: OSError | InputError, language: Language
) -> Outcome:
    if isinstance(error, OSError):
        error = InputError([Finding(place.name, cannot_be_read(error))])
    return wrong_input(place.name, error, language)
