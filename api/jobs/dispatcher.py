"""Starts the making of plans, a few at a time, and sees to what has died."""

import logging
import multiprocessing
import time
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from threading import Event, Thread

from sqlalchemy.exc import DBAPIError

from api.jobs.worker import work
from api.services import plan_queue
from api.services.plan_queue import Ticket
from api.services.service import Service

log = logging.getLogger("qixiu")

LOOK_SECONDS = 0.25
"""How often it looks for plans that wait."""

TROUBLE_SECONDS = 2.0
"""How long it waits after a look that failed."""

BEAT_SECONDS = 2.0
"""How often it tells the database which processes live."""

SILENT_SECONDS = 10.0
"""What no service has told to live for so long counts as dead."""

HUNG_SECONDS = 60.0
"""A process whose own pulse stands still for so long is ended; on a busy computer it
may be slow to start."""

ENDING_SECONDS = 5.0


class Dispatcher:
    """A thread that starts one process for each plan, as many at once as allowed.

    Several services on one database each have their own and share the queue.
    """

    def __init__(self, desk: Service) -> None:
        self._desk = desk
        self._mine: dict[Ticket, Workshop] = {}
        self._heard: dict[Ticket, tuple[datetime | None, float]] = {}
        self._told = 0.0
        self._closing = Event()
        self._thread = Thread(target=self._run, name="dispatcher", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self) -> None:
        """End the thread and its processes; what they had begun waits again."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join()
        for workshop in self._mine.values():
            workshop.process.kill()
        for ticket, workshop in self._mine.items():
            workshop.process.join(ENDING_SECONDS)
            with suppress(DBAPIError):
                self._give_back(ticket)
        self._mine.clear()

    def _run(self) -> None:
        pause = LOOK_SECONDS
        while not self._closing.wait(pause):
            pause = LOOK_SECONDS if self._looked() else TROUBLE_SECONDS

    def _looked(self) -> bool:
        try:
            self._look()
        except DBAPIError as error:
            log.warning("plans wait: no database (%s)", type(error).__name__)
        except Exception as error:
            log.error("plans wait: our bug", exc_info=error)
        else:
            return True
        return False

    def _look(self) -> None:
        ended = [t for t, shop in self._mine.items() if not shop.process.is_alive()]
        with self._desk.database.reading() as session:
            running = plan_queue.running(session)
            waiting = plan_queue.queued(session)
        self._clear(ended, {one.ticket for one in running})
        self._beat()
        self._revive(running)
        for plan_id in waiting[: self._desk.settings.heavy_solves - len(self._mine)]:
            self._begin(plan_id)

    def _clear(self, ended: list[Ticket], running: set[Ticket]) -> None:
        """Give back what our processes have left undone when they ended."""
        for ticket in ended:
            if ticket in running:
                self._give_back(ticket)
            del self._mine[ticket]

    def _beat(self) -> None:
        """Tell which of our processes live, and end those that hang."""
        now = time.monotonic()
        for ticket, workshop in self._mine.items():
            if workshop.silent(now) > HUNG_SECONDS:
                log.warning("plan %s: its process hangs", ticket.plan_id)
                workshop.process.kill()
        if self._mine and now - self._told > BEAT_SECONDS:
            with self._desk.database.noting() as session:
                # True time: a rehearsal's clock may stand still.
                plan_queue.beat(session, datetime.now(UTC), self._mine)
            self._told = now

    def _revive(self, running: list[plan_queue.Running]) -> None:
        """Give back what no service has told to live, by our own watch."""
        now = time.monotonic()
        heard = {}
        for ticket, heartbeat in running:
            last, since = self._heard.get(ticket, (heartbeat, now))
            heard[ticket] = (heartbeat, since if heartbeat == last else now)
            if ticket not in self._mine and now - heard[ticket][1] > SILENT_SECONDS:
                log.warning("plan %s: silent, taken back", ticket.plan_id)
                self._give_back(ticket)
        self._heard = heard

    def _give_back(self, ticket: Ticket) -> None:
        with self._desk.database.writing() as session:
            plan_queue.give_back(session, self._desk.clock.now(), ticket)

    def _begin(self, plan_id: str) -> None:
        now = self._desk.clock.now()
        with self._desk.database.noting() as session:
            ticket = plan_queue.claim(session, now, plan_id)
        if ticket is not None:
            url = self._desk.settings.database_url
            self._mine[ticket] = Workshop(url, ticket, now)


class Workshop:
    """A process that works on a plan; the database's password reaches it by a pipe."""

    def __init__(self, database: str, ticket: Ticket, now: datetime) -> None:
        context = multiprocessing.get_context("spawn")
        self._pulse = context.RawValue("L", 0)
        self._heard = (0, time.monotonic())
        self.process: BaseProcess = context.Process(
            target=work, args=(database, ticket, now, self._pulse), daemon=True
        )
        self.process.start()

    def silent(self, now: float) -> float:
        """Return for how many seconds the process's pulse has stood still."""
        count = self._pulse.value
        if count != self._heard[0]:
            self._heard = (count, now)
        return now - self._heard[1]
