"""Options that the service's commands share."""

from typing import Annotated

import typer

DatabaseName = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="FILE|URL",
        envvar="QIXIU_DATABASE",
        help="数据库：SQLite 文件，或 postgresql:// 地址；默认 qixiu.db。"
        " An SQLite file, or a postgresql:// URL; default qixiu.db.",
        show_default=False,
    ),
]
