"""`qixiu explain`: why a senior is visited as planned, and what others would cost."""

from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import Data, Json, Lang, PlanFile
from scheduler.errors import Finding, InputError, Language, Text

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem


@reporting
def explain(
    ctx: typer.Context,
    data: Data,
    plan_file: PlanFile,
    senior: Annotated[
        str,
        typer.Option(
            "--senior",
            metavar="ID",
            help="哪位老人。 Whose visits.",
            show_default=False,
        ),
    ],
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """为什么是这一天、这个人、这个时间。 Why that day, that person, that time.

    也列出换一天、换个人、换个时间各要多少代价，或为什么不可能。
    先检查计划：违反规则时不作解释，退出码为 4。
    Also what another day, person or time would cost, or why it cannot be. The plan
    is checked first; one that breaks a rule is not explained, exit code 4.

    例 Example: qixiu explain fixtures/small plan.json --senior S05
    """
    from scheduler.cli.explained import show_explanation
    from scheduler.cli.explained_json import explanation_json
    from scheduler.cli.judged import STALE, refuse_broken
    from scheduler.explain.explaining import explain as reasons
    from scheduler.files.plan_json import read_plan
    from scheduler.planning import check_plan, read_problem_of

    plan = read_plan(plan_file)
    problem, warnings = read_problem_of(data, plan)
    show_findings(warnings, lang)
    _refuse_unknown(problem, senior)
    report = check_plan(problem, plan)
    if report.stale:
        say(STALE.to(lang))
    refuse_broken(report, _NOT_EXPLAINED, lang)
    found = reasons(problem, plan, senior)
    if as_json:
        write_json(explanation_json(found, lang))
    else:
        show_explanation(results(), found, lang)


_NOT_EXPLAINED = Text(
    zh="这份计划违反规则，无法解释：",
    en="The plan breaks rules and cannot be explained:",
)


def _refuse_unknown(problem: "Problem", senior_id: str) -> None:
    if senior_id not in problem.senior:
        says = Text("没有这个编号的老人", "no senior has this id")
        raise InputError([Finding("seniors", says, column="--senior", value=senior_id)])
