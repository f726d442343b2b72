"""The code of a sheet and the letters of its lines."""

import io
from itertools import combinations

import numpy as np
import pytest
import typst
import zxingcpp
from builders import MONDAY, day, plan, route, stop
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from scheduler.sheets.codes import (
    ALPHABET,
    CODE_LENGTH,
    LINE_LETTERS,
    is_code,
    line_letter,
    qr_svg,
    sheet_code,
    sheet_codes,
    sheet_stops,
)

PLAN = plan(
    route(stop("S3", "14:00"), shift="14:00-17:00"),
    route(stop("S1", "09:00"), stop("S2", "10:00"), shift="08:30-11:30"),
    route(stop("S4"), carer_id="C2"),
    route(stop("S1"), on=day(1)),
    days=2,
)
CODE = sheet_code(PLAN, MONDAY, "C1")


def test_a_code_is_short_and_has_no_look_alikes():
    """A code is seven characters without 0, O, 1, I and L."""
    assert len(CODE) == CODE_LENGTH
    assert not set(CODE) & set("0O1IL")
    assert is_code(CODE)


def test_another_sheet_or_plan_has_another_code():
    """Day, carer and plan each change the code; nothing else does."""
    codes = sheet_codes(PLAN)
    assert len(set(codes.values())) == len(codes) == 3
    assert sheet_code(PLAN.replace(seed=5), MONDAY, "C1") == CODE
    assert sheet_code(PLAN.replace(plan_id="next"), MONDAY, "C1") != CODE


def test_no_code_without_a_route():
    """A carer without a route has no sheet."""
    with pytest.raises(KeyError):
        sheet_code(PLAN, day(1), "C2")


def test_the_codes_of_a_big_plan_all_differ():
    """A thousand sheets of one plan have a thousand codes."""
    big = plan(*(route(stop(), carer_id=f"C{n}") for n in range(1000)))
    assert len(set(sheet_codes(big).values())) == 1000


def test_two_shifts_of_a_day_are_one_sheet():
    """The lines follow the shifts, whatever their order in the plan."""
    lines = [line.senior_id for line in sheet_stops(PLAN, MONDAY, "C1")]
    assert lines == ["S1", "S2", "S3"]


def test_every_single_wrong_character_is_found():
    """No code becomes another code when one of its characters is mistyped."""
    for place in range(CODE_LENGTH):
        for wrong in set(ALPHABET) - {CODE[place]}:
            assert not is_code(CODE[:place] + wrong + CODE[place + 1 :])


def test_every_swap_is_found():
    """No code becomes another code when two of its characters change places."""
    for a, b in combinations(range(CODE_LENGTH), 2):
        if CODE[a] != CODE[b]:
            swapped = list(CODE)
            swapped[a], swapped[b] = swapped[b], swapped[a]
            assert not is_code("".join(swapped))


@pytest.mark.parametrize("text", ["", CODE[:-1], CODE + "2", CODE.lower(), "0" * 7])
def test_other_text_is_no_code(text):
    """Wrong length, case or characters are refused, not raised on."""
    assert not is_code(text)


def test_line_letters_differ_within_a_sheet():
    """Any 16 lines in a row have 16 letters, none of them a mark of a result."""
    letters = [line_letter(CODE, order) for order in range(1, 31)]
    for first in range(15):
        assert len(set(letters[first : first + 16])) == 16
    assert not set(letters) & set("SNCPRAM0O1IL")
    assert set(letters) == set(LINE_LETTERS)


def test_line_letters_differ_between_sheets():
    """Two sheets do not share their row of letters."""
    rows = {
        "".join(line_letter(code, order) for order in range(1, 13))
        for code in sheet_codes(PLAN).values()
    }
    assert len(rows) == 3


@given(st.text(alphabet=ALPHABET, min_size=1, max_size=30))
def test_a_qr_code_is_read_back_at_100_dpi(text):
    """A decoder reads at 25 mm and 100 dpi, in grey, what the code was made of."""
    page = (
        "#set page(width: 33mm, height: 33mm, margin: 0mm)\n"
        '#image(bytes(sys.inputs.qr), format: "svg", width: 33mm)'
    )
    png = typst.compile(
        page.encode(), format="png", ppi=100, sys_inputs={"qr": qr_svg(text)}
    )
    assert _decoded(png) == [text]


def _decoded(png: bytes) -> list[str]:
    grey = np.asarray(Image.open(io.BytesIO(png)).convert("L"))
    return [found.text for found in zxingcpp.read_barcodes(grey)]
