"""Which sheets are out, and which of them a code means."""

import pytest
from builders import MONDAY, day, plan, record, route, stop

from scheduler.errors import InputError, Text
from scheduler.sheets.codes import sheet_code
from scheduler.sheets.returns import Version, find_sheet, outstanding

OLD = plan(
    route(stop("S1"), stop("S2", "10:00")),
    route(stop("S3"), carer_id="C2"),
    route(stop("S1"), on=day(1)),
    plan_id="old",
    days=2,
)
NEW = plan(route(stop("S2"), on=day(1)), plan_id="new", first_day=day(1), days=2)
BOTH = [Version("new.json", NEW), Version("old.json", OLD)]


def answer(typed: str, versions=BOTH) -> Text:
    with pytest.raises(InputError) as caught:
        find_sheet(typed, versions)
    (finding,) = caught.value.findings
    return finding.says


def test_a_sheet_is_found_by_its_code():
    """The code leads to day, carer and stops."""
    sheet = find_sheet(sheet_code(NEW, day(1), "C1"), BOTH)
    assert (sheet.date, sheet.carer_id) == (day(1), "C1")
    assert [line.senior_id for line in sheet.stops] == ["S2"]


def test_an_older_plan_holds_for_the_days_no_newer_one_covers():
    """Yesterday's sheet is taken although today was planned anew."""
    assert find_sheet(sheet_code(OLD, MONDAY, "C1"), BOTH).date == MONDAY


def test_a_sheet_of_an_older_version_is_refused():
    """The answer names both versions and the code that holds now."""
    says = answer(sheet_code(OLD, day(1), "C1"))
    for part in ("old.json", "new.json", sheet_code(NEW, day(1), "C1")):
        assert part in says.zh
        assert part in says.en


def test_an_older_sheet_is_taken_where_its_version_is_put_first():
    """Whoever says that the old sheet was walked by is believed."""
    code = sheet_code(OLD, day(1), "C1")
    assert find_sheet(code, BOTH[::-1]).code == code


def test_an_older_sheet_may_have_no_successor():
    """A carer without a route in the new version is told so."""
    gone = plan(plan_id="new", first_day=MONDAY)
    versions = [Version("new.json", gone), Version("old.json", OLD)]
    assert "没有他的单子" in answer(sheet_code(OLD, MONDAY, "C2"), versions).zh


def test_a_slip_in_the_code_brings_the_nearest_one():
    """One wrong, missing or swapped character: the answer names the code meant."""
    code = sheet_code(OLD, MONDAY, "C2")
    wrong = "2" if code[3] != "2" else "3"
    for typed in (
        code[:3] + wrong + code[4:],
        code[:2] + code[3:],
        code[1] + code[0] + code[2:],
    ):
        assert code in answer(typed).zh
        assert code in answer(typed).en


def test_a_well_typed_code_of_no_plan_is_known_as_such():
    """The check character tells a slip from a plan that is gone."""
    elsewhere = sheet_code(OLD.replace(plan_id="gone"), MONDAY, "C1")
    assert "旧版计划" in answer(elsewhere).zh
    assert "没有这个单号" in answer("0000000").zh
    assert "没有这个单号" in answer("", []).zh


def test_sheets_are_out_until_every_line_is_recorded():
    """Half a sheet is still out; a finished one is not, and later days are not yet."""
    first, second = record("S1", MONDAY), record("S2", MONDAY)
    whose = [sheet.carer_id for sheet in outstanding(BOTH, [], MONDAY)]
    assert whose == ["C1", "C2"]
    assert len(outstanding(BOTH, [first], MONDAY)) == 2
    left = outstanding(BOTH, [first, second], MONDAY)
    assert [sheet.carer_id for sheet in left] == ["C2"]


def test_only_sheets_that_hold_are_out():
    """Of a day planned anew only the new sheets are awaited."""
    dated = [sheet for sheet in outstanding(BOTH, [], day(1)) if sheet.date == day(1)]
    assert [sheet.code for sheet in dated] == [sheet_code(NEW, day(1), "C1")]
