"""The connection to SQLite or PostgreSQL, set up to lose nothing."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from api.store.unusable import UnusableDatabaseError
from scheduler.errors import Text

WRITING = "qixiu_writing"
"""Execution option of a connection that is going to write."""

BUSY_SECONDS = 15
"""How long a writer waits for another process that writes to the same SQLite file."""

POOLED = 40
"""Connections kept; as many as there are threads that answer requests."""


def make_engine(url: str) -> Engine:
    """Return the engine of a database; it connects on first use.

    SQLite keeps a write-ahead log, checks foreign keys, and syncs every commit to the
    disk, so that an answered write survives a pulled plug; what is deleted is
    overwritten. A transaction that will write says so when it begins, so that two of
    them never lock each other out.

    Raises
    ------
    UnusableDatabaseError
        If the driver of PostgreSQL is not installed.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return _postgresql(url)
    arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, pool_size=POOLED, connect_args=arguments)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def file_of(url: str) -> Path | None:
    """Return the file of an SQLite database; None if it has none, or is no SQLite."""
    parts = make_url(url)
    name = parts.database or ""
    if parts.get_backend_name() != "sqlite" or name.startswith(("file:", ":")):
        return None
    return Path(name) if name else None


def _postgresql(url: str) -> Engine:
    try:
        return create_engine(url, pool_size=POOLED, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise UnusableDatabaseError(url, _NO_DRIVER) from error


_NO_DRIVER = Text(
    "缺少 PostgreSQL 的驱动；请运行 pip install qixiu[postgresql]",
    "the driver of PostgreSQL is missing; run pip install qixiu[postgresql]",
)

_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    sqlite: Any = connection
    sqlite.isolation_level = None
    cursor = sqlite.cursor()
    _keep_log(cursor)
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _keep_log(cursor: sqlite3.Cursor) -> None:
    """Turn on the write-ahead log; SQLite does not wait for others by itself here."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
