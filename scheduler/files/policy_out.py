"""A policy as the text of policy.toml."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.domain.policy import Policy


def policy_toml(policy: Policy) -> str:
    """Return policy.toml with every key, defaults included."""
    return "\n".join(_tables(policy.model_dump(mode="json"), "")) + "\n"


def _tables(table: Mapping[str, Any], path: str) -> Iterator[str]:
    plain = {key: value for key, value in table.items() if not _is_table(value)}
    if path and plain:
        yield f"[{path}]"
    for key, value in plain.items():
        yield f"{key} = {_value(value)}"
    if plain:
        yield ""
    for key, value in table.items():
        if _is_table(value):
            yield from _tables(value, f"{path}.{key}" if path else key)


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, float) and not math.isfinite(value):
        return "inf" if value > 0 else "-inf"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
