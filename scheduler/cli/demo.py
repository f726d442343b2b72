"""`qixiu demo`: the bundled community, planned."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import Json, Lang, Seed, TimeLimit
from scheduler.errors import Language


@reporting
def demo(
    ctx: typer.Context,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="DIR",
            help="计划写入的文件夹。 Folder in which plan.json is written.",
        ),
    ] = Path("qixiu-demo"),
    seed: Seed = 0,
    time_limit: TimeLimit = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """为虚构的七秀社区（686 位老人）排 14 天计划。 Plan the bundled community.

    例 Example: qixiu demo --out demo
    """
    from scheduler.cli.bundled import FIRST_DAY, bundled_community
    from scheduler.cli.making import Wanted, make_and_deliver
    from scheduler.planning import read_problem

    problem, warnings = read_problem(bundled_community(out / "data"), FIRST_DAY)
    show_findings(warnings, lang)
    wanted = Wanted(seed, time_limit, out / "plan.json", as_json, lang)
    make_and_deliver(problem, wanted)
