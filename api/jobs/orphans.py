"""A process that works for another must not outlive it."""

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """Let this process end at once when its parent has died, however it died.

    Also if that was before this process had begun to run. Whatever it was doing is
    lost; what it wrote to the database in an open transaction is rolled back.
    """
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
