"""`qixiu db backup`: a copy of the database while the service goes on."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import DatabaseName
from scheduler.cli.console import say
from scheduler.cli.failures import reporting
from scheduler.cli.options import Lang
from scheduler.errors import Language, Text


@reporting
def backup(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            readable=False,
            help="备份写到哪里。 Where the copy goes.",
            show_default=False,
        ),
    ],
    database: DatabaseName = None,
    lang: Lang = Language.ZH,
) -> None:
    """备份数据库，服务不用停。 Copy the database; the service may go on.

    恢复：SQLite 停下服务，删去 qixiu.db、qixiu.db-wal 和 qixiu.db-shm，再把备份放到
    qixiu.db；PostgreSQL 用 pg_restore --no-owner --dbname=新的空库 备份文件。

    Restore: of SQLite, stop the service, remove qixiu.db, qixiu.db-wal and
    qixiu.db-shm, and put the copy in place of qixiu.db; of PostgreSQL, pg_restore
    --no-owner --dbname=NEW_EMPTY_DATABASE FILE.

    例 Example: qixiu db backup backup.db
    """
    from api.cli.opening import opened
    from api.services.audit import COMMAND_LINE, note
    from api.store.backup import backup as copy

    with opened(database) as at_hand:
        with at_hand.database.noting() as session:
            now = at_hand.clock.now()
            note(session, now, COMMAND_LINE, "database.backup", "database")
        copy(at_hand.database, file)
    size = file.stat().st_size / 1e6
    done = Text(
        f"已备份到 {file}（{size:.1f} MB）。里面有姓名和住址，请与数据库同样保管。",
        f"copied to {file} ({size:.1f} MB). It holds names and addresses: keep it as "
        "safe as the database.",
    )
    say(done.to(lang))
