"""`qixiu db`: the database made, filled, emptied of old, copied and handed out."""

import typer

from api.cli.db.backup import backup
from api.cli.db.bring_in import bring_in
from api.cli.db.export import export
from api.cli.db.purge import purge
from api.cli.db.upgrade import upgrade

db = typer.Typer(
    no_args_is_help=True,
    help="数据库：建表、导入、导出、备份、清理。 The service's database.",
)
for name, command in (
    ("upgrade", upgrade),
    ("import", bring_in),
    ("export", export),
    ("backup", backup),
    ("purge", purge),
):
    db.command(name)(command)
