"""What keeps a database from being used, as sentences."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from scheduler.errors import Finding, InputError, Text


class UnusableDatabaseError(InputError):
    """The database cannot be used as it is, and why."""

    def __init__(self, url: str, says: Text) -> None:
        super().__init__([Finding(shown(url), says)])
        self.says = says


def shown(url: str) -> str:
    """Return a database's file, or its address without the password."""
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite":
        return parts.database or "SQLite"
    return parts.set(drivername="postgresql").render_as_string(hide_password=True)


@contextmanager
def explained(url: str) -> Iterator[None]:
    """Raise what the database refuses as `UnusableDatabaseError` where it can be said.

    Raises
    ------
    UnusableDatabaseError
        If the database cannot be reached, opened, read or written.
    """
    try:
        yield
    except DBAPIError as error:
        says = _sentence(error)
        if says is None:
            raise
        raise UnusableDatabaseError(url, says) from error


def _sentence(error: DBAPIError) -> Text | None:
    what = str(error.orig)
    if isinstance(error.orig, sqlite3.DatabaseError):
        known = (says for part, says in _SQLITE.items() if part in what)
        return next(known, None)
    if isinstance(error, OperationalError):
        return Text(f"连不上数据库：{what}", f"cannot be reached: {what}")
    if getattr(error.orig, "sqlstate", None) in _NOT_ALLOWED:
        return Text(f"没有写入的权限：{what}", f"may not be written: {what}")
    return None


_NOT_ALLOWED = frozenset({"42501", "25006"})
"""States of PostgreSQL: no privilege, read-only."""

_SQLITE = {
    "file is not a database": Text(
        "这个文件不是数据库；请核对 --database 或 QIXIU_DATABASE",
        "the file is no database; check --database or QIXIU_DATABASE",
    ),
    "database disk image is malformed": Text(
        "数据库文件已损坏；请改用最近的备份",
        "the file is damaged; use the latest backup",
    ),
    "unable to open database file": Text(
        "打不开：文件夹不存在，或没有权限",
        "cannot be opened: no such folder, or no permission",
    ),
    "readonly database": Text(
        "只能读，不能写；请检查文件和文件夹的权限",
        "is read-only; check the permissions of the file and its folder",
    ),
    "database is locked": Text(
        "正被另一个程序写入；请稍后再试",
        "another program writes to it; try again later",
    ),
    "disk is full": Text("磁盘已满", "the disk is full"),
    "disk I/O error": Text("磁盘读写出错", "the disk cannot be read or written"),
}
