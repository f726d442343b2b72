"""The `qixiu` program: its commands, and what it says about itself."""

from importlib.metadata import version
from typing import Annotated

import typer

from scheduler.cli.absences import absences
from scheduler.cli.bench import bench
from scheduler.cli.certificate import certificate
from scheduler.cli.check import check
from scheduler.cli.city import city
from scheduler.cli.demo import demo
from scheduler.cli.explain import explain
from scheduler.cli.generate import generate
from scheduler.cli.plan import plan
from scheduler.cli.prices import prices
from scheduler.cli.results import results
from scheduler.cli.sheets import sheets
from scheduler.cli.simulate import simulate
from scheduler.cli.staff import staff
from scheduler.cli.whatif import whatif

app = typer.Typer(
    name="qixiu",
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qixiu {version('qixiu')}")
        raise typer.Exit


@app.callback()
def qixiu(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help="显示版本。 Show the version.",
        ),
    ] = False,
    debug: Annotated[
        bool,
        typer.Option(
            "--debug", help="出错时显示细节。 Show the stack trace of a failure."
        ),
    ] = False,
) -> None:
    """三色老人入户走访排班。Plans home visits to seniors.

    没有人等得比三色允许的更久。 Nobody waits longer than their tag allows.

    退出码 exit codes: 0 正常 good · 1 程序错误 our bug · 2 资料有误 wrong input ·
    3 缺少路程时间 travel times missing · 4 计划违反规则 the plan breaks a rule
    """


for command in (
    demo,
    plan,
    check,
    explain,
    sheets,
    results,
    generate,
    simulate,
    certificate,
    staff,
    whatif,
    city,
    prices,
    absences,
):
    app.command()(command)

app.add_typer(bench, name="bench")
