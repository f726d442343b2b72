"""What is written out reads back equal: nobody is locked in."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from stored import add_rows, case_row, plan_row, visit_row

from api.services.community_in import import_community
from api.services.community_out import RECORDS, export_community, write_export
from scheduler.errors import Language
from scheduler.files.community import read_community
from scheduler.files.plan_json import read_plan
from scheduler.travel.estimate import estimate
from scheduler.travel.table import to_rows

TODAY = date(2026, 11, 23)


def fill(database, clock, files):
    """Bring files into a database."""
    with database.writing() as session:
        import_community(session, clock.now(), "U1", files)


def written(database, folder, language=Language.EN):
    """Return what is read from the folder that the database was written to."""
    with database.reading() as session:
        write_export(session, folder, TODAY, language)
    return read_community(folder, TODAY)


def same(one, other):
    """Return whether two communities are equal, whatever the order of their rows."""
    tables = ("seniors", "carers", "roster", "records")
    equal = all(
        sorted(map(repr, getattr(one, table)))
        == sorted(map(repr, getattr(other, table)))
        for table in tables
    )
    if (one.travel_rows is None) != (other.travel_rows is None):
        return False
    travel = one.travel_rows is None or (
        set(one.travel_rows.itertuples(index=False, name=None))
        == set(other.travel_rows.itertuples(index=False, name=None))
    )
    return equal and travel and one.policy == other.policy


def rows_of(folder, table):
    """Return the rows of one of the tables beside the contract's."""
    with (folder / RECORDS / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["small", "qixiu"])
@pytest.mark.parametrize("language", list(Language))
def test_a_bundled_community_comes_out_as_it_went_in(
    database, clock, tmp_path, name, language
):
    """Files, database, files: equal, in both languages."""
    files = read_community(Path("fixtures") / name, TODAY)
    fill(database, clock, files)
    assert same(written(database, tmp_path / "out", language), files)


def test_a_workbook_comes_out_as_well(database, small, tmp_path):
    """A target that ends in .xlsx is a workbook, the policy and records beside it."""
    assert same(written(database, tmp_path / "community.xlsx"), small)
    assert (tmp_path / RECORDS / "visits.csv").exists()


def test_a_travel_table_comes_out_as_it_went_in(database, clock, small, tmp_path):
    """The community's own seconds are kept, all of them."""
    travel = estimate(small.policy, small.seniors, small.carers)
    files = replace(small, travel_rows=to_rows(travel, small.carers))
    fill(database, clock, files)
    with database.reading() as session:
        assert same(export_community(session), files)
    assert same(written(database, tmp_path / "out"), files)


def test_what_could_differ_would_be_seen(small):
    """The comparison of these tests tells one changed cell."""
    first, *rest = small.seniors
    assert not same(small, replace(small, seniors=(first.replace(floor=12), *rest)))
    assert not same(small, replace(small, records=small.records[1:]))


def test_the_plan_in_force_lies_beside_the_tables(database, clock, small, tmp_path):
    """It is plan.json; without one there is no such file."""
    written(database, tmp_path / "before")
    assert not (tmp_path / "before" / "plan.json").exists()
    row = plan_row(clock.now(), ("C01", "S01"), day=TODAY)
    add_rows(database, row)
    written(database, tmp_path / "after")
    assert read_plan(tmp_path / "after" / "plan.json").plan_id == "P1"


def test_what_the_contract_has_no_place_for_is_written_too(
    database, clock, small, tmp_path
):
    """Checklists, notes and cases are there; neither users nor tokens are."""
    visit = visit_row(clock.now(), "S01", TODAY, note="=1+1", checklist={"mind": 1})
    add_rows(database, visit, case_row(clock.now(), "S02"))
    written(database, tmp_path)
    last = rows_of(tmp_path, "visits")[-1]
    assert (last["note"], last["checklist"]) == ("'=1+1", '{"mind": 1}')
    assert rows_of(tmp_path, "cases")[0]["senior_id"] == "S02"
    assert rows_of(tmp_path, "cases")[0]["reported_at"] == clock.now().isoformat()
    assert rows_of(tmp_path, "audit")[0]["action"] == "community.import"
    names = {file.stem for file in (tmp_path / RECORDS).iterdir()}
    assert names.isdisjoint({"users", "tokens", "answers"})
