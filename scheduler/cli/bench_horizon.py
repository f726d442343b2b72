"""`qixiu bench horizon`: weeks lived day by day, beside the usual ways."""

from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.bench_options import (
    Seeds,
    chosen_peers,
    kept_when_stopped,
    read_each,
)
from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.options import (
    DaysLived,
    Json,
    Lang,
    on_date,
    parse_seconds,
    to_write,
)
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from scheduler.bench.horizon.lived import Lived, Run
    from scheduler.bench.horizon.ways import Way
    from scheduler.domain.problem import Problem

ROUTER = "pyvrp"
"""Whose routes the baselines drive."""


@reporting
def horizon(
    ctx: typer.Context,
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="FOLDER…",
            readable=False,
            help="资料文件夹。 Data folders.",
            show_default=False,
        ),
    ],
    first_day: Annotated[
        date,
        on_date("第一天。 First day."),
    ] = "2026-11-23",  # type: ignore[assignment]
    days: DaysLived = 28,
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds",
            metavar="T",
            parser=parse_seconds,
            help="每天的求解秒数。 Seconds of solving, each day.",
        ),
    ] = 3.0,
    seeds: Seeds = "0",  # type: ignore[assignment]
    baselines: Annotated[
        bool,
        typer.Option(
            "--baselines",
            help="同时按两种通常做法走一遍，路线由 PyVRP 排。 "
            "Beside it two usual ways, routed by PyVRP.",
        ),
    ] = False,
    csv: Annotated[
        Path | None,
        to_write(
            "--csv",
            "每走一遍一行，边算边写；已有的行不再重算。 One row a life, written "
            "as they come; rows that are there are not run again.",
        ),
    ] = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """一天一天走过几周，与通常做法并排。 Weeks lived day by day, beside the usual ways.

    每天早上重排，只执行当天，一切照计划发生。两种通常做法：到期或逾期的人先到期先排；
    或再以明天到期的人补满。

    Every morning is planned anew, only that day is carried out, and everything goes
    as planned. The usual ways: whoever is due, earliest first; or the same, filled up
    with whoever is due tomorrow.

    例 Example: qixiu bench horizon fixtures/small --days 7 --seconds 1 --baselines
    """
    from scheduler.bench.horizon.csv_rows import read_lives, write_lives
    from scheduler.bench.horizon.lived import Run
    from scheduler.bench.horizon.ways import OURS, usual_ways
    from scheduler.cli.bench_horizon_table import show_lived
    from scheduler.cli.making import prepare
    from scheduler.planning import read_problem

    prepare(csv)
    rivals = chosen_peers([ROUTER], lang) if baselines else []
    ways = {way.key: way for way in [OURS, *(w for p in rivals for w in usual_ways(p))]}
    problems = read_each(folders, lambda path: read_problem(path, first_day, days))
    known = [] if csv is None else read_lives(csv)
    lives: list[Lived] = []
    asked = product(zip(folders, problems, strict=True), ways.values(), seeds)
    with kept_when_stopped(csv, lang):
        for (folder, (problem, _)), way, seed in asked:
            run = Run(
                community=folder.resolve().name,
                way=way.key,
                seed=seed,
                days=days,
                seconds=seconds,
            )
            one = _known(run, known, lang) or _lived(run, problem, way, lang)
            lives.append(one)
            if csv is not None and one not in known:
                known.append(one)
                write_lives(csv, known)
    if as_json:
        write_json([one.model_dump(mode="json") for one in lives])
    else:
        titles = {key: way.title for key, way in ways.items()}
        show_lived(results(), lives, titles, lang)


def _known(run: "Run", known: "list[Lived]", language: Language) -> "Lived | None":
    """Return the life that an earlier run has left."""
    found = next((one for one in known if one.run == run), None)
    if found is not None:
        what = f"{run.community}, {run.way}, {run.seed}"
        says = Text(f"{what}：表格中已有", f"{what}: in the table already")
        say(says.to(language))
    return found


def _lived(run: "Run", problem: "Problem", way: "Way", language: Language) -> "Lived":
    from scheduler.bench.horizon.lived import Lived
    from scheduler.cli.lived import shown_days
    from scheduler.simulate.chance import Chances
    from scheduler.simulate.days import live

    planner = way.planner(run.seed, run.seconds)
    with shown_days(way.title, run.days, language) as report:
        return Lived.of(run, live(problem, planner, Chances(), report))
