"""`qixiu check`: every broken rule of a plan, and its key figures counted afresh."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import Data, Json, Lang, PlanFile
from scheduler.errors import Language, PlanError, Text

if TYPE_CHECKING:
    from scheduler.check.referee import Report
    from scheduler.domain.plan import Plan


@reporting
def check(
    ctx: typer.Context,
    data: Data,
    plan_file: PlanFile,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """逐条检查计划，并重新计算指标。 Check a plan, whoever made it.

    列出每一条被违反的规则：谁、何处、差多少；有违反时退出码为 4。
    Lists every broken rule with who, where and by how much; exit code 4 if any is.

    例 Example: qixiu check fixtures/small plan.json
    """
    from scheduler.files.plan_json import read_plan
    from scheduler.planning import check_plan, read_problem_of

    plan = read_plan(plan_file)
    problem, warnings = read_problem_of(data, plan)
    show_findings(warnings, lang)
    report = check_plan(problem, plan)
    for doubt in _doubts(plan, report):
        say(doubt.to(lang))
    if as_json:
        write_json(_as_json(report, lang))
    else:
        from scheduler.cli.summary import Yardsticks, show_summary
        from scheduler.planning import inherited_late_days

        yardsticks = Yardsticks(None, inherited_late_days(problem))
        show_summary(results(), plan, report.kpis, yardsticks, lang)
        _show_violations(report, lang)
    if report.violations:
        raise typer.Exit(PlanError.exit_code)


def _doubts(plan: "Plan", report: "Report") -> list[Text]:
    from scheduler.cli.judged import STALE

    doubts = []
    if report.stale:
        doubts.append(STALE)
    if plan.kpis and plan.kpis.replace(bound=None) != report.kpis:
        doubts.append(
            Text(
                zh="提醒：计划里写的指标与重新计算的不同；以下为重新计算的。",
                en="warning: the plan states other key figures than those counted "
                "afresh, which follow.",
            )
        )
    return doubts


def _show_violations(report: "Report", language: Language) -> None:
    count = len(report.violations)
    verdict = Text(
        zh=f"违反规则 {count} 处：" if count else "没有违反任何规则。",
        en=f"Broken rules: {count}" if count else "No rule is broken.",
    )
    results().print(f"\n{verdict.to(language)}", style="bold", markup=False)
    for violation in report.violations:
        line = f"• {violation.says.to(language)}"
        results().print(line, markup=False, soft_wrap=True)


def _as_json(report: "Report", language: Language) -> dict[str, Any]:
    return {
        "valid": not report.violations,
        "stale": report.stale,
        "violations": [
            asdict(violation)
            | {
                "date": str(violation.date) if violation.date else None,
                "says": violation.says.to(language),
            }
            for violation in report.violations
        ],
        "kpis": report.kpis.model_dump(mode="json"),
    }
