"""A warm process that answers what goes wrong, while the web goes on."""

import gc
import multiprocessing
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from threading import Lock
from typing import Any

from api.errors import UnavailableError
from api.jobs.orphans import end_with_parent
from scheduler.changes.proposal import Proposal
from scheduler.errors import Text

LONGEST_SECONDS = 30.0
"""After which a proposal is given up; it takes 1 to 2 on a quiet machine."""

WARMING_SECONDS = 120.0
"""The same while the process starts, when the search may have to be compiled."""

WARM_SENIORS, WARM_SECONDS = 12, 0.3


class Proposer:
    """One process that has the search compiled and loaded, and its queue."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._warm: Future[None] | None = None

    def start(self) -> None:
        """Start the process; it gets ready in the background."""
        with self._turn:
            self._ready()

    def propose(self, *values: Any, **options: Any) -> Proposal:
        """Return what `scheduler.changes.proposing.propose` proposes.

        Raises
        ------
        scheduler.errors.InputError
            If what was reported does not fit the data.
        UnavailableError
            If the process died or did not answer; it is started anew.
        """
        with self._turn:
            pool, warm = self._ready()
        seconds = LONGEST_SECONDS if warm.done() else WARMING_SECONDS
        try:
            return pool.submit(_propose, values, options).result(seconds)
        except (BrokenProcessPool, TookTooLong) as error:
            self.close()
            raise UnavailableError(_NO_PROPOSAL) from error

    def close(self) -> None:
        """End the process."""
        with self._turn:
            if self._pool is not None:
                _kill(self._pool)
            self._pool = self._warm = None

    def _ready(self) -> tuple[ProcessPoolExecutor, "Future[None]"]:
        if self._pool is None or self._warm is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, context, initializer=_begin)
            self._warm = self._pool.submit(_warm_up)
        return self._pool, self._warm


_NO_PROPOSAL = Text(
    "这次没能算出方案，请再报一次；计划没有变",
    "no proposal could be made; please report it again; the plan is unchanged",
)


def _kill(pool: ProcessPoolExecutor) -> None:
    processes = list((pool._processes or {}).values())  # noqa: SLF001 no public way
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()


def _begin() -> None:
    """Let the parent decide when to end: by its word, or by its death."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def _warm_up() -> None:
    """Plan a dozen seniors, so that everything is loaded and compiled."""
    from scheduler.planning import make, to_problem
    from scheduler.simulate.communities import FIRST_DAY, generate_community

    problem = to_problem(generate_community(WARM_SENIORS, seed=0), FIRST_DAY, 2)
    plan = make(problem, time_limit=WARM_SECONDS).plan
    make(problem, time_limit=WARM_SECONDS, published=plan)
    gc.freeze()  # so that a proposal does not look through all modules for garbage


def _propose(values: tuple[Any, ...], options: dict[str, Any]) -> Proposal:
    from scheduler.changes.proposing import propose

    return propose(*values, **options)
