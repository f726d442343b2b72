"""The database that the commands are told of, as the service's users tell them."""

import pytest

from api.store.database import Database


@pytest.fixture
def named(monkeypatch, url):
    """Name the database in the environment."""
    monkeypatch.setenv("QIXIU_DATABASE", url)


@pytest.fixture
def store(url):
    """Return the database of the commands, which they make themselves."""
    store = Database(url)
    yield store
    store.close()
