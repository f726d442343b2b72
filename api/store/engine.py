"""The connection to SQLite or PostgreSQL, set up to lose nothing."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

WRITING = "qixiu_writing"
"""Execution option of a connection that is going to write."""

BUSY_SECONDS = 15
"""How long a writer waits for another process that writes to the same SQLite file."""

POOLED = 40
"""Connections kept; as many as there are threads that answer requests."""


def make_engine(url: str) -> Engine:
    """Return the engine of a database; it connects on first use.

    SQLite keeps a write-ahead log, checks foreign keys, and syncs every commit to the
    disk, so that an answered write survives a pulled plug. A transaction that will
    write says so when it begins, so that two of them never lock each other out.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=POOLED, pool_pre_ping=True)
    arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, pool_size=POOLED, connect_args=arguments)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    sqlite: Any = connection
    sqlite.isolation_level = None
    cursor = sqlite.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
