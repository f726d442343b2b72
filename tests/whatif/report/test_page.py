"""The report: what it says, that it needs nothing else, and how a browser shows it."""

import base64
import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from browser import chromium, in_a_browser
from builders import day
from compared import comparison, figures, variant
from fontTools.ttLib import TTFont
from PIL import Image
from pypdfium2 import PdfDocument

from scheduler.domain.words import Tag
from scheduler.errors import Language
from scheduler.whatif.figures import DayFigures
from scheduler.whatif.report.drawing import ticks
from scheduler.whatif.report.page import report_page, write_report


def late_days(red, orange):
    return [
        DayFigures(
            date=day(n),
            there=900.0,
            used=450.0,
            late={Tag.RED: red, Tag.ORANGE: orange, Tag.GREEN: 0},
        )
        for n in range(14)
    ]


@pytest.fixture(scope="module")
def found():
    """Return a fortnight as it is, and a scenario in which many are late."""
    base = figures(days=late_days(0, 1))
    other = figures(late=14, days=late_days(3, 2))
    return comparison(
        variant("", base),
        variant(
            "A",
            other,
            name="两名<志愿者>离开",
            text="# 为什么？\n[[change]]",
            stages=(day(0), day(3)),
        ),
        days=14,
        names={"S1": "某某", "C1": "某人"},
    )


@pytest.fixture(scope="module")
def page(found):
    return report_page(found, Language.ZH)


def pictures(page):
    """Return the drawings with a title, parsed."""
    drawn = re.findall(r"<svg xmlns.*?</svg>", page, re.DOTALL)
    return [ElementTree.fromstring(svg) for svg in drawn]


def test_a_page_names_everything_compared(page):
    """The scenario, its file, its text, when it is learnt of, who is late by name."""
    for words in (
        "A 两名&lt;志愿者&gt;离开",
        "A.toml",
        "# 为什么？",
        "A 到 11-26 才得知变化",
        "S1 某某 红 +14",
        "14 (+14)",
    ):
        assert words in page


def test_what_planners_write_is_no_markup(page):
    """A name in angle brackets stays a name."""
    assert "<志愿者>" not in page


def test_a_page_needs_nothing_but_itself(page):
    """No script, and no address from which anything would be fetched."""
    assert "<script" not in page
    assert "@import" not in page
    fetched = re.findall(r"""(?:src|href)\s*=\s*["'](?!#)|url\((?!#|data:)""", page)
    assert fetched == []


def test_the_font_has_every_letter_of_the_page(page):
    """Also the Chinese ones, in all weights."""
    (encoded,) = re.findall(r"data:font/woff;base64,([^)]+)\)", page)
    font = TTFont(io.BytesIO(base64.b64decode(encoded)))
    body = re.sub(r"<style>.*?</style>|<[^>]+>", "", page, flags=re.DOTALL)
    shown = {letter for letter in body if letter > " "}
    assert {chr(code) for code in font.getBestCmap()} >= shown
    assert "fvar" in font


def test_there_is_a_picture_of_each_kind(page):
    """Totals, load and lateness of each variant, and the work of carers."""
    titles = [picture[0].text for picture in pictures(page)]
    assert titles == [
        "逾期天数",
        *["每天在岗与用去的小时", "每天逾期的人数"] * 2,
        "每人在岗与用去的小时",
    ]


def test_bars_are_as_high_as_what_they_show(page):
    """Three red and two orange a day: the bars stand on one another, 3 to 2."""
    (late,) = (p for p in pictures(page)[4:5])
    bars = [bar.attrib for bar in late.iter() if bar.tag.endswith("rect")]
    assert [bar["class"] for bar in bars] == ["red", "orange"] * 14
    red, orange = bars[0], bars[1]
    assert float(red["height"]) / float(orange["height"]) == pytest.approx(1.5, 0.01)
    foot = float(orange["y"]) + float(orange["height"])
    assert foot == pytest.approx(float(red["y"]), abs=0.02)


def test_pictures_stay_inside_their_frame(page):
    """No bar or line is cut off."""
    for picture in pictures(page):
        _, _, width, height = map(float, picture.attrib["viewBox"].split())
        for bar in (one for one in picture.iter() if one.tag.endswith("rect")):
            x, y, w, h = (float(bar.attrib[k]) for k in ("x", "y", "width", "height"))
            assert x >= -0.01
            assert x + w <= width + 0.01
            assert y >= -0.01
            assert y + h <= height + 0.01


@pytest.mark.parametrize(
    ("highest", "marks"),
    [(0, [0, 1]), (3, [0, 1, 2, 3]), (5, [0, 2, 4, 6]), (87, [0, 50, 100])],
)
def test_marks_of_an_axis_are_round(highest, marks):
    """From zero, at most five, the last not below the highest value."""
    assert ticks(highest) == marks


def test_the_same_comparison_gives_the_same_page(found, page):
    """Byte for byte."""
    assert report_page(found, Language.ZH) == page


def test_in_english_the_program_speaks_no_chinese():
    """All Chinese that is left is what the planner wrote."""
    found = comparison(
        variant("", figures()), variant("A", figures(), name="x"), community="y"
    )
    body = re.sub(
        r"<style>.*?</style>", "", report_page(found, Language.EN), flags=re.DOTALL
    )
    assert re.findall(r"[\u4e00-\u9fff]", body) == []


@pytest.fixture
def shown(found, tmp_path):
    """Return a function that shows the page at a width."""
    file = tmp_path / "report.html"
    write_report(file, found, Language.ZH)

    def at(width):
        picture = tmp_path / f"{width}.png"
        size = f"--window-size={width},1600"
        chromium(size, f"--screenshot={picture}", file.as_uri())
        return Image.open(picture)

    return at


@in_a_browser
@pytest.mark.parametrize("width", [1280, 500])
def test_a_browser_shows_the_page_within_its_width(shown, width):
    """There is ink, in colour, and none at the right edge, where it would be cut."""
    pixels = np.asarray(shown(width).convert("RGB")).astype(int)
    assert pixels.shape[1] == width
    assert (pixels.min(axis=2) < 60).mean() > 0.005
    assert (pixels[..., 0] - pixels[..., 1] > 100).any()
    assert (pixels[:, -4:] > 250).all()


@in_a_browser
def test_the_page_prints_on_a4(found, tmp_path):
    """Upright pages with the text on them, pages numbered."""
    file, paper = tmp_path / "report.html", tmp_path / "report.pdf"
    write_report(file, found, Language.ZH)
    chromium("--no-pdf-header-footer", f"--print-to-pdf={paper}", file.as_uri())
    pages = PdfDocument(paper)
    assert [round(side / 72 * 25.4) for side in pages[0].get_size()] == [210, 297]
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "并排比较" in text
    assert f"1 / {len(pages)}" in text
    assert len(pages) <= 4
