"""Which characters the paper can show, and what stands there for the others."""

import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from scheduler.sheets import fontcheck
from scheduler.sheets.fontcheck import print_problem, printable, prints


@pytest.mark.parametrize(
    "text",
    ["", "王秀英", "买买提·吐尔逊", "龑㛃䶮珺翀", "𬸚", "A栋 502室（东）", "é①⚠☎"],
)
def test_what_the_font_has_stays(text: str):
    """Common and rare characters of names print as they are, without a word."""
    assert prints(text)
    assert printable(text) == text
    assert print_problem(text) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张鿰", "张□(hán)"),
        ("吉𠮷", "吉□"),
        ("\ue863", "䶮"),
        ("\ue81d", "⺋"),
        ("\ue831", "𡗗"),
        ("\ue864", "龻"),
        ("\ue000李", "□李"),
        ("王\u202e秀", "王秀"),
        ("葛\U000e0100", "葛"),
        ("见\u2610", "见□"),
    ],
)
def test_every_other_character_becomes_something_that_prints(text: str, shown: str):
    """A box with the sound, what an old system meant, or nothing for the hidden."""
    assert printable(text) == shown
    assert prints(printable(text))


def test_the_problem_names_the_character_and_what_is_right():
    """Code point and suggestion stand in both languages, each character once."""
    old, rare = print_problem("\ue863\ue863"), print_problem("鿰")
    assert old is not None
    assert rare is not None
    for says in (old.zh, old.en):
        assert says.count("U+E863") == 1
        assert "䶮" in says
    for says in (rare.zh, rare.en):
        assert "U+9FF0" in says
        assert "□(hán)" in says


@given(st.text(max_size=12))
def test_no_text_becomes_a_silent_box(text: str):
    """Whatever is written: what is printed can be, and a change is never silent."""
    assert prints(printable(text))
    assert (print_problem(text) is None) == (printable(text) == text)


def test_ordinary_text_needs_no_font():
    """The characters passed without a look at the font are all in it."""
    sure = [c for c in map(chr, range(0x10000)) if fontcheck._SURE.fullmatch(c)]
    assert len(sure) > 20_000
    assert set(map(ord, sure)) - fontcheck._font_characters() == {ord("\n")}


def test_the_check_is_light():
    """Looking at ordinary text loads neither fonts nor pinyin nor Typst."""
    code = (
        "import sys; from scheduler.sheets.fontcheck import print_problem as p; "
        "p('王秀英'); print([m for m in ('fontTools', 'pypinyin', 'typst') "
        "if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout.strip() == b"[]"


def test_both_weights_come_from_one_font():
    """One file holds regular and black, so one check is enough."""
    with TTFont(_font_file()) as font:
        (axis,) = font["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 100, 900)


def _font_file() -> str:
    import importlib.resources

    return str(importlib.resources.files("justmytype_intl_cjk") / fontcheck._FONT)
