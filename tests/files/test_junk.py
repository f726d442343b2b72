"""Whatever bytes or texts are given, only findings come out."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from builders import MONDAY
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.errors import InputError
from scheduler.files.community import read_community
from scheduler.files.formats import CARERS, SENIORS, SHIFTS, TABLES, TRAVEL, VISITS
from scheduler.files.plan_json import read_plan

GOOD = Path(__file__).parents[2] / "fixtures" / "bad" / "window-too-short"
TEN_MEGABYTES = 10 * 2**20

TEXTS = """
S1 C1 1 2 -1 １ 1.0 office '=1 ; ； nan inf 1e999 31.99 118.77 red 红 walk yes 是
hospital completed leave social_worker mon 周一 08:30 11:30 24:00 08:30-11:30 2026-11-20
2026-02-30 9999-12-31 0001-01-01
"""
WORDS = st.sampled_from(TEXTS.split())
CELLS = st.one_of(st.just(""), WORDS, st.text(max_size=8))


def ends_in_findings_or_success(path: Path) -> None:
    with suppress(InputError):
        read_community(path, MONDAY)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def rows_of(table) -> st.SearchStrategy[list[list[str]]]:
    row = st.lists(CELLS, min_size=len(table.columns), max_size=len(table.columns))
    return st.lists(row, max_size=4)


@given(st.fixed_dictionaries({table.name: rows_of(table) for table in TABLES}))
@settings(max_examples=40)
def test_any_cells_end_in_findings_or_success(tables: Mapping[str, list[list[str]]]):
    """Random and half-right cells under good headings raise nothing but InputError."""
    with TemporaryDirectory() as folder:
        for table in (SENIORS, CARERS, SHIFTS, VISITS, TRAVEL):
            headings = [column.name for column in table.columns]
            lines = [",".join(map(quoted, row)) for row in tables[table.name]]
            text = "\n".join([",".join(headings), *lines])
            data = text.encode(errors="surrogatepass")
            Path(folder, f"{table.name}.csv").write_bytes(data)
        ends_in_findings_or_success(Path(folder))


@given(st.data())
@settings(max_examples=40)
def test_mangled_bytes_end_in_findings_or_success(data: st.DataObject):
    """A good file with bytes cut, changed or put in raises nothing but InputError."""
    with TemporaryDirectory() as folder:
        shutil.copytree(GOOD, folder, dirs_exist_ok=True)
        file = Path(folder, data.draw(st.sampled_from(["seniors.csv", "shifts.csv"])))
        whole = file.read_bytes()
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, min(len(whole), start + 20)))
        file.write_bytes(whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:])
        ends_in_findings_or_success(Path(folder))


@given(st.text(max_size=200))
@settings(max_examples=40)
def test_any_policy_text_ends_in_findings_or_success(text: str):
    """A policy file of any text raises nothing but InputError."""
    with TemporaryDirectory() as folder:
        shutil.copytree(GOOD, folder, dirs_exist_ok=True)
        file = Path(folder, "policy.toml")
        file.write_bytes(text.encode(errors="surrogatepass"))
        ends_in_findings_or_success(Path(folder))


JUNK = {
    "zeros": bytes(TEN_MEGABYTES),
    "one long line": b"a" * TEN_MEGABYTES,
    "only commas": b"," * TEN_MEGABYTES,
    "only line ends": b"\n" * TEN_MEGABYTES,
    "all bytes": bytes(range(256)) * (TEN_MEGABYTES // 256),
    "only quotes": b'"' * TEN_MEGABYTES,
    "headings, then lines": b"senior_id,name,tag,lat,lon\n" + b"a\n" * (5 * 2**20),
}


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK.keys())
def test_ten_megabytes_of_junk_are_one_finding(tmp_path: Path, junk: bytes):
    """A huge file that is no table is one error about that file."""
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    (tmp_path / "seniors.csv").write_bytes(junk)
    with pytest.raises(InputError) as caught:
        read_community(tmp_path, MONDAY)
    (finding,) = caught.value.findings
    assert finding.file == "seniors.csv"


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK.keys())
def test_junk_by_the_name_of_a_plan_is_one_finding(tmp_path: Path, junk: bytes):
    """A huge file that is no JSON is one error about that file."""
    path = tmp_path / "plan.json"
    path.write_bytes(junk)
    with pytest.raises(InputError) as caught:
        read_plan(path)
    assert [finding.file for finding in caught.value.findings] == ["plan.json"]
