"""`qixiu demo`: the bundled community, planned."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.console import say
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import Json, Lang, Seed, TimeLimit
from scheduler.errors import Language, Text


@reporting
def demo(
    ctx: typer.Context,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="DIR",
            help="计划和路线单写入的文件夹。 Folder of plan.json and the route sheets.",
        ),
    ] = Path("qixiu-demo"),
    seed: Seed = 0,
    time_limit: TimeLimit = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """为虚构的七秀社区（686 位老人）排 14 天计划。 Plan the bundled community.

    写入 plan.json 和第一天的路线单 sheets.pdf。
    Writes plan.json, and sheets.pdf: the route sheets of the first day.

    例 Example: qixiu demo --out demo
    """
    from scheduler.cli.making import Wanted, make_and_deliver
    from scheduler.cli.paper import Asked, deliver, papers
    from scheduler.cli.paper_kinds import Kind
    from scheduler.planning import read_problem
    from scheduler.simulate.bundled import FIRST_DAY, bundled_community

    problem, warnings = read_problem(bundled_community(out / "data"), FIRST_DAY)
    show_findings(warnings, lang)
    wanted = Wanted(seed, time_limit, out / "plan.json", as_json, lang)
    plan = make_and_deliver(problem, wanted)
    asked = Asked(problem, plan, FIRST_DAY, None, names=False, language=lang)
    sheets = out / "sheets.pdf"
    made = deliver(sheets, papers(asked, Kind.ROUTE), two_sided=True)
    done = Text(
        f"{made} 份路线单已写入 {sheets}", f"{made} route sheets are in {sheets}"
    )
    say(done.to(lang))
