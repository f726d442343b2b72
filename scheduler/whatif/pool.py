"""Work done in processes of its own, the same however many there are."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from threading import Thread, current_thread, main_thread
from typing import Any, TypeVar

Key = TypeVar("Key")
Result = TypeVar("Result")

Report = Callable[[int, int], None]
"""Told how many runs are done, and of how many."""


def in_processes(
    calls: Mapping[Key, Callable[[], Result]], processes: int | None, report: Report
) -> dict[Key, Result]:
    """Return what each call returns; they are begun in their order.

    Whatever ends this early ends the processes too, without waiting for their calls.

    Parameters
    ----------
    calls
        They, and what they return, can go from one process to another.
    processes
        At most so many at a time; None: one for each core.
    """
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    report(0, len(calls))
    at_a_time = min(processes_of(processes), len(calls))
    with ProcessPoolExecutor(at_a_time, context, _begin) as pool:
        with _deaf_children():
            futures = {key: pool.submit(call) for key, call in calls.items()}
        try:
            _await_all(list(futures.values()), report)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise
    return {key: future.result() for key, future in futures.items()}


def processes_of(wanted: int | None) -> int:
    """Return how many processes run at a time: as wanted, or one for each core."""
    return wanted or cores()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _await_all(futures: Sequence[Future[Any]], report: Report) -> None:
    for done, future in enumerate(as_completed(futures), start=1):
        future.result()
        report(done, len(futures))


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Let processes that are started meanwhile not hear Ctrl-C, from their first step.

    It is the parent's business, which ends them.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin() -> None:
    """End when the parent does, however that ends."""
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
