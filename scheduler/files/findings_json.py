"""What was noticed in the input, as JSON."""

from collections.abc import Sequence
from typing import Any

from scheduler.errors import Finding, Language


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
