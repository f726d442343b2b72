"""`qixiu bench day`: one day's routes, side by side with the rivals."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.bench_options import (
    NONE,
    SEED,
    Seeds,
    chosen_peers,
    kept_when_stopped,
    listed,
    one_of,
    read_each,
)
from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.options import (
    Json,
    Lang,
    Prove,
    Shape,
    on_date,
    parse_seconds,
    to_write,
    whole_number,
)
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from scheduler.bench.day.contest import Absent, Result

SMALLEST = 128
"""Seniors of an invented day, unless told otherwise."""


@reporting
def day(
    ctx: typer.Context,
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FOLDER]…",
            readable=False,
            help="资料文件夹；不给则用虚构的一天。 Data folders; none: invented days.",
            show_default=False,
        ),
    ] = None,
    first_day: Annotated[
        date,
        on_date("哪一天。 Which day."),
    ] = "2026-11-23",  # type: ignore[assignment]
    seniors: Annotated[
        Sequence[int] | None,
        typer.Option(
            "--seniors",
            metavar="N,…",
            parser=listed(whole_number(1, 2_000)),
            help="虚构实例的老人数，如 128,512。 Seniors of invented days.",
            show_default=False,
        ),
    ] = None,
    shapes: Annotated[
        Sequence[str],
        typer.Option(
            "--shapes",
            metavar="SHAPE,…",
            parser=listed(one_of([shape.value for shape in Shape])),
            help="虚构实例的形状。 Shapes of invented days.",
        ),
    ] = "estate,town,district",
    communities: Annotated[
        Sequence[int],
        typer.Option(
            "--communities",
            metavar="K,…",
            parser=listed(SEED),
            help="虚构实例的种子。 Seeds of invented days.",
        ),
    ] = "0",  # type: ignore[assignment]
    seeds: Seeds = "0",  # type: ignore[assignment]
    seconds: Annotated[
        Sequence[float],
        typer.Option(
            "--seconds",
            metavar="T,…",
            parser=listed(parse_seconds),
            help="每次求解的秒数。 Time limits.",
        ),
    ] = "2,10,60",  # type: ignore[assignment]
    peer_seconds: Annotated[
        Sequence[float] | None,
        typer.Option(
            "--peer-seconds",
            metavar="T,…",
            parser=listed(parse_seconds),
            help="对手的求解秒数，默认相同。 The rivals' limits; default the same.",
            show_default=False,
        ),
    ] = None,
    peers: Annotated[
        Sequence[str] | None,
        typer.Option(
            "--peers",
            metavar="PEER,…",
            parser=listed(one_of(["pyvrp", "vroom", "ortools", NONE])),
            help="对手，none 为没有；默认为已安装的全部。 Rivals, or none; default all "
            "that are installed.",
            show_default=False,
        ),
    ] = None,
    prove: Prove = None,
    csv: Annotated[
        Path | None,
        to_write(
            "--csv", "每次求解一行，边算边写。 One row a run, written as they come."
        ),
    ] = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """一天的路线：与 PyVRP、VROOM、OR-Tools 并排。 One day's routes, side by side.

    每份结果都经过检查；行程秒数即成本，到期而未排入的老人另计。虚构的一天是七倍大的
    社区里当天在岗的队伍和一部分老人，人人当天到期。

    Every result is judged by the check; travel is the cost, seniors due and left out
    are counted. An invented day has the team on duty and a part of the seniors of a
    community seven times as large, everybody due.

    例 Example: qixiu bench day --seniors 128 --seeds 0,1,2 --csv day.csv
    """
    from scheduler.bench.day.contest import Absent, contest
    from scheduler.bench.day.csv_out import rows, write_results
    from scheduler.bench.day.instances import invented, of_folder
    from scheduler.cli.bench_day_table import show_results
    from scheduler.cli.making import prepare

    prepare(csv)
    rivals = chosen_peers(peers, lang)
    sizes = seniors or ([] if folders else [SMALLEST])
    made = [(size, shape, k) for size in sizes for shape in shapes for k in communities]
    found: list[Result] = []
    given = read_each(folders or [], lambda folder: of_folder(folder, first_day))
    invented_days = (invented(*one, first_day) for one in made)
    with kept_when_stopped(csv, lang):
        for instance in chain(given, invented_days):
            for one in contest(
                instance, rivals, seconds, seeds, peer_seconds, prove or 0.0
            ):
                _tell(one, lang)
                if isinstance(one, Absent):
                    continue
                found.append(one)
                if csv is not None:
                    write_results(csv, found)
    if as_json:
        write_json(rows(found))
    else:
        show_results(results(), found, lang)


def _tell(one: "Result | Absent", language: Language) -> None:
    from scheduler.bench.day.contest import Absent

    if isinstance(one, Absent):
        says = Text(
            f"{one.instance}：{one.who} 无法表达 {one.why.zh}，不参加比较",
            f"{one.instance}: {one.who} cannot express {one.why.en}; not compared",
        )
    else:
        left = sum(one.unserved.values())
        says = Text(
            f"{one.instance}：{one.who} {one.seconds:g} 秒，种子 {one.seed}："
            f"行程 {one.travel} 秒" + (f"，未排入 {left} 人" if left else ""),
            f"{one.instance}: {one.who}, {one.seconds:g} s, seed {one.seed}: "
            f"{one.travel} s of travel" + (f", {left} left out" if left else ""),
        )
    say(says.to(language))
