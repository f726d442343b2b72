"""Ink: accessible, repeatable, embedded, with real weights."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import typst
from pypdf import PdfReader

from scheduler.domain.frozen import Frozen
from scheduler.sheets import render as module
from scheduler.sheets.joining import join
from scheduler.sheets.render import COMMON, render

DAY = date(2026, 11, 23)


class Note(Frozen):
    """The smallest content."""

    title: str = "便条"
    community: str = "七秀社区"
    language: str = "zh"
    text: str = "去502室"


NOTE = Note()


@pytest.fixture
def draw(monkeypatch):
    """Return a function that draws a note by the body of a template."""

    def drawn(body, note=NOTE):
        source = module._read(COMMON) + body.encode()
        monkeypatch.setattr(module, "_source", lambda _: source)
        return render("note.typ", note, DAY)

    return drawn


def reader(pdf):
    return PdfReader(io.BytesIO(pdf))


def embedded_fonts(pdf):
    """Return name and bytes of the font files in a PDF."""
    fonts = {}
    for item in reader(pdf).pages[0]["/Resources"]["/Font"].values():
        (below,) = item.get_object()["/DescendantFonts"]
        descriptor = below.get_object()["/FontDescriptor"].get_object()
        file = descriptor["/FontFile2"].get_object()
        fonts[descriptor["/FontName"]] = file.get_data()
    return fonts


def test_text_is_data_and_reads_back_as_typed(draw):
    """Signs that mean something to the template language are printed as typed."""
    text = "*粗* $x$ #panic() 去502室找𬸚"
    assert reader(draw("#D.text", Note(text=text))).pages[0].extract_text() == text


def test_two_weights_are_two_fonts(draw):
    """Bold is not the same outline as regular, whatever the library does to it."""
    fonts = embedded_fonts(draw('#D.text #text(weight: "bold", D.text)'))
    assert len(fonts) == 2
    assert len({hashlib.sha256(file).digest() for file in fonts.values()}) == 2


def test_fonts_are_embedded_and_subset(draw):
    """A few letters of a font of 17 MB take a few kilobytes, marked as a subset."""
    ((name, file),) = embedded_fonts(draw("#D.text")).items()
    assert name[7:8] == "+"
    assert 500 < len(file) < 20_000


def test_the_pdf_is_tagged_and_says_its_language(draw):
    """What a screen reader needs is there: tags, language, title."""
    root = reader(draw("= #D.text")).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("zh")
    assert reader(draw("= #D.text")).metadata.title == "便条"


def test_what_no_screen_reader_can_tell_is_refused(draw):
    """A picture without words is no PDF/UA; the library's check is switched on."""
    with pytest.raises(typst.TypstError, match="alt"):
        draw("#figure(rect(width: 9pt, height: 9pt))")


def test_the_stamp_is_the_day_and_not_the_clock(draw):
    """The date in the PDF is the day of the paper."""
    assert reader(draw("x")).metadata.creation_date.date() == DAY


def test_threads_may_draw_at_once(draw):
    """Eight at once, each its own text."""
    draw("#D.text")
    notes = [Note(text=f"第{n}张") for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        pdfs = list(pool.map(lambda note: render("note.typ", note, DAY), notes))
    texts = [reader(pdf).pages[0].extract_text() for pdf in pdfs]
    assert texts == [note.text for note in notes]


def test_joined_pages_keep_their_order(draw):
    """The file for the printer holds everybody's pages, one after the other."""
    first, second = draw("一#pagebreak()二"), draw("三")
    joined = join([first, second])
    assert [page.extract_text() for page in reader(joined).pages] == ["一", "二", "三"]
    assert join([first, second]) == joined


def test_everybody_begins_on_a_new_leaf(draw):
    """Printed on both sides, nobody's front is on another's back."""
    three, one = draw("一#pagebreak()二#pagebreak()三"), draw("四")
    pages = reader(join([three, one], two_sided=True)).pages
    assert [page.extract_text() for page in pages] == ["一", "二", "三", "", "四", ""]
