"""Policies that switched every soft weight off before the younger ones existed."""

from collections.abc import Mapping
from typing import Any

from scheduler.errors import Text
from scheduler.files.findings import Findings

OLD_SOFT_WEIGHTS = ("continuity", "fairness", "stability", "early")
YOUNGER, YOUNGEST = "prefer", "prefer_minutes"


def without_soft_weights(
    given: Mapping[str, Any], file: str, findings: Findings
) -> Mapping[str, Any]:
    """Return the policy's keys, the younger weights 0 where only travel is to count.

    That is so where all older soft weights are named and 0: the default of a younger
    one that is not named would bend the routes. A warning tells of `prefer`; of
    `prefer_minutes` the seniors' table tells, where somebody wishes for a time.
    """
    weights = given.get("weights")
    if not isinstance(weights, dict):
        return given
    if any(weights.get(name) != 0 for name in OLD_SOFT_WEIGHTS):
        return given
    if YOUNGER not in weights:
        findings.warn(file, _TAKEN_AS_NONE, column=f"weights.{YOUNGER}")
        weights = {**weights, YOUNGER: 0.0}
    if weights[YOUNGER] == 0:
        weights = {YOUNGEST: 0.0, **weights}
    return {**given, "weights": weights}


_NAMES = ", ".join(OLD_SOFT_WEIGHTS)
_TAKEN_AS_NONE = Text(
    f"没有写这一项，而 {_NAMES} 都是 0，所以按 0 处理：不考虑偏好人员；"
    "要考虑，请写 prefer = 300",
    f"not given, and taken as 0 because {_NAMES} are all 0: preferred carers do not "
    "count; write prefer = 300 if they should",
)
