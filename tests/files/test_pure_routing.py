"""Policies from before the weights of preferences: what is meant by their silence."""

from pathlib import Path

import pytest

from scheduler.domain.policy import Policy
from scheduler.errors import Severity
from scheduler.files.findings import Findings
from scheduler.files.policy_in import read_policy

ALL_OFF = "continuity = 0\nfairness = 0.0\nstability = 0\nearly = 0.0\n"


def read(folder: Path, weights: str):
    """Return the weight `prefer` of a policy with these weights, and the findings."""
    path = folder / "policy.toml"
    path.write_text(f"[weights]\n{weights}", encoding="utf-8")
    findings = Findings()
    policy = read_policy(path, findings)
    return policy.weights.prefer, findings.warnings()


def test_all_older_weights_off_switch_it_off(tmp_path: Path):
    """Where only travel counts it is 0, and a warning says how to have it back."""
    prefer, (finding,) = read(tmp_path, ALL_OFF)
    assert prefer == 0
    assert (finding.severity, finding.column) == (Severity.WARNING, "weights.prefer")
    assert "prefer = 300" in finding.says.zh
    assert "prefer = 300" in finding.says.en


@pytest.mark.parametrize("value", [0.0, 300.0])
def test_what_is_named_is_taken_as_it_stands(tmp_path: Path, value):
    """A policy that names the weight gets it, without a word."""
    assert read(tmp_path, f"{ALL_OFF}prefer = {value}\n") == (value, ())


@pytest.mark.parametrize("name", ["continuity", "fairness", "stability", "early"])
def test_one_older_weight_on_leaves_the_default(tmp_path: Path, name):
    """One weight above 0, or left to its default, and the rule does not apply."""
    default = Policy().weights.prefer
    others = [line for line in ALL_OFF.splitlines(True) if not line.startswith(name)]
    assert read(tmp_path, "".join(others)) == (default, ())
    assert read(tmp_path, "".join([*others, f"{name} = 1\n"])) == (default, ())


def minutes(folder: Path, weights: str) -> float:
    """Return the weight `prefer_minutes` of a policy with these weights."""
    path = folder / "policy.toml"
    path.write_text(f"[weights]\n{weights}", encoding="utf-8")
    return read_policy(path, Findings()).weights.prefer_minutes


def test_all_others_off_switch_preferred_times_off_too(tmp_path: Path):
    """Whether `prefer` is named as 0, or taken as 0 itself."""
    assert minutes(tmp_path, ALL_OFF) == 0
    assert minutes(tmp_path, f"{ALL_OFF}prefer = 0\n") == 0


def test_preferred_times_count_beside_any_other_wish(tmp_path: Path):
    """One weight above 0, or the weight's own name, and the rule does not apply."""
    default = Policy().weights.prefer_minutes
    assert minutes(tmp_path, f"{ALL_OFF}prefer = 300\n") == default
    assert minutes(tmp_path, "") == default
    assert minutes(tmp_path, f"{ALL_OFF}prefer_minutes = 7\n") == 7
