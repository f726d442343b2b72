"""Two workers that the tests share."""

import pytest
from builders import MONDAY

from scheduler.city.workers import compile_once, own_workers


@pytest.fixture(scope="package")
def team():
    """Return a client of two workers."""
    compile_once(MONDAY, lambda: None)
    with own_workers(2, communities=2) as client:
        yield client
