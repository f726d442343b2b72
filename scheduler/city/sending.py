"""Communities on their way to workers, and what comes back of each."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from scheduler.city.outcome import Outcome, Wanted
from scheduler.city.packing import pack
from scheduler.city.places import Place
from scheduler.city.task import failed, plan_on_worker, wrong_input
from scheduler.city.workers import gone, taken_from
from scheduler.errors import Finding, InputError, Language, Text
from scheduler.files.reasons import cannot_be_read

if TYPE_CHECKING:
    from distributed import Client, Future

LEAST_PATIENCE_SECONDS = 3600.0
PATIENCE_LIMITS = 20
"""How long a worker may have a community: so many time limits, but at least an hour."""

LOOK_SECONDS = 0.05
"""Between two looks at whether any community is done."""


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
    more than that, a worker that dies takes only its own along, and one that hangs is
    found out.

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


class _Sent(NamedTuple):
    """A community that a worker has, and until when it may."""

    place: Place
    digest: str
    until: float


class _Way:
    """Communities that workers have, or soon will."""

    def __init__(self, client: "Client", wanted: Wanted, language: Language) -> None:
        from distributed import as_completed

        self._client = client
        self._language = language
        self._wanted = wanted
        self._coming = as_completed()
        limit = PATIENCE_LIMITS * (wanted.time_limit or 0.0)
        self._patience = max(LEAST_PATIENCE_SECONDS, limit)
        self._sent: dict[Future[Outcome], _Sent] = {}
        self._hung: set[str] = set()

    def has_any(self) -> bool:
        return bool(self._sent)

    def is_full(self) -> bool:
        """Return whether all have work; one community may wait for workers to come."""
        return len(self._sent) >= max(1, sum(self._threads().values()))

    def send(self, place: Place) -> None:
        packed = pack(place.path)
        future = self._client.submit(
            plan_on_worker,
            place.name,
            packed,
            self._wanted,
            self._language,
            key=f"{place.name}-{uuid4().hex}",
            workers=list(self._threads()) if self._hung else None,
        )
        until = time.monotonic() + self._patience
        self._sent[future] = _Sent(place, packed.digest(), until)
        self._coming.add(future)

    def _threads(self) -> dict[str, int]:
        """Return the threads of each worker that does not hang."""
        try:
            threads = self._client.nthreads().items()
        except OSError as error:
            raise gone(self._client) from error
        answering = {who: count for who, count in threads if who not in self._hung}
        if self._hung and not answering:
            raise gone(self._client)
        return answering

    def next_back(self) -> Back:
        while True:
            while self._coming.has_ready():
                future = next(self._coming)
                if future in self._sent:
                    place, digest, _ = self._sent.pop(future)
                    return Back(place, digest, self._outcome(place.name, future))
            for future, sent in self._sent.items():
                if sent.until < time.monotonic():
                    return self._given_up(future)
            time.sleep(LOOK_SECONDS)

    def _given_up(self, future: "Future[Outcome]") -> Back:
        place, digest, _ = self._sent.pop(future)
        self._hung.update(taken_from(self._client, future))
        return Back(place, digest, failed(place.name, self._too_long()))

    def _too_long(self) -> str:
        minutes = round(self._patience / 60)
        return Text(
            f"计算进程 {minutes} 分钟没有回应",
            f"its worker has not answered for {minutes} minutes",
        ).to(self._language)

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
