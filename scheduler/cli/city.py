"""`qixiu city`: many communities planned as tasks of their own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import INTERRUPTED
from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import (
    Day,
    Days,
    Json,
    Lang,
    Seed,
    TimeLimit,
    number,
    to_write,
)
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from distributed import Client

    from scheduler.city.outcome import Row
    from scheduler.city.running import City, Workers


@reporting
def city(
    ctx: typer.Context,
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="DIR…",
            readable=False,
            help="社区的文件夹或工作簿，或放着许多社区的文件夹。 "
            "Communities, or folders of communities.",
            show_default=False,
        ),
    ],
    day: Day,
    out: Annotated[
        Path,
        to_write(
            "--out",
            "结果文件夹；再次运行时，资料未变的社区跳过。 "
            "Where results go; what is there and still holds is not made again.",
            "OUTDIR",
        ),
    ],
    days: Days = 14,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="已有的 dask 调度器，如 tcp://10.0.0.1:8786；社区资料会发送给它的"
            "计算进程。 A dask scheduler; the communities' files are sent to its "
            "workers.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int | None,
        number(
            "--workers",
            1,
            256,
            "本机用几个计算进程，不影响结果；默认每核一个。 "
            "Workers on this machine, which changes no result; default one a core.",
        ),
    ] = None,
    seed: Seed = 0,
    time_limit: TimeLimit = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """一次排出许多社区的计划。 Plan many communities, each on its own.

    OUTDIR 里每个社区一个文件夹（plan.json，资料有问题时 findings.json），city.csv
    随做随写。某个社区出错不影响其他社区；中断后重新运行即接着做。
    退出码取最重的：有社区因程序或计算进程失败为 1，否则有资料错误为 2，否则缺少路程
    时间为 3。

    OUTDIR gets a folder for each community (plan.json; findings.json if its data were
    remarked on) and city.csv, written as they come. One that fails stops no other;
    after an interruption the same command goes on. The exit code is the gravest: 1 if
    the program or a worker failed anywhere, else 2 if any input is wrong, else 3 if
    any lacks travel times.

    例 Example: qixiu city communities --date 2026-11-23 --out plans
    """
    from scheduler.city.outcome import Wanted
    from scheduler.city.places import find_places
    from scheduler.city.rollup import exit_code
    from scheduler.city.running import City
    from scheduler.city.workers import require_distributed
    from scheduler.cli.city_table import city_json, show_city
    from scheduler.files.findings import Findings

    if scheduler is not None and workers is not None:
        raise typer.BadParameter(
            "--workers 只用于本机，不能与 --scheduler 同用 / "
            "--workers is for this machine, not for a --scheduler"
        )
    require_distributed()
    findings = Findings()
    places = find_places(folders, out, findings)
    show_findings(findings.warnings(), lang)
    wanted = Wanted(first_day=day, days=days, seed=seed, time_limit=time_limit)
    whole = City(places, wanted, out, lang)
    rows, stopped = _rows(whole, _workers(whole, scheduler, workers))
    if as_json:
        write_json(city_json(rows))
    else:
        show_city(results(), rows, lang)
    if stopped:
        say(_stopped(len(places) - len(rows)).to(lang))
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(exit_code(rows))


def _workers(city: "City", address: str | None, count: int | None) -> "Workers":
    from scheduler.city.workers import compile_once, own_workers, workers_at
    from scheduler.solver.progress import COMPILE

    if address is not None:
        return lambda communities: workers_at(address)

    def started(communities: int) -> "AbstractContextManager[Client]":
        compile_once(city.wanted.first_day, lambda: say(COMPILE.to(city.language)))
        return own_workers(count, communities)

    return started


def _rows(city: "City", workers: "Workers") -> "tuple[list[Row], bool]":
    """Return the rows that have come, and whether Ctrl-C ended it before the last."""
    from scheduler.city.running import plan_city
    from scheduler.cli.whatif_progress import shown_runs

    rows: list[Row] = []
    try:
        with shown_runs(city.language) as told:
            told(0, len(city.places))
            for row in plan_city(city, workers):
                rows.append(row)
                told(len(rows), len(city.places))
    except KeyboardInterrupt:
        return rows, True
    return rows, False


def _stopped(left: int) -> Text:
    return Text(
        f"已中止，还有 {left} 个社区没有排；已排的都已保存，重新运行同一命令即可继续。",
        f"Stopped with {left} communities to go; what is done is kept, run the same "
        "command again to go on.",
    )
