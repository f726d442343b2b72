"""plan.json: written byte for byte the same, read from anyone."""

import json
import sys
from pathlib import Path

from pydantic import ValidationError

from scheduler.domain.plan import Plan
from scheduler.errors import Finding, InputError, Text
from scheduler.files.atomic import write_whole
from scheduler.files.json_in import path_in_json, read_json, value_in_json
from scheduler.files.pruning import prune
from scheduler.files.validation import explain

STANDARD_OUTPUT = "-"
_KIND = Text("计划", "a plan")


def write_plan(path: Path | str, plan: Plan) -> None:
    """Write a plan as JSON; ``-`` writes to standard output.

    The file appears whole or not at all: on failure the last plan stays.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    text = plan_text(plan)
    if str(path) == STANDARD_OUTPUT:
        write_standard_output(text)
        return
    data = text.encode()
    write_whole(Path(path), lambda draft: _fill(draft, data))


def write_standard_output(text: str) -> None:
    """Write JSON to standard output: in UTF-8, whatever the terminal's own letters."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())


def plan_text(plan: Plan) -> str:
    """Return a plan as JSON, keys in the order of the contract."""
    content = plan.model_dump(mode="json", by_alias=True)
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def read_plan(path: Path) -> Plan:
    """Return the plan of a file; keys that are not in the contract are passed over.

    Raises
    ------
    scheduler.errors.InputError
        If it is not a plan; one finding for each problem, its path in ``column``.
    """
    content = prune(Plan, read_json(path, _KIND).values, [])
    try:
        return Plan.model_validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        raise InputError(
            [
                Finding(
                    path.name,
                    explain(detail),
                    column=path_in_json(detail["loc"]),
                    value=(
                        None
                        if detail["type"] == "missing"
                        else value_in_json(detail["input"])
                    ),
                )
                for detail in error.errors()
            ]
        ) from None


def _fill(draft: Path, data: bytes) -> None:
    draft.write_bytes(data)
