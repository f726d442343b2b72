"""Ctrl-C: once for the best plan so far, twice to leave at once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType


@contextmanager
def stopped_by_interrupt() -> Iterator[Event]:
    """Return an event that the first Ctrl-C sets; a second one interrupts.

    Nothing is written here: a signal may come in the middle of another line.
    """
    stop = Event()

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
