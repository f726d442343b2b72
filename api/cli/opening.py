"""The database of a command: opened, looked at, and closed again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api.clock import Clock
from api.settings import Settings
from api.store.database import Database
from api.store.form import must_be_current
from api.store.unusable import explained
from api.store.upgrade import make_if_empty
from scheduler.errors import Finding, InputError
from scheduler.files.validation import explain


def read_settings(database: str | None = None) -> Settings:
    """Return the settings of the environment, with another database if one is named.

    Raises
    ------
    scheduler.errors.InputError
        If a setting is wrong; one finding for each, its variable in place of a file.
    """
    named = {} if database is None else {"database": database}
    try:
        return Settings.model_validate(named)
    except ValidationError as error:
        raise InputError([_finding(detail) for detail in error.errors()]) from None


class AtHand(NamedTuple):
    """What a command works with."""

    database: Database
    clock: Clock


@contextmanager
def opened(database: str | None, *, make: bool = False) -> Iterator[AtHand]:
    """Return the database of the settings, or the one named, and the clock.

    Parameters
    ----------
    make
        Whether an empty or missing database is given its tables.

    Raises
    ------
    scheduler.errors.InputError
        If a setting is wrong, or the database cannot be used as it is.
    """
    settings = read_settings(database)
    with explained(settings.database_url):
        store = Database(settings.database_url)
        try:
            if make:
                make_if_empty(store)
            must_be_current(store)
            yield AtHand(store, Clock(settings.starting_instant))
        finally:
            store.close()


def _finding(detail: ErrorDetails) -> Finding:
    variable = "_".join(["QIXIU", *(str(part).upper() for part in detail["loc"])])
    return Finding(variable, explain(detail))
