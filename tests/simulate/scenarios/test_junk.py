"""Whatever stands in a scenario file: it is applied, or findings say why not."""

import json
from datetime import date

import pytest
from builders import MONDAY, carer, problem, roster, senior
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.errors import InputError
from scheduler.simulate.scenarios.reading import read_scenario
from scheduler.simulate.scenarios.scenario import KINDS

OF = problem(
    [senior("S1", "red", building="7", floor=9), senior("S2"), senior("S3", "orange")],
    [carer("C1"), carer("C2", "volunteer", mode="ebike")],
    roster=roster("C1", "C2", hours="09:00-11:00"),
    days=9,
)
SENSIBLE = [
    *(1, 2, 3, 9, 0.5, 1.5, MONDAY, date(2026, 11, 27)),
    *("C1", "S1", "7", "red", "绿", "志愿者", "ebike", "周三", "09:00-10:00"),
    *(["C1"], ["S1", "S2"], ["7"], ["red"], ["橙", "绿"], ["社工"], ["mon", "周二"]),
    *(["09:00-10:00", "10:00-10:30"], ["volunteer", "helper"]),
]
JUNK = [-1, 0, 10**30, True, "", "x" * 99, [], [[]], [1], {"a": 1}, 1e308, -0.0]
VALUES = st.sampled_from([*SENSIBLE, *SENSIBLE, *JUNK]) | st.text(max_size=5)


def written(value):
    """Return a value as TOML."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        pairs = (f"{key} = {written(inside)}" for key, inside in value.items())
        return f"{{{', '.join(pairs)}}}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@st.composite
def changes(draw):
    """Return one change of a known kind: its own keys, with values of any sort."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    fields = [key for key in KINDS[kind].model_fields if key != "kind"]
    keys = draw(st.lists(st.sampled_from(fields), unique=True))
    lines = [f"{key} = {written(draw(VALUES))}" for key in keys]
    return "\n".join(["[[change]]", f'kind = "{kind}"', *lines])


def findings(file):
    """Return what is wrong with a file; nothing if it is applied on every stage."""
    try:
        scenario, _ = read_scenario(file)
        for on in (MONDAY, *scenario.cuts(OF)):
            scenario.applied(OF, on)
    except InputError as error:
        return error.findings
    return ()


@settings(
    max_examples=400,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(changes(), min_size=1, max_size=3))
def test_any_change_is_applied_or_refused_with_a_reason(tmp_path, texts):
    """Never a stack trace; each finding says where and speaks both languages."""
    file = tmp_path / "any.toml"
    file.write_text("\n".join(texts), "utf-8")
    for finding in findings(file):
        assert finding.file == "any.toml"
        assert finding.column
        assert finding.row
        assert finding.says.zh != finding.says.en


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_alone_says_what_it_lacks_or_needs_nothing(tmp_path, kind):
    """Every kind without any key: whatever is missing is told where it begins."""
    file = tmp_path / "bare.toml"
    file.write_text(f'[[change]]\nkind = "{kind}"\n', "utf-8")
    for finding in findings(file):
        assert finding.column.startswith(f"{kind}.")
        assert finding.row == 1
