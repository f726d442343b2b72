"""From the plan to paper and back: what is printed is what can be keyed in."""

import io

import numpy as np
import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from builders import MONDAY, carer, day, plan, problem, roster, route, senior, stop

from scheduler.errors import Language
from scheduler.sheets.codes import line_letter
from scheduler.sheets.content import route_sheet
from scheduler.sheets.render import render
from scheduler.sheets.results import read_results
from scheduler.sheets.returns import Version

SENIORS = [senior(f"S{n}", building=str(n), name=f"欧阳某{n}") for n in range(12)]
GIVEN = problem(SENIORS, [carer("C1", "volunteer")], roster=roster("C1"), days=2)
PLAN = plan(
    route(*(stop(s.senior_id, 9 * 3600 + 900 * n) for n, s in enumerate(SENIORS))),
    route(stop("S0"), on=day(1)),
    of=GIVEN,
)


@pytest.fixture(scope="module", params=list(Language))
def paper(request: pytest.FixtureRequest) -> bytes:
    sheet = route_sheet(GIVEN, PLAN, MONDAY, "C1", request.param)
    return render("route.typ", sheet, MONDAY)


def test_the_code_is_read_from_paper_and_the_sheet_is_keyed_in(paper: bytes):
    """A decoder reads the QR code at 100 dpi in grey; it is the sheet's code."""
    page = pypdfium2.PdfDocument(paper)[0].render(scale=100 / 72, grayscale=True)
    (found,) = zxingcpp.read_barcodes(np.asarray(page.to_pil()))
    typed = " ".join(f"{n}{line_letter(found.text, n)}s" for n in range(1, 13))
    returned = read_results(found.text, typed, [Version("plan", PLAN)], ())
    assert [one.senior_id for one in returned.records] == [s.senior_id for s in SENIORS]


def test_code_and_letters_stand_on_the_paper(paper: bytes):
    """What the coordinator types can be read off: the code, and a letter a line."""
    with pdfplumber.open(io.BytesIO(paper)) as pdf:
        words = [word["text"] for word in pdf.pages[0].extract_words()]
    page = "".join(words)
    code = route_sheet(GIVEN, PLAN, MONDAY, "C1").code
    assert code in page
    for order in range(1, 13):
        assert any(line_letter(code, order) in word for word in words), order
