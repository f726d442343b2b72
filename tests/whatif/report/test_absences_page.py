"""The page of absences: what the map shows, and how a browser shows and prints it."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from browser import chromium, in_a_browser
from builders import MONDAY, day
from PIL import Image
from pypdfium2 import PdfDocument

from scheduler.changes.proposal import Replacement
from scheduler.domain.times import parse_span
from scheduler.domain.words import Role, Tag
from scheduler.errors import Language, Text
from scheduler.whatif.absences.absence import Absence, LateSenior
from scheduler.whatif.absences.absences import Absences
from scheduler.whatif.report.absences_page import absences_page, write_page

NOTHING = dict.fromkeys(Tag, 0)
BEST = Replacement(
    carer_id="C2",
    on_duty=False,
    hours=(parse_span("09:00-11:30"),),
    takes=("S1",),
    leaves=(),
    travel_minutes=12.4,
    later_home_minutes=0,
    new_faces=1,
    late_days=NOTHING,
    says=Text("", ""),
)


def absence(carer_id, offset, *late):
    return Absence(
        carer_id=carer_id,
        role=Role.HELPER,
        date=day(offset),
        visits=("S1",) if late else (),
        late=tuple(LateSenior(senior_id=s, tag=t, days=n) for s, t, n in late),
        late_before=NOTHING,
        late_after=NOTHING,
        replacement=BEST if late else None,
    )


@pytest.fixture(scope="module")
def found():
    """Return a fortnight of twenty carers; the last makes two reds late on a day."""
    cells = [
        absence(f"C{n}", offset, *[("S1", Tag.GREEN, 2)] * (n == 3), *reds(n, offset))
        for offset in range(14)
        for n in range(20)
        if (n + offset) % 5
    ]
    return Absences(
        community="某小区",
        first_day=MONDAY,
        days=14,
        plan_id="p",
        seed=0,
        search_seconds=1.0,
        cells=cells,
        names={"S7": "某<某>"},
    )


def reds(number, offset):
    if (number, offset) != (19, 3):
        return ()
    return ("S7", Tag.RED, 1), ("S8", Tag.RED, 2), ("S9", Tag.ORANGE, 1)


@pytest.fixture(scope="module")
def page(found):
    return absences_page(found, Language.ZH)


def map_of(page):
    (drawn,) = re.findall(r"<svg xmlns.*?</svg>", page, re.DOTALL)
    return ElementTree.fromstring(drawn)


def test_the_map_has_a_cell_for_every_absence(found, page):
    """As many as there are absences, one of them red with two seniors."""
    picture = map_of(page)
    kinds = [bar.attrib["class"] for bar in picture if bar.tag.endswith("rect")]
    assert len(found.cells) == sum(kind != "plate" for kind in kinds)
    assert kinds.count("red") == 1
    words = [one.text for one in picture if one.tag.endswith("text")]
    assert words.count("红2") == 1
    assert words.count("绿1") == kinds.count("green")


def test_whoever_makes_a_red_late_stands_on_top(page):
    """In the map, in the table, and in words with the seniors' names."""
    words = [one.text for one in map_of(page) if one.tag.endswith("text")]
    carers = [word for word in words if word.startswith("C")]
    assert carers[:2] == ["C19", "C3"]
    assert "C19（助老员）：11-26 S7 某&lt;某&gt; +1、S8 +2" in page
    assert "3 / 1 / 0" in page
    assert "C2 叫来" in page
    assert "路 +12 分，新面孔 1，来 2.5 时" in page


def test_cells_stay_inside_the_frame(page):
    """Nothing is cut off, whatever the number of days."""
    picture = map_of(page)
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    for bar in (one for one in picture if one.tag.endswith("rect")):
        x, y, w, h = (float(bar.attrib[k]) for k in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= width + 0.01
        assert 0 <= y <= y + h <= height + 0.01


def test_english_has_letters_of_its_own(found):
    """R, O and G in the map; no Chinese but the community's name."""
    page = absences_page(found, Language.EN)
    words = [one.text for one in map_of(page) if one.tag.endswith("text")]
    assert "R2" in words
    text = re.sub(r"<style>.*?</style>|<[^>]+>", "", page, flags=re.DOTALL)
    assert set(re.findall(r"[一-鿿]", text)) <= set("某小区")


@in_a_browser
def test_a_browser_shows_and_prints_it(found, tmp_path):
    """Nothing is cut at the right edge of a narrow window; A4 upright on paper."""
    file, picture, paper = (tmp_path / f"page.{end}" for end in ("html", "png", "pdf"))
    write_page(file, found, Language.ZH)
    chromium("--window-size=500,1600", f"--screenshot={picture}", file.as_uri())
    pixels = np.asarray(Image.open(picture).convert("RGB")).astype(int)
    assert (pixels[..., 0] - pixels[..., 1] > 100).any()
    assert (pixels[:, -4:] > 250).all()
    chromium("--no-pdf-header-footer", f"--print-to-pdf={paper}", file.as_uri())
    pages = PdfDocument(paper)
    assert [round(side / 72 * 25.4) for side in pages[0].get_size()] == [210, 297]
    assert len(pages) <= 3
