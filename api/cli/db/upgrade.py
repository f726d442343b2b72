"""`qixiu db upgrade`: the database in the form that this program knows."""

import typer

from api.cli.options import DatabaseName
from scheduler.cli.console import say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.options import Json, Lang
from scheduler.errors import Language, Text


@reporting
def upgrade(
    ctx: typer.Context,
    database: DatabaseName = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """建立数据库，或升级到本程序的版本；资料都保留。 Make or upgrade the database.

    例 Example: qixiu db upgrade --database qixiu.db
    """
    from api.cli.opening import read_settings
    from api.clock import Clock
    from api.services.audit import COMMAND_LINE, note
    from api.store.database import Database
    from api.store.form import Form
    from api.store.unusable import shown
    from api.store.upgrade import upgrade as bring_up

    settings = read_settings(database)
    clock = Clock(settings.starting_instant)
    store = Database(settings.database_url)
    found = bring_up(store)
    if found is not Form.CURRENT:
        with store.noting() as session:
            found_as = found.value
            note(
                session,
                clock.now(),
                COMMAND_LINE,
                "database.upgrade",
                "database",
                found=found_as,
            )
    store.close()
    name = shown(store.url)
    if as_json:
        write_json({"database": name, "found": found.value})
    said = {
        Form.EMPTY: Text(f"已建立数据库 {name}", f"made the database {name}"),
        Form.OLDER: Text(f"已升级数据库 {name}", f"upgraded the database {name}"),
        Form.CURRENT: Text(f"{name} 已是最新", f"{name} is up to date"),
    }
    say(said[found].to(lang))
