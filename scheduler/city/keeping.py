"""What is kept of a community: its plan, the findings, and a receipt to go on from."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import ValidationError

from scheduler.city.outcome import Ending, Outcome, Row, Wanted
from scheduler.domain.frozen import Frozen
from scheduler.errors import Finding, Language
from scheduler.files.atomic import write_whole
from scheduler.files.findings_out import findings_json
from scheduler.files.plan_json import write_plan

PLAN, FINDINGS, RECEIPT = "plan.json", "findings.json", "receipt.json"


class Receipt(Frozen):
    """From what a plan was made, and what it achieves.

    Attributes
    ----------
    data_digest
        SHA-256 of the files that were read.
    plan_digest
        SHA-256 of plan.json as written.
    """

    data_digest: str
    wanted: Wanted
    plan_digest: str
    row: Row


def kept_row(folder: Path, data_digest: str, wanted: Wanted) -> Row | None:
    """Return the row of a plan that is there already; None if it is to be made.

    It counts if the same data, dates, seed and limit would make it again.
    """
    try:
        text = (folder / RECEIPT).read_bytes()
        receipt = Receipt.model_validate_json(text)
        plan = _digest((folder / PLAN).read_bytes())
    except (OSError, ValidationError):
        return None
    same = (data_digest, wanted, plan)
    if same != (receipt.data_digest, receipt.wanted, receipt.plan_digest):
        return None
    return receipt.row.replace(status=Ending.SKIPPED)


def keep(
    folder: Path,
    outcome: Outcome,
    data_digest: str,
    wanted: Wanted,
    language: Language,
) -> None:
    """Write what a worker sent back, each file whole or not at all.

    Where there is no new plan, an older one stays; where nothing was found, older
    findings go.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    _keep_findings(folder / FINDINGS, outcome.findings, language)
    if outcome.plan is None:
        return
    write_plan(folder / PLAN, outcome.plan)
    receipt = Receipt(
        data_digest=data_digest,
        wanted=wanted,
        plan_digest=_digest((folder / PLAN).read_bytes()),
        row=outcome.row,
    )
    write_whole(folder / RECEIPT, _filled_with(receipt.model_dump_json(indent=1)))


def _keep_findings(file: Path, findings: Sequence[Finding], language: Language) -> None:
    if not findings:
        file.unlink(missing_ok=True)
        return
    content = {"findings": findings_json(findings, language)}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_whole(file, _filled_with(text))


def _filled_with(text: str) -> Callable[[Path], None]:
    def fill(draft: Path) -> None:
        draft.write_text(text, "utf-8")

    return fill


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
