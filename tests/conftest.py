"""Settings of every run of the tests.

Properties are tried on the same examples in every run, so that a change is never
refused for what another one did. Look for new ones with
``pytest --hypothesis-profile=search``.

Programs that the tests start and interrupt would not notice if this one was told to
ignore Ctrl-C, as shells tell what they run in the background.
"""

import signal

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("same")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Use one process for named files, which it has done before others are up."""
    everything = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return None if everything else 0
