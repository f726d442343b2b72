"""Once a minute: cases open where time alone gives cause."""

import logging
from threading import Event, Thread

from api.services.cases_causes import Look
from api.services.cases_open import due_causes, open_due_cases
from api.services.service import Service

SECONDS = 60.0
"""From one look to the next."""

log = logging.getLogger("qixiu")


def sweep(service: Service) -> list[str]:
    """Return the ids of the cases opened now; where there is no cause nothing changes.

    Several services on one database may do so at once.
    """
    now = service.clock.now()
    with service.database.reading() as session:
        if not due_causes(Look(session, service, now)):
            return []
    with service.database.writing() as session:
        return open_due_cases(session, service, now)


class Sweeper:
    """A thread that looks every minute until it is stopped, whatever happens.

    Parameters
    ----------
    seconds
        From one look to the next.
    """

    def __init__(self, service: Service, seconds: float = SECONDS) -> None:
        self._service = service
        self._seconds = seconds
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="sweeper", daemon=True)

    def start(self) -> None:
        """Begin with a first look."""
        self._thread.start()

    def close(self) -> None:
        """End after the look that is under way, whether it has begun or not."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                opened = sweep(self._service)
            except Exception as error:
                log.error("sweep: %s", type(error).__name__)
            else:
                log.info("sweep: %d cases opened", len(opened))
            self._stopped.wait(self._seconds)
