"""plan.json: the same bytes for the same plan, and every problem of a bad one."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from builders import MONDAY
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.plan import Engine, Kpis, Plan, Route, Stop, Unserved
from scheduler.errors import Finding, InputError
from scheduler.files.plan_json import plan_text, read_plan, write_plan

PLAN = Plan(
    plan_id="p1",
    first_day=MONDAY,
    days=14,
    data_hash="ab" * 32,
    engine=Engine(name="qixiu", version="0", seconds=9.8),
    routes=(
        Route(
            date=MONDAY,
            carer_id="C1",
            shift_start="08:30",
            shift_end="11:30",
            leave="08:41:00",
            back="09:10:30",
            travel_seconds=600,
            stops=(
                Stop(
                    senior_id="S1",
                    tag="red",
                    arrive="08:44:10",
                    start="08:44:10",
                    end="09:04:10",
                    travel_seconds=190,
                    due=MONDAY,
                    partners=("C2",),
                ),
            ),
        ),
    ),
    unserved=(
        Unserved(
            senior_id="S2",
            tag="orange",
            due=MONDAY,
            days_late=14,
            reason="no_qualified_carer",
            says="没有合适的人员",
        ),
    ),
    kpis=Kpis(
        visits=1,
        late_days={"red": 0, "orange": 14, "green": 0},
        on_time_share={"red": 1.0, "orange": 0.0, "green": 1.0},
        travel_minutes=10.0,
        service_minutes=20.0,
        carers_used=1,
        new_faces=1,
        overdue_now=0,
    ),
)


def findings_of(path: Path) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        read_plan(path)
    return caught.value.findings


def save(path: Path, change: dict[str, Any]) -> Path:
    path.write_text(json.dumps(json.loads(plan_text(PLAN)) | change), encoding="utf-8")
    return path


def test_a_plan_reads_back_equal(tmp_path: Path):
    """Writing and reading a plan gives the same plan."""
    write_plan(tmp_path / "plan.json", PLAN)
    assert read_plan(tmp_path / "plan.json") == PLAN


def test_keys_and_values_are_those_of_the_contract():
    """The keys stand in the contract's order; times and names look as it says."""
    content = json.loads(plan_text(PLAN))
    assert " ".join(content) == (
        "format plan_id status first_day days data_hash seed engine routes unserved "
        "kpis"
    )
    route = content["routes"][0]
    assert " ".join(route) == (
        "date carer_id shift_start shift_end leave back travel_seconds stops"
    )
    assert (route["shift_start"], route["leave"]) == ("08:30", "08:41:00")
    stop = route["stops"][0]
    assert " ".join(stop) == ("senior_id tag arrive start end travel_seconds due with")
    assert (stop["with"], stop["due"]) == (["C2"], "2026-11-23")
    assert "没有合适的人员" in plan_text(PLAN)


def test_standard_output_takes_the_same_text(capsys: pytest.CaptureFixture[str]):
    """A dash writes the plan to standard output."""
    write_plan("-", PLAN)
    assert capsys.readouterr().out == plan_text(PLAN)


def test_the_last_plan_is_kept_when_writing_fails(tmp_path: Path):
    """A plan that cannot be written leaves the one before it, and nothing else."""
    path = tmp_path / "plan.json"
    write_plan(path, PLAN)
    with pytest.raises(UnicodeEncodeError):
        write_plan(path, PLAN.replace(plan_id="\ud800"))
    assert read_plan(path) == PLAN
    assert [file.name for file in tmp_path.iterdir()] == ["plan.json"]


def test_keys_of_others_are_passed_over(tmp_path: Path):
    """Keys outside the contract, at the top and inside, do not matter."""
    content = json.loads(plan_text(PLAN))
    content["colour"] = "blue"
    content["routes"][0]["stops"][0]["mood"] = 5
    content["kpis"]["late_days"]["purple"] = 1
    assert read_plan(save(tmp_path / "plan.json", content)) == PLAN


def test_every_problem_is_named_by_its_path(tmp_path: Path):
    """Problems anywhere are reported together, each with path and value."""
    content = json.loads(plan_text(PLAN))
    content["days"] = 0
    content["routes"][0]["leave"] = "soon"
    content["routes"][0]["stops"][0]["tag"] = "purple"
    del content["unserved"][0]["says"]
    findings = findings_of(save(tmp_path / "plan.json", content))
    assert [(finding.column, finding.value) for finding in findings] == [
        ("days", "0"),
        ("routes[0].leave", '"soon"'),
        ("routes[0].stops[0].tag", '"purple"'),
        ("unserved[0].says", None),
    ]
    assert findings[1].says.en == "should be a time such as 08:30 or 08:30:00"


@pytest.mark.parametrize("time", ["24:00:01", "25:00", "-1", None, True])
def test_a_time_outside_the_day_is_refused(tmp_path: Path, time: object):
    """Texts that are no time of day are named by their path."""
    content = json.loads(plan_text(PLAN))
    content["routes"][0]["back"] = time
    (finding,) = findings_of(save(tmp_path / "plan.json", content))
    assert finding.column == "routes[0].back"


def test_broken_json_is_named_by_its_line(tmp_path: Path):
    """A slip in the JSON itself is one finding with its row."""
    (tmp_path / "plan.json").write_text('{\n  "format": 1,\n  oops\n}')
    (finding,) = findings_of(tmp_path / "plan.json")
    assert (finding.file, finding.row) == ("plan.json", 3)


@pytest.mark.parametrize("text", ["[]", "3", "null", "[" * 100_000, "9" * 5000])
def test_json_that_is_no_plan_is_a_finding(tmp_path: Path, text: str):
    """Other JSON, however deep or long, is an input error."""
    (tmp_path / "plan.json").write_text(text)
    assert findings_of(tmp_path / "plan.json")


def test_a_plan_that_is_not_there_is_a_finding(tmp_path: Path):
    """A missing plan.json is an input error."""
    (finding,) = findings_of(tmp_path / "plan.json")
    assert finding.file == "plan.json"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(key=st.sampled_from(sorted(json.loads(plan_text(PLAN)))), value=JSON)
@settings(max_examples=100)
def test_any_value_for_a_key_is_read_or_found(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: object
):
    """Whatever stands at a key, the plan is read or an InputError is raised."""
    path = save(tmp_path_factory.getbasetemp() / "plan.json", {key: value})
    try:
        read_plan(path)
    except InputError as error:
        columns = [str(finding.column) for finding in error.findings]
        assert {re.split(r"[.\[]", column)[0] for column in columns} == {key}
