"""Communities on their way to workers, and what comes back of each."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from scheduler.city.outcome import Outcome, Wanted
from scheduler.city.packing import pack
from scheduler.city.places import Place
from scheduler.city.task import failed, plan_on_worker, wrong_input
from scheduler.city.workers import gone
from scheduler.errors import Finding, InputError, Language
from scheduler.files.reasons import cannot_be_read

if TYPE_CHECKING:
    from distributed import Client, Future


class Back(NamedTuple):
    """What came of a community.

    Attributes
    ----------
    digest
        Of the files that were sent; empty if none could be.
    """

    place: Place
    digest: str
    outcome: Outcome


def outcomes(
    client: "Client", places: Sequence[Place], wanted: Wanted, language: Language
) -> Iterator[Back]:
    """Return what comes of each community, in the order in which they are done.

    As many are on the way as there are workers, another whenever one is done. With no
    more than that, a worker that dies takes only its own along.

    Raises
    ------
    scheduler.errors.InputError
        If the scheduler does not answer any longer.
    """
    way = _Way(client, wanted, language)
    for place in places:
        while way.is_full():
            yield way.next_back()
        try:
            way.send(place)
        except (OSError, InputError) as error:
            yield Back(place, "", _unreadable(place, error, language))
    while way.has_any():
        yield way.next_back()


class _Way:
    """Communities that workers have, or soon will."""

    def __init__(self, client: "Client", wanted: Wanted, language: Language) -> None:
        from distributed import as_completed

        self._client = client
        self._how = wanted, language
        self._coming = as_completed()
        self._sent: dict[Future[Outcome], tuple[Place, str]] = {}

    def has_any(self) -> bool:
        return bool(self._sent)

    def is_full(self) -> bool:
        """Return whether all have work; one community may wait for workers to come."""
        try:
            there: int = sum(self._client.nthreads().values())
        except OSError as error:
            raise gone(self._client) from error
        return len(self._sent) >= max(1, there)

    def send(self, place: Place) -> None:
        packed = pack(place.path)
        key = f"{place.name}-{uuid4().hex}"
        future = self._client.submit(
            plan_on_worker, place.name, packed, *self._how, key=key
        )
        self._sent[future] = place, packed.digest()
        self._coming.add(future)

    def next_back(self) -> Back:
        future = next(self._coming)
        place, digest = self._sent.pop(future)
        return Back(place, digest, self._outcome(place.name, future))

    def _outcome(self, name: str, future: "Future[Outcome]") -> Outcome:
        if future.status == "finished":
            outcome: Outcome = future.result()
            return outcome
        if future.status != "error":
            raise gone(self._client)
        error = future.exception()
        return failed(name, f"{type(error).__name__}: {error}")


def _unreadable(
    place: Place, error: OSError | InputError, language: Language
) -> Outcome:
    if isinstance(error, OSError):
        file = Path(error.filename or place.path).name
        error = InputError([Finding(file, cannot_be_read(error))])
    return wrong_input(place.name, error, language)
