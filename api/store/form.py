"""Whether a database has the form that this program knows."""

from enum import Enum
from functools import lru_cache
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from api.store.database import Database
from api.store.engine import file_of
from api.store.tables import Row
from api.store.unusable import UnusableDatabaseError, explained
from scheduler.errors import Text

MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = "alembic_version"


class Form(Enum):
    """How a database's form compares with the one that this program knows."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"
    FOREIGN = "foreign"


def form_of(connection: Connection) -> Form:
    """Return the form of a database."""
    tables = set(inspect(connection).get_table_names())
    if VERSIONS not in tables:
        return Form.FOREIGN if tables & set(Row.metadata.tables) else Form.EMPTY
    version = connection.scalar(text(f"SELECT version_num FROM {VERSIONS}"))
    known = _known_versions()
    if version is None:
        return Form.EMPTY
    if version == known[0]:
        return Form.CURRENT
    return Form.OLDER if version in known else Form.NEWER


def must_be_current(database: Database) -> None:
    """Refuse a database that has not the form of this program.

    Raises
    ------
    UnusableDatabaseError
        With what to do; or if the database cannot be read.
    """
    file = file_of(database.url)
    if file is not None and not file.exists():
        raise UnusableDatabaseError(database.url, _NO_FILE)
    with explained(database.url), database.engine.connect() as connection:
        form = form_of(connection)
    if form is not Form.CURRENT:
        raise UnusableDatabaseError(database.url, REFUSALS[form])


_NO_FILE = Text(
    "没有这个文件；请核对 --database 或 QIXIU_DATABASE，新建请运行 qixiu db upgrade",
    "there is no such file; check --database or QIXIU_DATABASE, or make it with "
    "qixiu db upgrade",
)
REFUSALS = {
    Form.EMPTY: Text(
        "数据库还没有建表；请先运行 qixiu db upgrade",
        "has no tables yet; run qixiu db upgrade first",
    ),
    Form.OLDER: Text(
        "数据库是旧版的；请先备份（qixiu db backup），再运行 qixiu db upgrade",
        "has an older form; make a backup (qixiu db backup), then run qixiu db upgrade",
    ),
    Form.NEWER: Text(
        "数据库是更新版本的程序建的；请升级程序（pip install --upgrade qixiu）",
        "was made by a newer program; upgrade it (pip install --upgrade qixiu)",
    ),
    Form.FOREIGN: Text(
        "里面是别的程序的表；请换一个数据库",
        "holds the tables of another program; use another database",
    ),
}


@lru_cache(maxsize=1)
def _known_versions() -> tuple[str, ...]:
    """Return all versions of the form, newest first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    return tuple(step.revision for step in script.walk_revisions())
