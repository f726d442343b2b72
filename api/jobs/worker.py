"""The making of one plan, in a process of its own."""

import logging
import os
import signal
from datetime import datetime
from threading import Event, Thread
from typing import Protocol

from pydantic import SecretStr
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from api.clock import Clock
from api.errors import ApiError, InvalidError
from api.jobs.orphans import end_with_parent
from api.services import plan_queue
from api.services.pins import pinned_from
from api.services.plan_queue import Ticket
from api.services.plans_in_force import newest_published
from api.services.service import Service
from api.settings import Settings
from api.store.tables import JobRow, PlanRow
from scheduler.domain.problem import Problem
from scheduler.errors import InputError, Text
from scheduler.planning import Options, make
from scheduler.solver.progress import Progress

log = logging.getLogger("qixiu")

POLITENESS = 10
"""By how much the process steps back behind the web, as `os.nice` counts."""

BEAT_SECONDS = 0.5
"""How often it looks whether to stop, and tells how far it is."""


class Count(Protocol):
    """A number that the process and its parent share."""

    value: int


def work(database: str, ticket: Ticket, now: datetime, count: Count) -> None:
    """Make the plan of a ticket and write it as a draft, or write why there is none.

    Parameters
    ----------
    database
        URL of SQLAlchemy.
    now
        What the service's clock shows.
    count
        Grows as long as the process is well.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    os.nice(POLITENESS)
    desk = Service(Settings(database=SecretStr(database)), Clock(now))
    with Pulse(desk, ticket, count) as pulse:
        error = _tried(desk, ticket, pulse)
    if error is not None:
        with desk.database.writing() as session:
            plan_queue.fail(session, desk.clock.now(), ticket, error)
    desk.close()


class Pulse:
    """Tells the parent that this process is well, and the database how far it is.

    Attributes
    ----------
    stop
        Set when somebody asks for the best plan so far.
    """

    def __init__(self, desk: Service, ticket: Ticket, count: Count) -> None:
        self.stop = Event()
        self._desk = desk
        self._ticket = ticket
        self._count = count
        self._progress: Progress | None = None
        self._done = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def report(self, progress: Progress) -> None:
        """Take note of how far the search is."""
        self._progress = progress

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        told: Progress | None = None
        while not self._done.wait(BEAT_SECONDS):
            self._count.value += 1
            progress = self._progress
            try:
                self._look()
                if progress is not None and progress is not told:
                    self._tell(progress)
                    told = progress
            except DBAPIError:
                log.warning("plan %s: no database", self._ticket.plan_id)

    def _look(self) -> None:
        with self._desk.database.reading() as session:
            asked = plan_queue.stop_asked(session, self._ticket)
        if asked is None:
            self._end_if_void()
        elif asked:
            self.stop.set()

    def _tell(self, progress: Progress) -> None:
        with self._desk.database.noting() as session:
            plan_queue.tell(session, self._ticket, progress)

    def _end_if_void(self) -> None:
        """End the process: another start has taken over, or the plan is gone."""
        if not self._done.is_set():
            os._exit(0)


def _tried(desk: Service, ticket: Ticket, pulse: Pulse) -> ApiError | None:
    """Return why no plan could be made; None if it is written."""
    try:
        _make(desk, ticket, pulse)
    except InputError as error:
        return InvalidError.of_findings(error.findings)
    except MemoryError:
        return ApiError(_NO_MEMORY, error="out_of_memory")
    except Exception as error:
        log.error("plan %s: our bug", ticket.plan_id, exc_info=error)
        return ApiError(_OUR_BUG, error="our_bug")
    return None


_NO_MEMORY = Text(
    "内存不足，没有排出计划", "there was not enough memory to make the plan"
)
_OUR_BUG = Text("程序出错（这是我们的问题）", "the program failed (our bug)")


def _make(desk: Service, ticket: Ticket, pulse: Pulse) -> None:
    with desk.database.reading() as session:
        base_plan_id, problem, options = _wanted(desk, session, ticket)
    options["report"], options["stop"] = pulse.report, pulse.stop
    made = make(problem, **options)
    with desk.database.writing() as session:
        plan_queue.finish(session, desk.clock.now(), ticket, made, base_plan_id)


def _wanted(
    desk: Service, session: Session, ticket: Ticket
) -> tuple[str | None, Problem, Options]:
    """Return the newest published plan's id, the problem, and how to solve it."""
    row = session.get_one(PlanRow, ticket.plan_id)
    job = session.get_one(JobRow, ticket.plan_id)
    first, last = row.first_day, row.last_day
    problem = desk.problem(session, first, (last - first).days + 1)
    options = Options(seed=job.seed, time_limit=job.time_limit)
    if job.keep:
        options["published"] = desk.plans.holding(session, first, last)
        options["pinned"] = pinned_from(session, first)
    return newest_published(session, first, last), problem, options
