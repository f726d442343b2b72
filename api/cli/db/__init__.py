"""`qixiu db`: the database made, filled, emptied of old, copied and handed out."""

import typer

from api.cli.db.upgrade import upgrade

db = typer.Typer(
    no_args_is_help=True,
    help="数据库：建表、导入、导出、备份、清理。 The service's database.",
)
for name, command in (("upgrade", upgrade),):
    db.command(name)(command)
