"""What was written on a sheet, keyed in: taken whole, or refused with a reason."""

from contextlib import suppress

import pytest
from builders import MONDAY, day, plan, record, route, stop
from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain.words import Outcome
from scheduler.errors import Finding, InputError
from scheduler.sheets.codes import LINE_LETTERS, line_letter, sheet_code
from scheduler.sheets.results import MARKS, MARKS_HELP, Returned, read_results
from scheduler.sheets.returns import Version

SENIORS = ["S1", "S2", "S3"]
PLAN = plan(
    route(*(stop(s, f"{9 + i}:00") for i, s in enumerate(SENIORS))),
    route(stop("S4"), carer_id="C2"),
)
CODE = sheet_code(PLAN, MONDAY, "C1")
VERSIONS = [Version("plan.json", PLAN)]


def key_in(typed: str, code: str = CODE, records=()) -> Returned:
    return read_results(code, typed, VERSIONS, records)


def refused(typed: str, code: str = CODE, records=()) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        key_in(typed, code, records)
    return caught.value.findings


def with_letters(marks: str) -> str:
    return " ".join(
        f"{order}{line_letter(CODE, order)}{mark}"
        for order, mark in enumerate(marks, 1)
    )


def outcomes(returned: Returned) -> list[Outcome]:
    return [found.outcome for found in returned.records]


def test_a_sheet_becomes_one_record_a_line():
    """Seen is completed; day, carer and seniors come from the plan."""
    found = key_in("1s 2n 3s").records
    assert [one.senior_id for one in found] == SENIORS
    assert {(one.date, one.carer_id) for one in found} == {(MONDAY, "C1")}
    assert outcomes(key_in("1s 2n 3s")) == ["completed", "no_answer", "completed"]


@pytest.mark.parametrize(
    ("mark", "outcome"),
    [
        ("s", "completed"),
        ("n", "no_answer"),
        ("c", "completed"),
        ("p", "partial"),
        ("r", "refused"),
        ("a", "absent"),
        ("m", "missed"),
    ],
)
def test_every_mark_has_its_outcome(mark: str, outcome: str):
    """Each of the seven marks stands for one outcome, with the check letter too."""
    assert outcomes(key_in(with_letters(f"s{mark}s")))[1] == outcome
    assert f"{mark} " in MARKS_HELP.zh
    assert f"{mark} " in MARKS_HELP.en


def test_a_concern_is_seen_and_followed_up():
    """Only the line with a concern asks for somebody to look after it."""
    follow_ups = key_in("1s 2c 3n").follow_ups
    assert [(one.order, one.senior_id) for one in follow_ups] == [(2, "S2")]


@pytest.mark.parametrize(
    "typed",
    [
        "1S 2N 3S",
        "1s2n3s",
        "1s,2n, 3s.",
        "1s，2n、3s。",
        "１ｓ　２ｎ　３ｓ",
        "3s 1s 2n",
        " 1 s / 2 - n / 3: s ",
        "1s\n2n\n3s\n",
    ],
)
def test_what_tired_fingers_type_is_understood(typed: str):
    """Case, width, separators and the order of the items do not matter."""
    assert outcomes(key_in(typed)) == ["completed", "no_answer", "completed"]


def test_the_letter_may_stand_on_either_side():
    """A check letter is known from a result wherever it stands."""
    letters = [line_letter(CODE, order) for order in (1, 2, 3)]
    turned = "".join(f"{n}s{letter}" for n, letter in enumerate(letters, 1))
    assert key_in(turned) == key_in(with_letters("sss"))


@pytest.mark.parametrize("code", [CODE.lower(), f" {CODE[:3]}-{CODE[3:]} "])
def test_the_code_is_taken_in_any_dress(code: str):
    """Small letters, spaces and hyphens in the code do not matter."""
    assert key_in("1s 2s 3s", code).sheet.code == CODE


@given(st.data())
def test_every_wrong_letter_is_found(data):
    """A line with any letter but its own is refused, and the right one is named."""
    order = data.draw(st.integers(1, 3))
    right = line_letter(CODE, order)
    wrong = data.draw(st.sampled_from(sorted(set(LINE_LETTERS) - {right})))
    typed = with_letters("sns").replace(f"{order}{right}", f"{order}{wrong}")
    (finding,) = refused(typed)
    assert finding.row == order
    assert right in finding.says.zh
    assert right in finding.says.en


def test_a_letter_of_another_line_is_named():
    """The answer says which line the letter belongs to."""
    letters = [line_letter(CODE, order) for order in (1, 2, 3)]
    first, _ = refused(f"1{letters[1]}s 2{letters[0]}n 3s")
    assert "第 2 行" in first.says.zh
    assert "line 2" in first.says.en


@pytest.mark.parametrize("slipped", ["", "ssn", "sxy", "k", "?", "sn", "完成"])
def test_what_is_no_result_is_refused(slipped: str):
    """Too many marks, none, or unknown ones: the finding is on that line."""
    assert {finding.row for finding in refused(f"1s 2{slipped} 3s")} == {2}


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("1s 2n", [None]),
        ("1s 2n 3s 4s", [4]),
        ("1s 2n 2n 3s", [2]),
        ("1s 2n 0s", [0, None]),
        ("s 1s 2n 3s", [None]),
        ("", [None]),
    ],
)
def test_lines_must_be_those_of_the_sheet(typed: str, rows: list[int | None]):
    """Missing, doubled, unknown and unnumbered lines are each answered."""
    assert [finding.row for finding in refused(typed)] == rows


def test_all_missing_lines_are_named_at_once():
    """One finding lists every line without a result."""
    (finding,) = refused("2s")
    assert "1、3" in finding.says.zh
    assert "1, 3" in finding.says.en


@given(st.text(max_size=40))
def test_any_text_is_a_sheet_or_findings(typed: str):
    """Nothing typed ends in anything but records of all lines or findings."""
    with suppress(InputError):
        assert [one.senior_id for one in key_in(typed).records] == SENIORS


@given(st.lists(st.sampled_from("snpram"), min_size=3, max_size=3))
def test_what_is_keyed_in_comes_back_in_the_records(marks: list[str]):
    """The outcomes are those of the marks, in the order of the lines."""
    expected = [MARKS[mark.upper()] for mark in marks]
    assert outcomes(key_in(with_letters("".join(marks)))) == expected


def test_a_sheet_is_entered_once():
    """A second entry is refused, and says that it is one."""
    records = key_in("1s 2n 3s").records
    (finding,) = refused("1s 2n 3s", records=records)
    assert "已经录过" in finding.says.zh
    assert "already" in finding.says.en


def test_a_line_recorded_by_hand_is_pointed_at():
    """One record of the sheet's own carer on the day stops the sheet, by line."""
    (finding,) = refused("1s 2n 3s", records=[record("S2", MONDAY)])
    assert finding.row == 2


@pytest.mark.parametrize(
    "other",
    [
        record("S2", MONDAY, "C2"),
        record("S2", day(-1)),
        record("S9", MONDAY),
        record("S2", MONDAY, outcome="phone"),
    ],
)
def test_other_records_do_not_stand_in_the_way(other):
    """Another carer, day or senior, or a telephone call, is no line of the sheet."""
    assert len(key_in("1s 2n 3s", records=[other]).records) == 3
