"""`qixiu serve`: the service on this computer, until it is stopped."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DatabaseName
from scheduler.cli.console import say
from scheduler.cli.failures import reporting
from scheduler.cli.options import Lang, whole_number
from scheduler.errors import Language

if TYPE_CHECKING:
    from api.settings import Settings

MOST_PORT = 65_535


@reporting
def serve(
    ctx: typer.Context,
    host: Annotated[
        str | None,
        typer.Option(
            "--host",
            help="监听的地址；默认 127.0.0.1，只有这台电脑能访问。"
            " Where to listen; by default only this computer gets in.",
            show_default=False,
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="N",
            parser=whole_number(0, MOST_PORT),
            help="端口；默认 8000，0 为任选。 Default 8000; 0 takes a free one.",
            show_default=False,
        ),
    ] = None,
    database: DatabaseName = None,
    lang: Lang = Language.ZH,
) -> None:
    """启动服务；需要时建立或升级数据库。 Run the service; Ctrl-C stops it.

    例 Example: qixiu serve
    """
    from api.cli.listening import listen
    from api.cli.opening import read_settings
    from api.cli.running import bring_up, run, welcome

    settings = _named(read_settings(database), host, port)
    with listen(settings.host, settings.port) as door:
        state = bring_up(settings)
        sentences = welcome(settings, door, state)

        def greet() -> None:
            for one in sentences:
                say(one.to(lang))

        run(settings, door, greet)


def _named(settings: "Settings", host: str | None, port: int | None) -> "Settings":
    """Return the settings with what the command line names in place of theirs."""
    named = {"host": host, "port": port}
    changes = {name: value for name, value in named.items() if value is not None}
    return settings.model_copy(update=changes)
