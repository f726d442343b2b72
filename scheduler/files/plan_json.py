"""plan.json: written byte for byte the same, read from anyone."""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scheduler.domain.plan import Plan
from scheduler.errors import Finding, InputError, Text
from scheduler.files.atomic import write_whole
from scheduler.files.pruning import prune
from scheduler.files.reasons import cannot_be_read
from scheduler.files.validation import explain

STANDARD_OUTPUT = "-"
LARGEST_FILE = 64 * 2**20
_LONGEST_VALUE = 80


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
    content = prune(Plan, _parse(path), [])
    try:
        return Plan.model_validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        raise InputError(
            [
                Finding(
                    path.name,
                    explain(detail),
                    column=_json_path(detail["loc"]),
                    value=_shown(detail["type"], detail["input"]),
                )
                for detail in error.errors()
            ]
        ) from None


def _fill(draft: Path, data: bytes) -> None:
    draft.write_bytes(data)


def _parse(path: Path) -> Any:
    row = None
    try:
        if path.stat().st_size > LARGEST_FILE:
            says = Text("文件过大，不像是计划", "too large to be a plan")
        else:
            return json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        says = cannot_be_read(error)
    except UnicodeDecodeError:
        says = Text("不是 UTF-8 文本", "not text in UTF-8")
    except json.JSONDecodeError as error:
        row = error.lineno
        where = f"{error.lineno}:{error.colno}"
        says = Text(
            f"不是正确的 JSON（{where}：{error.msg}）",
            f"not valid JSON ({where}: {error.msg})",
        )
    except (RecursionError, ValueError) as error:
        says = Text(f"不是正确的 JSON：{error}", f"not valid JSON: {error}")
    raise InputError([Finding(path.name, says, row=row)])


def _json_path(loc: tuple[int | str, ...]) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return "".join(parts).removeprefix(".") or "$"


def _shown(kind: str, value: object) -> str | None:
    if kind == "missing":
        return None
    return json.dumps(value, ensure_ascii=False, default=str)[:_LONGEST_VALUE]
