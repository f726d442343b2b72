"""Bringing a database to the newest form."""

import os

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from api.store.database import Database
from api.store.engine import WRITING, file_of
from api.store.form import MIGRATIONS, REFUSALS, Form, form_of
from api.store.unusable import UnusableDatabaseError, explained

UPGRADES_LOCK = 7_119_002
"""Number of the lock that lets upgrades of one PostgreSQL database take turns."""

ONLY_OURS = 0o600
"""Permissions of a new database file: it holds names and addresses."""


def upgrade(database: Database) -> Form:
    """Create or change the tables to the form this program knows; keeps all data.

    Two upgrades at once take turns, and the second finds nothing left to do.

    Returns
    -------
    The form in which the database was found.

    Raises
    ------
    UnusableDatabaseError
        If it is of a newer or another program, or cannot be read or written.
    OSError
        If its file cannot be made.
    """
    _make_file(database)
    engine = database.engine.execution_options(**{WRITING: True})
    with explained(database.url), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:number)")
            connection.execute(lock, {"number": UPGRADES_LOCK})
        found = form_of(connection)
        if found in (Form.NEWER, Form.FOREIGN):
            raise UnusableDatabaseError(database.url, REFUSALS[found])
        if found is not Form.CURRENT:
            command.upgrade(config_of(connection), "head")
    return found


def make_if_empty(database: Database) -> None:
    """Create the tables in a database that has none; leave any other as it is.

    Raises
    ------
    UnusableDatabaseError, OSError
        As `upgrade` does.
    """
    _make_file(database)
    with explained(database.url), database.engine.connect() as connection:
        is_empty = form_of(connection) is Form.EMPTY
    if is_empty:
        upgrade(database)


def config_of(connection: Connection) -> Config:
    """Return what Alembic needs to work on a connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _make_file(database: Database) -> None:
    """Make the file of a new SQLite database, so that only its owner can read it."""
    file = file_of(database.url)
    if file is not None and not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, ONLY_OURS))
