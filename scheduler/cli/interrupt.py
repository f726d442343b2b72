"""Ctrl-C: once for the best plan so far, twice to leave at once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

from scheduler.cli.console import say
from scheduler.errors import Language, Text

_FINISHING = Text(
    zh="正在收尾，取目前最好的计划；再按一次 Ctrl-C 立即退出。",
    en="Finishing with the best plan so far; press Ctrl-C again to leave at once.",
)


@contextmanager
def stopped_by_interrupt(language: Language) -> Iterator[Event]:
    """Return an event that the first Ctrl-C sets; a second one interrupts."""
    stop = Event()

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        say(_FINISHING.to(language))

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
