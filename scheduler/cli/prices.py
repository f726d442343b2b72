"""`qixiu prices`: what every rule costs a day."""

import json
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

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
    plan_to_read,
    to_write,
)
from scheduler.cli.scenarios import Under, under
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from scheduler.whatif.prices.effort import Effort
    from scheduler.whatif.prices.pricing import Prices

COLUMNS = 80
"""Width of a table that is written to a file."""


@reporting
def prices(
    ctx: typer.Context,
    data: Data,
    day: Day,
    days: Days = 14,
    published: Annotated[
        Path | None,
        plan_to_read(
            "--from",
            "已发布的计划；给了它，才有“少改计划”的代价。 The plan that people "
            "already hold; only then has keeping to it a price.",
        ),
    ] = None,
    scenario: Under = None,
    seed: Seed = 0,
    seeds: Annotated[
        int,
        number(
            "--seeds",
            3,
            50,
            "每条规则用几个种子各排一遍，看波动。 "
            "Plan each with so many seeds, from --seed on, to see the noise.",
        ),
    ] = 5,
    time_limit: TimeLimit = None,
    processes: Processes = None,
    csv: Annotated[
        Path | None,
        to_write("--csv", "每条规则一行。 One row for each rule."),
    ] = None,
    out: Annotated[
        Path | None,
        to_write(
            "--out",
            "结果写入文件，不写到标准输出。 "
            "Where the results go, instead of standard output.",
        ),
    ] = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """每条规则的代价。 What every rule costs, by planning with and without it.

    每条软规则、每个间隔（长一天、短一天）、每条硬规则，单独改动，各排几份计划，
    与现状相比。差别小于波动的，算没有差别。开始前先说大约要多久。

    Every soft rule, interval (a day more, a day less) and hard rule is changed
    alone and planned with every seed, beside the plans as it is. A difference
    smaller than the noise is none. The same seeds and limit give the same
    prices, however fast or busy the machine.

    例 Example: qixiu prices fixtures/small --date 2026-11-23 --time-limit 1
    """
    from scheduler.cli.making import prepare
    from scheduler.cli.whatif_progress import shown_runs
    from scheduler.files.plan_json import read_plan
    from scheduler.planning import read_problem
    from scheduler.whatif.prices.csv_out import write_prices
    from scheduler.whatif.prices.effort import effort
    from scheduler.whatif.prices.pricing import price_rules, rules_of
    from scheduler.whatif.running import Wanted

    before = read_plan(published) if published else None
    problem, warnings = read_problem(data, day, days)
    show_findings(warnings, lang)
    problem = under(problem, scenario, lang)
    for file in (csv, out):
        prepare(file)
    wanted = Wanted(range(seed, seed + seeds), time_limit, processes)
    rules = rules_of(problem, before)
    say(_foreseen(effort(problem, rules, wanted)).to(lang))
    with shown_runs(lang) as told:
        found = price_rules(problem, rules, wanted, told, before)
    if csv is not None:
        write_prices(csv, found, lang)
        say(Text(f"表格已写入 {csv}", f"The table is in {csv}").to(lang))
    _deliver(found, out, as_json, lang)


def _foreseen(effort: "Effort") -> Text:
    minutes = max(1, round(effort.all_seconds / 60))
    return Text(
        f"{effort.plans} 份计划 × {effort.seconds:g} 秒，同时 {effort.at_a_time} 份，"
        f"大约 {minutes} 分钟",
        f"{effort.plans} plans of {effort.seconds:g} s, {effort.at_a_time} at a time: "
        f"about {minutes} min",
    )


def _deliver(
    found: "Prices", out: Path | None, as_json: bool, language: Language
) -> None:
    from scheduler.cli.prices_table import prices_json, show_prices
    from scheduler.files.atomic import write_whole
    from scheduler.files.plan_json import STANDARD_OUTPUT

    if out is None or str(out) == STANDARD_OUTPUT:
        if as_json:
            write_json(prices_json(found))
        else:
            show_prices(results(), found, language)
        return
    if as_json:
        text = json.dumps(prices_json(found), ensure_ascii=False, indent=1) + "\n"
    else:
        page = StringIO()
        show_prices(Console(file=page, width=COLUMNS), found, language)
        text = page.getvalue()
    write_whole(out, partial(_fill, text=text))
    say(Text(f"结果已写入 {out}", f"The results are in {out}").to(language))


def _fill(draft: Path, text: str) -> None:
    draft.write_bytes(text.encode())
