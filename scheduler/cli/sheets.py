"""`qixiu sheets`: the paper of a day, from a plan that breaks no rule."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.console import say
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import Data, Lang, PlanFile, on_date, to_write
from scheduler.cli.paper_kinds import Kind
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from scheduler.domain.plan import Plan
    from scheduler.domain.problem import Problem


@reporting
def sheets(
    ctx: typer.Context,
    data: Data,
    plan_file: PlanFile,
    out: Annotated[
        Path,
        to_write(
            "--out",
            "一个 PDF（按人员排序，双面打印），或每人一个 PDF 的文件夹。"
            " One PDF for the printer, or a folder with one for each.",
            "FILE.pdf|DIR",
        ),
    ],
    day: Annotated[
        date | None,
        on_date("哪一天，默认计划首日。 Which day; default the first planned."),
    ] = None,
    carer: Annotated[
        str | None,
        typer.Option(
            "--carer",
            metavar="ID",
            help="只印一个人的。 Only this carer's.",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        Kind,
        typer.Option("--kind", help="路线单、总表、老人卡片。 What is printed."),
    ] = Kind.ROUTE,
    names: Annotated[
        bool,
        typer.Option("--names", help="总表上印姓名。 Names on the board, not codes."),
    ] = False,
    lang: Lang = Language.ZH,
) -> None:
    """打印一天的路线单。 Print the route sheets of a day.

    先检查计划：违反规则时不打印，退出码为 4。
    The plan is checked first; if it breaks a rule nothing is printed, exit code 4.

    例 Example: qixiu sheets fixtures/small plan.json --out sheets.pdf
    """
    from scheduler.cli.judged import refuse_broken
    from scheduler.cli.paper import Asked, deliver, papers, refuse_unknown
    from scheduler.files.plan_json import read_plan
    from scheduler.planning import check_plan, read_problem_of

    plan = read_plan(plan_file)
    problem, warnings = read_problem_of(data, plan)
    show_findings(warnings, lang)
    report = check_plan(problem, plan)
    if report.stale:
        say(_doubt(problem, plan).to(lang))
    refuse_broken(report, _NOT_PRINTED, lang)
    asked = Asked(problem, plan, day or plan.first_day, carer, names, lang)
    refuse_unknown(asked, kind, plan_file.name)
    made = deliver(out, papers(asked, kind), two_sided=kind is Kind.ROUTE)
    done = Text(f"{made} 份已写入 {out}", f"{made} written to {out}")
    say(done.to(lang))


def _doubt(problem: "Problem", plan: "Plan") -> Text:
    now, then = problem.fingerprint()[:8], plan.data_hash[:8]
    return Text(
        zh=f"提醒：这份计划是按另一份资料做的（data_hash {then}，现为 {now}）；"
        "单子上的姓名、地址按现在的资料印。",
        en=f"warning: the plan was made from other data (data_hash {then}, now "
        f"{now}); names and addresses are printed as they are now.",
    )


_NOT_PRINTED = Text(
    zh="这份计划违反规则，没有打印：",
    en="The plan breaks rules; nothing was printed:",
)
