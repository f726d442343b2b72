"""What the referee finds in a plan that a command is given."""

import typer

from scheduler.check.referee import Report
from scheduler.cli.console import say
from scheduler.errors import Language, PlanError, Text

STALE = Text(
    zh="提醒：这份计划是按另一份资料做的（data_hash 不同）。",
    en="warning: the plan was made from other data (data_hash differs).",
)


SHOWN = 20
"""Broken rules told one by one."""


def refuse_broken(report: Report, says: Text, language: Language) -> None:
    """Let pass only a plan that breaks no rule; else say so, and which are broken.

    Parameters
    ----------
    says
        What is not done for a broken plan.

    Raises
    ------
    typer.Exit
        With the exit code of a broken plan.
    """
    if report.violations:
        say(says.to(language))
        for violation in report.violations[:SHOWN]:
            say(f"• {violation.says.to(language)}")
        more = len(report.violations) - SHOWN
        if more > 0:
            rest = Text(
                zh=f"还有 {more} 处；qixiu check 列出全部。",
                en=f"{more} more; qixiu check lists them all.",
            )
            say(rest.to(language))
        raise typer.Exit(PlanError.exit_code)
