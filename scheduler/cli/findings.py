"""What was noticed in the input, as lines for a reader."""

from collections.abc import Sequence
from itertools import groupby

from rich.text import Text as Styled

from scheduler.cli.console import messages, say
from scheduler.errors import Finding, Language, Severity, Text
from scheduler.files.findings_out import where

SHOWN = 20
"""Findings of one file shown one by one."""


def show_findings(findings: Sequence[Finding], language: Language) -> None:
    """Write the findings to standard error, errors first, file by file."""
    ordered = sorted(findings, key=lambda f: (f.severity is not Severity.ERROR, f.file))
    for _, group in groupby(ordered, key=lambda f: (f.severity, f.file)):
        of_file = list(group)
        for finding in of_file[:SHOWN]:
            messages().print(_line(finding, language), soft_wrap=True)
        if len(of_file) > SHOWN:
            more = len(of_file) - SHOWN
            rest = Text(
                zh=f"  {of_file[0].file}：还有 {more} 处（--json 列出全部）",
                en=f"  {of_file[0].file}: {more} more (--json lists all)",
            )
            say(rest.to(language))


def _line(finding: Finding, language: Language) -> Styled:
    is_error = finding.severity is Severity.ERROR
    kind = Text("错误", "error") if is_error else Text("提醒", "warning")
    line = Styled(f"{kind.to(language)} ", style="red" if is_error else "yellow")
    line.append(where(finding, language), style="bold")
    return line.append(f" {finding.says.to(language)}", style="default not bold")
