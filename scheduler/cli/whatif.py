"""`qixiu whatif`: a community as it is and under scenarios, side by side."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import (
    Data,
    Day,
    Days,
    Json,
    Lang,
    Processes,
    Seed,
    TimeLimit,
    number,
    to_write,
)
from scheduler.cli.scenarios import Scenarios, read_scenarios
from scheduler.errors import Language, Text


@reporting
def whatif(
    ctx: typer.Context,
    data: Data,
    day: Day,
    scenario: Scenarios,
    days: Days = 28,
    seed: Seed = 0,
    seeds: Annotated[
        int,
        number(
            "--seeds",
            1,
            50,
            "每个方案用几个种子各排一遍，取中位数。 "
            "Plan each with so many seeds, from --seed on; medians are shown.",
        ),
    ] = 1,
    time_limit: TimeLimit = None,
    processes: Processes = None,
    names: Annotated[
        bool,
        typer.Option(
            "--names", help="受影响的人写姓名。 Also names of those affected."
        ),
    ] = False,
    csv: Annotated[
        Path | None,
        to_write(
            "--csv", "每个方案、每个种子一行。 One row for each scenario and seed."
        ),
    ] = None,
    report: Annotated[
        Path | None,
        to_write(
            "--report",
            "一页带图的报告，可打印。 One page with charts, also for print.",
            "FILE.html",
        ),
    ] = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """假如……：现状与各方案并排比较。 As it is and what might be, side by side.

    现状和每个方案用同样的种子、同样的计算量各排一份计划，每份都通过检查。
    同样的种子和时限，结果相同，与机器快慢无关。

    Every plan has passed the check. The same seeds and limit give the same table,
    however fast or busy the machine.

    例 Example: qixiu whatif fixtures/qixiu --date 2026-11-23 --scenario 下雪三天.toml
    """
    from scheduler.cli.making import prepare
    from scheduler.cli.naming import names_of
    from scheduler.cli.whatif_progress import shown_runs
    from scheduler.cli.whatif_table import comparison_json, show_comparison
    from scheduler.planning import read_problem
    from scheduler.whatif.csv_out import write_comparison
    from scheduler.whatif.report.page import write_report
    from scheduler.whatif.running import Wanted, compare

    problem, warnings = read_problem(data, day, days)
    show_findings(warnings, lang)
    scenarios = read_scenarios(scenario, lang)
    for file in (csv, report):
        prepare(file)
    wanted = Wanted(range(seed, seed + seeds), time_limit, processes)
    with shown_runs(lang) as told:
        found = compare(problem, scenarios, wanted, told)
    found = found.replace(names=names_of(problem) if names else {})
    if csv is not None:
        write_comparison(csv, found, lang)
        say(Text(f"表格已写入 {csv}", f"The table is in {csv}").to(lang))
    if report is not None:
        write_report(report, found, lang)
        say(Text(f"报告已写入 {report}", f"The report is in {report}").to(lang))
    if as_json:
        write_json(comparison_json(found))
    else:
        show_comparison(results(), found, lang)
