"""`qixiu simulate`: lives through days, one plan a day."""

import re
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import (
    LARGEST_SEED,
    Data,
    Day,
    DaysLived,
    Json,
    Lang,
    TimeLimit,
    number,
    to_write,
)
from scheduler.errors import Language, Text

_SHARE = re.compile(r"(\d*\.?\d+)\s*([%％]?)")


def parse_share(text: str | float) -> float:
    """Return a share written as 0.05 or 5%.

    Raises
    ------
    typer.BadParameter
        If it is no share from 0 to 1.
    """
    match = _SHARE.fullmatch(str(text).strip())
    share = float(match[1]) / (100 if match[2] else 1) if match else -1.0
    if 0 <= share <= 1:
        return share
    raise typer.BadParameter(
        f"'{text}' 应为 0 到 1 的比例，如 0.05 或 5%"
        f" / should be a share from 0 to 1, such as 0.05 or 5%"
    )


def _share(name: str, says: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        name, metavar="P", parser=parse_share, help=says
    )
    return option


@reporting
def simulate(
    ctx: typer.Context,
    data: Data,
    day: Day,
    out: Annotated[
        Path,
        to_write(
            "--out",
            "结果文件夹：visits.csv 与 kpis.json。 "
            "Folder of the results, visits.csv and kpis.json.",
            "DIR",
        ),
    ],
    days: DaysLived = 28,
    no_answer: Annotated[
        float,
        _share("--no-answer", "敲门无人应答的可能。 Chance that nobody opens."),
    ] = 0.0,
    overrun: Annotated[
        float,
        _share("--overrun", "走访超时的可能。 Chance that a visit takes longer."),
    ] = 0.0,
    sick: Annotated[
        float,
        _share("--sick", "每人每天请病假的可能。 Chance that a carer calls in sick."),
    ] = 0.0,
    baseline: Annotated[
        bool,
        typer.Option(
            "--baseline",
            help="同时按通常做法走一遍：先到期先排，再排路线。 "
            "Beside it the usual way: earliest due first, then route.",
        ),
    ] = False,
    seed: Annotated[
        int,
        number(
            "--seed",
            0,
            LARGEST_SEED,
            "意外与求解的随机种子。 Seed of fate and of the search.",
        ),
    ] = 0,
    time_limit: TimeLimit = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """一天一份计划，走过若干天。 Live through days, one plan a day.

    每天早上由前一天的计划重排 14 天，只执行当天；无人应答、超时、病假由种子决定，
    与怎样排无关。--time-limit 是每天的求解秒数；第一天从零排起，给五倍时间。

    Every morning the next 14 days are planned anew from the day before's plan,
    and only the first is carried out. Closed doors, long visits and sick calls
    depend on the seed, not on the plans. --time-limit is for each day; the first
    plan, made from nothing, gets five times as much.

    例 Example: qixiu simulate fixtures/small --date 2026-11-23 --days 7
    --no-answer 5% --out lived
    """
    from scheduler.cli.lived import (
        ROLLING,
        USUAL,
        lives_json,
        show_lives,
        shown_days,
    )
    from scheduler.planning import inherited_late_days, read_problem, rolling
    from scheduler.simulate.baseline import earliest_due_first
    from scheduler.simulate.chance import Chances
    from scheduler.simulate.days import live
    from scheduler.simulate.diary import write_lives

    problem, warnings = read_problem(data, day, days)
    show_findings(warnings, lang)
    out.mkdir(parents=True, exist_ok=True)
    chances = Chances(seed=seed, no_answer=no_answer, overrun=overrun, sick=sick)
    usual = None
    with shown_days(ROLLING, days, lang) as report:
        life = live(problem, rolling(seed, time_limit), chances, report)
    if baseline:
        planner = earliest_due_first(seed, time_limit or ROUTING_SECONDS)
        with shown_days(USUAL, days, lang) as report:
            usual = live(problem, planner, chances, report)
    write_lives(out, life, usual)
    inherited = inherited_late_days(problem)
    if as_json:
        write_json(lives_json(life, usual, inherited))
    else:
        show_lives(results(), life, usual, inherited, lang)
    say(Text(zh=f"经过已写入 {out}", en=f"What happened is in {out}").to(lang))


ROUTING_SECONDS = 3.0
"""Of the baseline's routing of each day, unless told otherwise."""
