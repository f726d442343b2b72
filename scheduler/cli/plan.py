"""`qixiu plan`: from a data folder to a checked plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.console import say
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import (
    Data,
    Day,
    Days,
    Json,
    Lang,
    Prove,
    Seed,
    TimeLimit,
    plan_to_read,
    to_write,
)
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from scheduler.domain.plan import Plan
    from scheduler.domain.problem import Problem


@reporting
def plan(
    ctx: typer.Context,
    data: Data,
    day: Day,
    days: Days = 14,
    published: Annotated[
        Path | None,
        plan_to_read(
            "--from",
            "已发布的计划，尽量不改动。 A plan that people already hold: "
            "what can be kept of it is kept.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        to_write(
            "--out",
            "计划文件；- 为标准输出。 Where the plan goes; - for standard output.",
        ),
    ] = None,
    write_travel: Annotated[
        Path | None,
        to_write(
            "--write-travel",
            "写出所用的路程时间。 Also write the travel times that were used.",
        ),
    ] = None,
    seed: Seed = 0,
    time_limit: TimeLimit = None,
    prove: Prove = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """由社区资料排出走访计划。 Make a plan from a community's files.

    有 --out：计划写入文件，摘要在标准输出（加 --json 则为 JSON）。
    没有 --out：在终端上只显示摘要；在管道里，或加 --json，输出计划本身，
    摘要则在标准错误。

    With --out the plan is in the file and the summary on standard output
    (as JSON with --json). Without, a terminal gets the summary only; a pipe,
    or --json, gets the plan itself, and the summary is on standard error.

    例 Example: qixiu plan fixtures/small --date 2026-11-23 --out plan.json
    """
    from scheduler.cli.making import Wanted, make_and_deliver
    from scheduler.files.plan_json import read_plan
    from scheduler.planning import read_problem
    from scheduler.planning import write_travel as write_travel_table

    if prove is not None and days != 1:
        raise typer.BadParameter(
            "--prove 只用于一天的计划（--days 1） / is for plans of one day (--days 1)"
        )
    before = read_plan(published) if published else None
    problem, warnings = read_problem(data, day, days)
    show_findings(warnings, lang)
    if before is not None and not _overlap(before, problem):
        say(_nothing_to_keep(before).to(lang))
    if write_travel is not None:
        write_travel_table(write_travel, problem)
    wanted = Wanted(seed, time_limit, out, as_json, lang, prove or 0.0)
    make_and_deliver(problem, wanted, published=before)


def _overlap(before: "Plan", problem: "Problem") -> bool:
    return before.first_day <= problem.last_day and problem.first_day <= before.last_day


def _nothing_to_keep(before: "Plan") -> Text:
    return Text(
        zh=f"提醒：--from 的计划是 {before.first_day} 至 {before.last_day} 的，"
        "与这次的日期没有重合，无可保留。",
        en=f"warning: the plan given with --from is for {before.first_day} to "
        f"{before.last_day}, none of the days planned now; nothing can be kept.",
    )
