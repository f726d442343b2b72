"""What was noticed in the input, as words and as JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scheduler.errors import Finding, Language, Text
from scheduler.files.formats import chinese_heading


def findings_json(
    findings: Sequence[Finding], language: Language
) -> list[dict[str, Any]]:
    """Return every finding as JSON would hold it."""
    return [
        {
            "severity": finding.severity.value,
            "file": finding.file,
            "row": finding.row,
            "column": finding.column,
            "value": finding.value,
            "says": finding.says.to(language),
        }
        for finding in findings
    ]


def where(finding: Finding, language: Language) -> str:
    """Return file, row, column and value, as they stand before what is wrong."""
    parts = [finding.file]
    if finding.row is not None:
        parts.append(Text(f"第 {finding.row} 行", f"row {finding.row}").to(language))
    if finding.column is not None:
        parts.append(_column(finding.file, finding.column, language))
    where = " ".join(parts)
    return f"{where} '{finding.value}':" if finding.value is not None else f"{where}:"


def _column(file: str, column: str, language: Language) -> str:
    chinese = chinese_heading(Path(file).stem, column)
    return Text(f"{chinese}（{column}）", column).to(language) if chinese else column
