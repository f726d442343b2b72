"""Which communities a city has is found out, or refused, before anything starts."""

import shutil

import pytest

from scheduler.city.places import find_places
from scheduler.errors import InputError
from scheduler.files.findings import Findings


def tables(folder):
    """Make a folder with a table in it."""
    folder.mkdir(parents=True)
    (folder / "seniors.csv").touch()
    return folder


def find(*given, out):
    findings = Findings()
    return find_places(given, out, findings), findings


def names(places):
    return [place.name for place in places]


def test_a_folder_with_a_table_is_a_community(tmp_path):
    """Its name is the folder's; given twice, it is there once."""
    one = tables(tmp_path / "甲")
    places, findings = find(one, one / ".." / "甲", out=tmp_path / "out")
    assert names(places) == ["甲"]
    assert findings.all == ()


def test_a_folder_of_communities_is_looked_into(tmp_path):
    """Folders and workbooks by name; what has no table is left out, and told."""
    tables(tmp_path / "乙")
    (tmp_path / "丙").mkdir()
    (tmp_path / "丙" / "老人.csv").touch()
    for name in ("甲.xlsx", "~$甲.xlsx", "readme.txt"):
        (tmp_path / name).touch()
    (tmp_path / "notes").mkdir()
    (tmp_path / ".hidden").mkdir()
    places, findings = find(tmp_path, out=tmp_path / "out")
    assert names(places) == ["丙", "乙", "甲"]
    assert [finding.file for finding in findings.warnings()] == ["notes"]


def test_results_among_the_communities_are_none(tmp_path):
    """The folder of results may lie beside them."""
    tables(tmp_path / "甲")
    places, findings = find(tmp_path, out=tables(tmp_path / "plans"))
    assert names(places) == ["甲"]
    assert findings.all == ()


def test_one_name_for_two_is_refused(tmp_path):
    """Both paths are told; capital letters make no difference."""
    tables(tmp_path / "a" / "North")
    shutil.copytree(tmp_path / "a" / "North", tmp_path / "b" / "north")
    _, findings = find(tmp_path / "a", tmp_path / "b", out=tmp_path / "out")
    with pytest.raises(InputError) as raised:
        findings.warnings()
    (finding,) = raised.value.findings
    assert str(tmp_path / "a" / "North") in finding.says.en
    assert str(tmp_path / "b" / "north") in finding.says.en


def test_paths_without_a_community_are_refused_together(tmp_path):
    """One that is not there, and one with nothing in it."""
    (tmp_path / "empty").mkdir()
    given = tmp_path / "nowhere", tmp_path / "empty"
    _, findings = find(*given, out=tmp_path / "out")
    assert [finding.file for finding in findings.all] == ["nowhere", "empty"]
