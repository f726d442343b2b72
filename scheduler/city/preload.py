"""What a worker of ours does first."""

import signal
from typing import Any


def dask_setup(worker: Any) -> None:
    """Let a worker not hear Ctrl-C: that is for whoever started it, and ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
