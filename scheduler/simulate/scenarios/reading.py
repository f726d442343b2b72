"""A scenario from its TOML file, with everything that is wrong with it at once."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from scheduler.domain.frozen import Frozen
from scheduler.errors import Finding, Text
from scheduler.files.findings import Findings
from scheduler.files.near import did_you_mean, nearest
from scheduler.files.toml_in import read_toml
from scheduler.files.validation import explain
from scheduler.simulate.scenarios.scenario import (
    KINDS,
    AnyChange,
    Scenario,
    Source,
)
from scheduler.simulate.scenarios.words import SAID

_HEADER = re.compile(r"\s*\[\[?\s*([\w.]+)\s*\]\]?")
_KEY = re.compile(r"\s*(\w+)\s*=")
_SHOWN = 80
"""Letters of a wrong value that are told."""


class _Written(Frozen):
    """What stands in a file."""

    name: str = ""
    seed: int = Field(default=0, ge=0)
    change: tuple[AnyChange, ...] = Field(min_length=1)


def read_scenario(path: Path) -> tuple[Scenario, tuple[Finding, ...]]:
    """Return the scenario of a file, and what was noticed that does not stop it.

    Without a ``name`` it is called as its file.

    Raises
    ------
    scheduler.errors.InputError
        If the file is wrong; it carries every finding.
    """
    findings = Findings()
    text, given = read_toml(path, findings)
    findings.warnings()
    source = Source(file=path.name, text=text, rows=tuple(_rows(text)))
    try:
        written = _Written.model_validate_json(
            json.dumps(given, default=str), strict=True
        )
    except ValidationError as error:
        for detail in _told(error.errors()):
            _report(detail, given, source, findings)
        findings.warnings()
        raise
    scenario = Scenario(
        name=written.name or path.stem,
        seed=written.seed,
        changes=written.change,
        source=source,
    )
    return scenario, findings.warnings()


def _rows(text: str) -> Iterator[dict[str, int]]:
    """Return the rows of the keys of each ``[[change]]``, and of its beginning."""
    rows: dict[str, int] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header and header[1] == "change":
            if rows is not None:
                yield rows
            rows = {"": number}
        elif header and rows is not None:
            rows.setdefault(header[1].removeprefix("change."), number)
        elif key and rows is not None:
            rows.setdefault(key[1], number)
    if rows is not None:
        yield rows


def _told(details: Sequence[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Return all but the lists that are empty only for what is wrong inside them."""
    for detail in details:
        place = detail["loc"]
        inside = any(
            other["loc"][: len(place)] == place
            for other in details
            if other is not detail
        )
        if detail["type"] != "too_short" or not inside:
            yield detail


def _report(
    detail: ErrorDetails, given: Mapping[str, Any], source: Source, findings: Findings
) -> None:
    place = detail["loc"]
    number = place[1] if len(place) > 1 and place[0] == "change" else None
    if not isinstance(number, int):
        column = ".".join(map(str, place))
        findings.error(source.file, _says(detail), column=column, value=_value(detail))
        return
    change = given["change"][number]
    kind = str(change.get("kind", "change")) if isinstance(change, dict) else "change"
    inside = place[3:] if len(place) > 2 else ("kind",)
    rows = source.rows[number] if number < len(source.rows) else {}
    key = str(inside[0]) if inside else ""
    findings.error(
        source.file,
        _says(detail),
        row=rows.get(key, rows.get("")),
        column=_dotted(kind, inside),
        value=_value(detail),
    )


def _dotted(kind: str, inside: tuple[int | str, ...]) -> str:
    parts = [f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in inside]
    return kind + "".join(parts)


def _value(detail: ErrorDetails) -> str | None:
    if detail["type"] == "missing":
        return None
    value = detail["input"]
    if detail["type"] == "union_tag_invalid":
        value = detail["ctx"]["tag"]
    elif detail["type"] == "union_tag_not_found":
        return None
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shown[:_SHOWN]


def _says(detail: ErrorDetails) -> Text:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == SAID:
        return Text(context["zh"], context["en"])
    if kind == "extra_forbidden":
        hint = did_you_mean(nearest(str(detail["loc"][-1]), _keys(detail)))
        return Text(f"不认识这一项{hint.zh}", f"unknown key{hint.en}")
    if kind == "union_tag_invalid":
        kinds = context["expected_tags"].replace("'", "")
        hint = did_you_mean(nearest(str(context["tag"]), kinds.split(", ")))
        return Text(
            f"没有这种改动{hint.zh}；应为其中之一：{kinds}",
            f"no such kind of change{hint.en}; should be one of: {kinds}",
        )
    if kind == "union_tag_not_found":
        return Text("缺少 kind（哪种改动）", "says no kind of change")
    if kind == "too_short":
        return Text("至少应有一个", "at least one is needed")
    return explain(detail)


def _keys(detail: ErrorDetails) -> list[str]:
    """Return the keys that could stand where an unknown one does."""
    place = detail["loc"]
    if len(place) < 3:
        return list(_Written.model_fields)
    model: Any = KINDS[str(place[2])]
    for part in place[3:-1]:
        if isinstance(part, str):
            model = get_args(model.model_fields[part].annotation)[0]
    return [*model.model_fields]
