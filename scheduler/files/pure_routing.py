"""Policies that switched every soft weight off before the youngest one existed."""

from collections.abc import Mapping
from typing import Any

from scheduler.errors import Text
from scheduler.files.findings import Findings

OLD_SOFT_WEIGHTS = ("continuity", "fairness", "stability", "early")
YOUNGEST = "prefer"


def without_soft_weights(
    given: Mapping[str, Any], file: str, findings: Findings
) -> Mapping[str, Any]:
    """Return the policy's keys, `prefer` being 0 where only travel is to count.

    That is so where all older soft weights are named and 0, and `prefer` is not
    named: its default would bend the routes. A warning says so.
    """
    weights = given.get("weights")
    if not isinstance(weights, dict) or YOUNGEST in weights:
        return given
    if any(weights.get(name) != 0 for name in OLD_SOFT_WEIGHTS):
        return given
    findings.warn(file, _TAKEN_AS_NONE, column=f"weights.{YOUNGEST}")
    return {**given, "weights": {**weights, YOUNGEST: 0.0}}


_NAMES = ", ".join(OLD_SOFT_WEIGHTS)
_TAKEN_AS_NONE = Text(
    f"没有写这一项，而 {_NAMES} 都是 0，所以按 0 处理：不考虑偏好人员；"
    "要考虑，请写 prefer = 300",
    f"not given, and taken as 0 because {_NAMES} are all 0: preferred carers do not "
    "count; write prefer = 300 if they should",
)
