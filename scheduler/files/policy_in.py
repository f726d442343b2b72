"""policy.toml over the defaults, with every problem named by its key."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from scheduler.domain.policy import Policy
from scheduler.domain.times import MINUTE_SECONDS
from scheduler.errors import Text
from scheduler.files.findings import Findings
from scheduler.files.near import did_you_mean, nearest
from scheduler.files.pruning import Path as KeyPath
from scheduler.files.pruning import Unknown, prune
from scheduler.files.pure_routing import without_soft_weights
from scheduler.files.toml_in import read_toml
from scheduler.files.validation import explain


def read_policy(path: Path, findings: Findings) -> Policy:
    """Return the policy of a file; the defaults if it cannot be read (then noted)."""
    given = read_toml(path, findings).values
    unknown: list[Unknown] = []
    known = prune(Policy, given, unknown)
    for key in unknown:
        _report_unknown(path.name, key, given, findings)
    known = without_soft_weights(known, path.name, findings)
    merged = _merged(Policy().model_dump(mode="json"), known)
    try:
        policy = Policy.model_validate_json(
            json.dumps(merged, default=str), strict=True
        )
    except ValidationError as error:
        for detail in error.errors():
            column = _dotted(detail["loc"])
            value = _shown(detail["input"])
            findings.error(path.name, explain(detail), column=column, value=value)
        return Policy()
    for wrong in contradictions(policy):
        findings.error(path.name, wrong.says, column=wrong.key, value=wrong.value)
    return policy


def _report_unknown(
    file: str, key: Unknown, given: Mapping[str, Any], findings: Findings
) -> None:
    value: Any = given
    for part in key.path:
        value = value[part]
    hint = did_you_mean(nearest(str(key.path[-1]), key.candidates))
    says = Text(f"不认识这一项，未读取{hint.zh}", f"unknown key, left out{hint.en}")
    findings.warn(file, says, column=_dotted(key.path), value=_shown(value))


def _merged(defaults: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(defaults)
    for key, value in given.items():
        below = defaults.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged


def _dotted(path: KeyPath) -> str:
    return ".".join(str(part) for part in path)


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:80]


class WrongKey(NamedTuple):
    """A key of a policy whose value contradicts another, or itself."""

    key: str
    value: str
    says: Text


def contradictions(policy: Policy) -> Iterator[WrongKey]:
    """Return what no plan could ever keep to; keys are dotted as in policy.toml."""
    yield from _wrong_community(policy)
    longest = max((span.seconds for span in policy.community.visiting_hours), default=0)
    for tag, rule in policy.tags.items():
        path = f"tags.{tag.value}"
        if rule.min_gap_days > rule.interval_days:
            says = Text(
                f"最小间隔大于最大间隔 {rule.interval_days} 天，永远无法按时走访",
                f"more than interval_days = {rule.interval_days}: no visit could ever "
                "be on time",
            )
            yield WrongKey(f"{path}.min_gap_days", str(rule.min_gap_days), says)
        if not rule.roles:
            says = Text("至少应有一种角色", "at least one role is needed")
            yield WrongKey(f"{path}.roles", "[]", says)
        if 0 < longest < rule.visit_minutes * MINUTE_SECONDS:
            says = Text(
                "比最长的可访时段还长", "longer than the longest of the visiting hours"
            )
            yield WrongKey(f"{path}.visit_minutes", str(rule.visit_minutes), says)


def _wrong_community(policy: Policy) -> Iterator[WrongKey]:
    lat, lon = policy.community.office
    if not policy.community.visiting_hours:
        says = Text("至少应有一个时段", "at least one span is needed")
        yield WrongKey("community.visiting_hours", "[]", says)
    if abs(lat) > 90 or abs(lon) > 180:
        says = Text(
            "应为 [纬度, 经度]，例如 [31.99, 118.77]；是否填反了？",
            "should be [lat, lon] such as [31.99, 118.77]; are they swapped?",
        )
        yield WrongKey("community.office", f"[{lat}, {lon}]", says)
