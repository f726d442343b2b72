"""A copy of the whole database, made while the service goes on; see README.md."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import make_url

from api.store.database import Database
from api.store.unusable import UnusableDatabaseError
from scheduler.errors import Text
from scheduler.files.atomic import write_whole

DUMP, RESTORE = "pg_dump", "pg_restore"


def backup(database: Database, target: Path) -> None:
    """Write a copy that holds one moment, readable for its owner only.

    Of SQLite the copy is a database itself, without what was deleted; of PostgreSQL a
    dump in the custom format of ``pg_dump``. It is read once before it takes its place.

    Raises
    ------
    UnusableDatabaseError
        If ``pg_dump`` is missing or fails, or the copy is not whole.
    OSError
        If the file cannot be written.
    """
    fill = _copy if database.engine.dialect.name == "sqlite" else _dump
    with _for_owner_only():
        write_whole(target, lambda draft: fill(database, draft))


@contextmanager
def _for_owner_only() -> Iterator[None]:
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _copy(database: Database, draft: Path) -> None:
    with closing(database.engine.raw_connection()) as connection:
        connection.cursor().execute("VACUUM INTO ?", (str(draft),))
    with closing(sqlite3.connect(draft)) as copy:
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise UnusableDatabaseError(database.url, _damaged(str(verdict)))
    with draft.open("rb") as file:
        os.fsync(file.fileno())


def _damaged(verdict: str) -> Text:
    return Text(f"副本不完整：{verdict}", f"the copy is not whole: {verdict}")


def _dump(database: Database, draft: Path) -> None:
    for program in (DUMP, RESTORE):
        if shutil.which(program) is None:
            raise UnusableDatabaseError(database.url, _no_program(program))
    parts = make_url(database.url)
    address = parts.set(drivername="postgresql", password=None)
    name = f"--dbname={address.render_as_string(hide_password=False)}"
    secret = {} if parts.password is None else {"PGPASSWORD": str(parts.password)}
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--file={draft}"]
    _run(database, [DUMP, *options, "--no-password", name], secret)
    _run(database, [RESTORE, "--list", str(draft)], {})


def _no_program(program: str) -> Text:
    return Text(
        f"缺少 {program}；请安装与服务器同版本的 PostgreSQL 客户端"
        "（Debian：apt install postgresql-client），或在数据库服务器上备份",
        f"{program} is missing; install the PostgreSQL client of the server's version "
        "(Debian: apt install postgresql-client), or make the backup on the server",
    )


def _run(database: Database, command: list[str], secret: dict[str, str]) -> None:
    done = subprocess.run(
        command,
        env={**os.environ, **secret},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["?"]
        says = Text(f"{command[0]} 失败：{last[0]}", f"{command[0]} failed: {last[0]}")
        raise UnusableDatabaseError(database.url, says)
