"""Reading published instances: what is right, and all that is wrong at once."""

import json
from pathlib import Path

import pytest
from tied import day, patient

from scheduler.bench.hhcrsp.best_known import read_best_known
from scheduler.bench.hhcrsp.reading import read_instance
from scheduler.bench.hhcrsp.run import read_published
from scheduler.errors import InputError

SHARED = Path(__file__).parents[4] / "shared" / "bench" / "hhcrsp"

TINY = """{
 "patients": [
  {"id": "p1", "location": [1.0, 2.0], "time_window": [0.0, 100],
   "required_caregivers": [{"service": "s1", "duration": 10}]},
  {"id": "p2", "location": [1.0, 2.0], "time_window": [20, 50],
   "required_caregivers": [
    {"service": "s1", "duration": 10},
    {"service": "s2", "duration": 20}],
   "synchronization": {"type": "sequential", "distance": [5, 15]}}
 ],
 "services": [{"id": "s1", "default_duration": 10}],
 "caregivers": [
  {"id": "c1", "abilities": ["s1"]},
  {"id": "c2", "abilities": ["s2"]}
 ],
 "central_offices": [{"id": "d", "location": [0.0, 0.0]}],
 "distances": [
  [0, 5, 7.5],
  [6, 0, 3],
  [8, 4, 0]]
}
"""


@pytest.fixture
def tiny(tmp_path):
    """Return the tiny instance as JSON to be spoiled, and where to write it."""
    return json.loads(TINY), tmp_path / "tiny.json"


def findings(path):
    with pytest.raises(InputError) as caught:
        read_instance(path)
    return {(f.row, f.column): f.says.en for f in caught.value.findings}


def test_a_tiny_instance(tmp_path):
    """One service and two in order; what we do not need is passed over."""
    path = tmp_path / "tiny.json"
    path.write_text(TINY)
    assert read_instance(path) == day(
        [
            patient("p1"),
            patient("p2", (20, 50), (("s1", 10), ("s2", 20)), (5, 15)),
        ],
        [[0, 5, 7.5], [6, 0, 3], [8, 4, 0]],
    )


def test_every_part_of_the_wrong_form_is_named_with_its_line(tmp_path):
    """Text in place of a number, another word, something left out: all at once."""
    text = TINY.replace('"duration": 20', '"duration": "long"')
    text = text.replace('"sequential"', '"later"').replace("7.5", "-1")
    path = tmp_path / "tiny.json"
    path.write_text(text.replace('{"id": "c2", ', "{"))
    assert findings(path) == {
        (8, "patients[1].required_caregivers[1].duration"): "should be a number",
        (9, "patients[1].synchronization.type"): (
            "should be 'simultaneous' or 'sequential'"
        ),
        (14, "caregivers[1].id"): "is missing",
        (18, "distances[0][2]"): "should be 0.0 or more",
    }


def test_everything_that_does_not_fit_is_named_with_its_line(tiny):
    """Ids, windows, ties, abilities and distances are looked at together."""
    content, path = tiny
    content["patients"][0]["time_window"] = [50, 20]
    content["patients"][0]["synchronization"] = {"type": "simultaneous"}
    content["patients"][1]["id"] = "p1"
    content["patients"][1]["synchronization"]["distance"] = [15, 5]
    content["caregivers"][1]["abilities"] = ["s3"]
    content["distances"][2] = [8, 4]
    content["distances"][0][0] = 1
    path.write_text(json.dumps(content, indent=1))
    lines = path.read_text().splitlines()
    found = findings(path)
    assert {column for _, column in found} == {
        "patients[0].time_window",
        "patients[0].synchronization",
        "patients[1].id",
        "patients[1].synchronization.distance",
        "patients[1].required_caregivers[1].service",
        "distances[2]",
        "distances[0][0]",
    }
    assert all(
        column.rsplit(".")[-1].split("[")[0] in lines[row - 1]
        for row, column in found
        if not column.startswith("distances[")
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"required_caregivers": []}, "should be one service or two"),
        ({"synchronization": None}, "is missing: two services are simultaneous"),
        ({"synchronization": {"type": "sequential"}}, "has no distance"),
        (
            {"required_caregivers": [{"service": "s1", "duration": 1}] * 2},
            "should be another service than the patient's first",
        ),
    ],
)
def test_two_services_are_tied_and_differ(tiny, change, says):
    """Without a tie, a gap or a second service there is no pair."""
    content, path = tiny
    content["patients"][1] |= change
    path.write_text(json.dumps(content))
    assert any(says in said for said in findings(path).values())


def test_two_services_need_two_people(tiny):
    """One person who can do either is not enough."""
    content, path = tiny
    content["caregivers"] = [{"id": "c1", "abilities": ["s1", "s2"]}]
    path.write_text(json.dumps(content))
    assert findings(path) == {
        (1, "patients[1].required_caregivers"): (
            "only one person can do either; two different ones should be able to"
        )
    }


def test_a_row_of_distances_too_few(tiny):
    """The base and each patient have a row."""
    content, path = tiny
    del content["distances"][2]
    path.write_text(json.dumps(content))
    assert findings(path) == {
        (1, "distances"): "has 2 rows; should have 3, the base and each patient"
    }


@pytest.mark.parametrize("text", ["", "{", "[1,]", '"\\ud800"', "null", "NaN"])
def test_what_is_no_instance_at_all(tmp_path, text):
    """Other files are refused in a sentence."""
    path = tmp_path / "other.json"
    path.write_text(text)
    assert findings(path)


def test_findings_of_all_files_come_together(tmp_path):
    """A wrong file does not hide the next one, nor the wrong best known costs."""
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "missing").mkdir()
    paths = [tmp_path / "a.json", tmp_path / "b.json", tmp_path / "missing" / "c.json"]
    with pytest.raises(InputError) as caught:
        read_published(paths)
    assert {f.file for f in caught.value.findings} == {"a.json", "b.json", "c.json"}


def test_best_known_costs(tmp_path):
    """Costs by file name; none without the file; a word for a cost is refused."""
    assert read_best_known(tmp_path) == {}
    table = tmp_path / "best_known.csv"
    table.write_text("instance,travel,cost\na.json,9,3.5\n")
    assert read_best_known(tmp_path) == {"a.json": 3.5}
    table.write_text("instance,cost\na.json,cheap\nb.json,\n")
    with pytest.raises(InputError) as caught:
        read_best_known(tmp_path)
    assert [f.row for f in caught.value.findings] == [2, 3]


def test_the_shared_instances_are_read():
    """All published instances at hand are right, each with its best known cost."""
    if not SHARED.exists():
        pytest.skip("the shared instances are not there")
    published = read_published(sorted(SHARED.glob("*.json")))
    assert len(published) == 12
    assert all(one.best_known for one in published)
