"""`qixiu absences`: who must not fall ill, day by day."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import (
    Data,
    Day,
    Json,
    Lang,
    Processes,
    Seed,
    TimeLimit,
    number,
    plan_to_read,
    to_write,
)
from scheduler.cli.scenarios import Under, under
from scheduler.errors import Language, PlanError, Text

if TYPE_CHECKING:
    from datetime import date

    from scheduler.domain.plan import Plan
    from scheduler.domain.problem import Problem
    from scheduler.whatif.absences.absences import Absences


@reporting
def absences(
    ctx: typer.Context,
    data: Data,
    day: Day,
    days: Annotated[
        int,
        number("--days", 1, 60, "看几天里的缺勤。 Absences on how many days."),
    ] = 7,
    plan_file: Annotated[
        Path | None,
        plan_to_read(
            "--plan",
            "人人到岗时的计划；默认现排一份。 The plan if everybody comes; "
            "default: one is made.",
        ),
    ] = None,
    scenario: Under = None,
    seed: Seed = 0,
    time_limit: TimeLimit = None,
    processes: Processes = None,
    names: Annotated[
        bool, typer.Option("--names", help="写姓名。 Also names, not only ids.")
    ] = False,
    out: Annotated[
        Path | None,
        to_write("--out", "全部结果，JSON。 All results as JSON.", "FILE.json"),
    ] = None,
    csv: Annotated[
        Path | None,
        to_write("--csv", "每人每天一行。 One row for each carer and day."),
    ] = None,
    report: Annotated[
        Path | None,
        to_write(
            "--report",
            "一页带热图的报告，可打印。 One page with a heat map, also for print.",
            "FILE.html",
        ),
    ] = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """少了谁不行：逐人逐日假设缺勤。 Who must not fall ill, carer by carer, day by day.

    每人每天缺勤一次：谁会逾期，谁最适合顶班，代价多少；少了会让红色老人逾期的人
    排在最前。每个答案都出自通过检查的计划；同样的种子和时限，结果相同。
    --time-limit 是一份计划的求解秒数，每次缺勤用它的二十分之一。

    For each absence: who goes late, the best replacement and its price; carers without
    whom a red goes late come first. Every answer comes of a plan that passed the check;
    the same seed and limit give the same table on any number of processes.
    --time-limit is for a plan; each absence gets a twentieth of it.

    例 Example: qixiu absences fixtures/small --date 2026-11-23 --time-limit 1
    """
    from scheduler.cli.absences_table import absences_json, show_absences
    from scheduler.cli.making import prepare
    from scheduler.cli.naming import names_of
    from scheduler.cli.whatif_progress import shown_runs
    from scheduler.files.plan_json import read_plan
    from scheduler.whatif.absences.given import days_left
    from scheduler.whatif.absences.running import (
        Wanted,
        base_plan,
        days_to_plan,
        every_absence,
    )

    wanted = Wanted(days, seed, time_limit, processes)
    for file in (out, csv, report):
        prepare(file)
    if plan_file is None:
        problem = _read(data, day, days_to_plan(wanted.days), scenario, lang)
        say(_PLANNING.to(lang))
        plan = base_plan(problem, wanted)
    else:
        plan = read_plan(plan_file)
        left = days_left(plan, plan_file.name, day, wanted.days)
        problem = _read(data, day, left, scenario, lang)
        _refuse_broken(problem, plan, lang)
    with shown_runs(lang) as told:
        found = every_absence(problem, plan, wanted, told)
    found = found.replace(names=names_of(problem) if names else {})
    _write(found, out, csv, report, lang)
    if as_json:
        write_json(absences_json(found))
    else:
        show_absences(results(), found, lang)


def _read(
    data: Path, day: "date", days: int, scenario: list[Path] | None, lang: Language
) -> "Problem":
    from scheduler.planning import read_problem

    problem, warnings = read_problem(data, day, days)
    show_findings(warnings, lang)
    return under(problem, scenario, lang)


def _refuse_broken(problem: "Problem", plan: "Plan", lang: Language) -> None:
    from scheduler.whatif.absences.given import broken_rules

    broken = broken_rules(problem, plan)
    if broken:
        say(_BROKEN.to(lang))
        for sentence in broken:
            say(f"• {sentence.to(lang)}")
        raise typer.Exit(PlanError.exit_code)


_PLANNING = Text("先排人人到岗时的计划……", "Planning for everybody first …")

_BROKEN = Text(
    "这份计划按现在的资料违反规则，没有假设缺勤：",
    "The plan breaks rules by the data as they are; no absence was looked at:",
)


def _write(
    found: "Absences",
    out: Path | None,
    csv: Path | None,
    report: Path | None,
    lang: Language,
) -> None:
    from scheduler.cli.absences_table import write_absences_json
    from scheduler.whatif.absences.csv_out import write_absences
    from scheduler.whatif.report.absences_page import write_page

    if out is not None:
        write_absences_json(out, found)
        say(Text(f"结果已写入 {out}", f"The results are in {out}").to(lang))
    if csv is not None:
        write_absences(csv, found, lang)
        say(Text(f"表格已写入 {csv}", f"The table is in {csv}").to(lang))
    if report is not None:
        write_page(report, found, lang)
        say(Text(f"报告已写入 {report}", f"The report is in {report}").to(lang))
