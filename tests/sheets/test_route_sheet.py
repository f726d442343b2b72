"""The finished route sheet, read back: pages, sizes, boxes, words on every side."""

import hashlib
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from builders import MONDAY, carer
from papers import DESK, community, drawn, opened, pages_of

from scheduler.errors import Language
from scheduler.sheets.codes import line_letter, sheet_code

LONG = {
    "name": "阿卜杜热西提·买买提江",
    "building": "梧桐苑东区三号楼",
    "room": "A座2203-甲",
    "notes": "白天常在楼下花园，听力不好，敲门要响，门铃坏了，有条大黄狗",
}
SMALLEST = 12.99

CASES = {
    "one stop": (1, {}, 2),
    "twelve": (12, {}, 2),
    "twelve for staff": (12, {"role": "helper"}, 2),
    "sixteen": (16, {"role": "helper"}, 3),
    "twenty-two": (22, {"role": "helper"}, 3),
    "twenty-two, all long": (22, {"role": "helper", **LONG}, 4),
    "three pairs in a row": (9, {"pairs": (3, 4, 5)}, 2),
    "no coordinates": (6, {"coordinates": False}, 2),
    "all in one building": (10, {"building": "1", "lat": 31.99, "lon": 118.77}, 2),
}


@pytest.fixture(scope="module", params=CASES, ids=list(CASES))
def case(request):
    """Return name, pages to expect and the PDF."""
    stops, changes, pages = CASES[request.param]
    return request.param, pages, drawn(*community(stops, **changes))


def test_pages(case):
    """A dozen homes are one leaf of paper; more take another page of list."""
    _, pages, pdf = case
    with opened(pdf) as document:
        assert len(document.pages) == pages
        sizes = {(round(p.width), round(p.height)) for p in document.pages}
    assert sizes == {(595, 842)}


def test_nothing_is_printed_small(case):
    """No letter on either side is below 13 points."""
    with opened(case[2]) as document:
        small = {
            (char["text"], char["size"])
            for page in document.pages
            for char in page.chars
            if char["size"] < SMALLEST
        }
    assert not small


def test_no_word_covers_another_and_none_leaves_the_page(case):
    """Boxes of all letters: apart by lines and inside the margins."""
    with opened(case[2]) as document:
        for page in document.pages:
            letters = [c for c in page.chars if c["text"].strip()]
            assert all(c["x0"] > 20 and c["x1"] < page.width - 20 for c in letters)
            assert all(c["top"] > 15 and c["bottom"] < page.height for c in letters)
            assert not overlapping(letters)


def overlapping(letters):
    """Return pairs of letters whose middles cover one another."""
    inner = [
        (
            c["text"],
            c["x0"] + 0.25 * c["width"],
            c["x1"] - 0.25 * c["width"],
            (c["top"] + c["bottom"]) / 2 - 0.25 * c["size"],
            (c["top"] + c["bottom"]) / 2 + 0.25 * c["size"],
        )
        for c in letters
    ]
    return [
        (a[0], b[0])
        for a, b in combinations(inner, 2)
        if a[1] < b[2] and b[1] < a[2] and a[3] < b[4] and b[3] < a[4]
    ]


def test_every_side_says_whose_it_is_and_whom_to_call(case):
    """Carer, code, page of pages, the duty desk's number and a word of privacy."""
    _, pages, pdf = case
    for place, text in enumerate(pages_of(pdf), 1):
        assert "李素芬" in text
        assert DESK in text
        assert f"第{place}页/共{pages}页" in text
        assert "有老人信息，当天交回" in text
        assert "计划test" in text
    assert "签名：" in pages_of(pdf)[-1]


def test_discs_on_the_map_are_apart(case):
    """The numbers of the stops never touch, and none is left out."""
    name, _, pdf = case
    with opened(pdf) as document:
        page = document.pages[-1]
        discs = [
            ((c["x0"] + c["x1"]) / 2, (c["top"] + c["bottom"]) / 2, c["width"])
            for c in page.curves
            if 20 < c["width"] < 30 and abs(c["width"] - c["height"]) < 0.5
        ]
    assert len(discs) == (0 if name == "no coordinates" else CASES[name][0])
    for (x1, y1, width), (x2, y2, _) in combinations(discs, 2):
        assert ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5 > width


def test_the_front_says_what_a_volunteer_needs():
    """Day, hours, start, number of homes, times on five minutes, letters to key in."""
    of, made = community(3)
    code = sheet_code(made, MONDAY, "C1")
    front, back = pages_of(drawn(of, made))
    for words in ("2026年11月23日星期一", "8:00–20:00", "居委会", "今天3家", code):
        assert words in front
    for number, time in enumerate(("8:10", "8:35", "9:00"), 1):
        assert time in front
        assert line_letter(code, number) in front
    for words in ("见到本人", "无人应答", "异常", "15分钟", "看望本人"):
        assert words in front
    for words in ("没人开门怎么办", "等3分钟", "120", "119", "110", "签名", "全部走完"):
        assert words in back
    assert "示意图，不按比例" in back


def test_text_is_read_in_the_order_of_the_day():
    """Times come one after the other in the extracted text."""
    text = pages_of(drawn(*community(6)))[0]
    found = [text.index(t) for t in ("8:35", "9:00", "9:25", "9:50", "10:15")]
    assert found == sorted(found)


def test_without_coordinates_there_is_no_map_and_no_hole():
    """The help moves up and lines to write on fill the page."""
    pdf = drawn(*community(4, coordinates=False))
    with opened(pdf) as document:
        page = document.pages[-1]
        lines = sorted(
            line["top"]
            for line in page.lines
            if line["width"] > 500 and line["height"] < 1
        )
    assert "不按比例" not in pages_of(pdf)[-1]
    assert len(lines) > 10
    assert max(b - a for a, b in pairwise(lines)) < 70


def test_a_stop_off_the_map_is_named():
    """One home without coordinates: the map stays and says so."""
    of, made = community(3)
    lost = of.seniors[1].replace(lat=None, lon=None)
    of = of.replace(seniors=(of.seniors[0], lost, of.seniors[2]))
    assert "第2家不在图上" in pages_of(drawn(of, made))[-1]


def test_two_go_together():
    """Partner, time and place to meet, and the time is marked as fixed."""
    text = pages_of(drawn(*community(3, pairs=(1,))))[0]
    assert "与王敏同去：8:35单元门口会合" in text
    assert text.count("准时到") == 1


def test_a_second_shift_begins_after_a_pause():
    """The list goes on counting; the pause stands between."""
    of, made = community(4)
    first = made.routes[0]
    early = first.replace(stops=first.stops[:2], back=first.stops[1].end + 60)
    late = first.replace(
        stops=first.stops[2:], shift_start=9 * 3600, leave=first.stops[2].start - 60
    )
    made = made.replace(routes=(late, early))
    text = pages_of(drawn(of, made))[0]
    assert "8:50–9:00休息" in text
    assert text.index("8:35") < text.index("休息") < text.index("9:25")


def test_a_community_without_a_number_gets_a_line_to_write_it_on():
    """No duty desk in the policy: nothing is made up."""
    of, made = community(2)
    sheets = of.policy.sheets.replace(duty_desk="")
    of = of.replace(policy=of.policy.replace(sheets=sheets))
    front, back = pages_of(drawn(of, made))
    assert DESK not in front + back
    assert "先打值班台急救120" in front


def test_english():
    """The fixed words are English; names and notes stay as they were written."""
    of, made = community(2, "helper", notes="门铃坏了")
    front, back = pages_of(drawn(of, made, Language.EN))
    for words in ("Mon23Nov2026", "Noanswer", "门铃坏了", "Fl.1Rm102"):
        assert words in front
    assert "Whennobodyopens" in back
    assert "page2of2" in back


def test_rare_names_print_and_unknown_ones_are_spelt():
    """A character beyond the first plane is itself, one without a shape its sound."""
    of, made = community(1, "helper", name="𬸚\U0002a6d6")
    text = pages_of(drawn(of, made))[0]
    assert "𬸚" in text
    assert "□" in text
    assert "\U0002a6d6" not in text


def test_free_text_is_never_code():
    """Signs of the template's language in names and notes are printed as typed."""
    of, made = community(1, "helper", name="*王*", notes="#panic() $x$ [a]")
    text = pages_of(drawn(of, made))[0]
    assert "*王*" in text
    assert "#panic()$x$[a]" in text


def test_a_name_as_long_as_it_gets_stays_on_the_page():
    """The carer's name in the heading shrinks; the sheet keeps its two pages."""
    of, made = community(3)
    long = carer("C1", "volunteer", name="阿卜杜热西提·买买提江·吐尔逊阿里木江")
    of = of.replace(carers=(long, of.carers[1]))
    with opened(drawn(of, made)) as document:
        assert len(document.pages) == 2
        assert not overlapping(
            [c for c in document.pages[0].chars if c["text"].strip()]
        )


def test_the_same_sheet_is_the_same_bytes_in_another_process():
    """Neither the clock nor the hash seed is in the file."""
    code = (
        "import hashlib, papers\n"
        "pdf = papers.drawn(*papers.community(5, 'helper', (1,)))\n"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    here = hashlib.sha256(drawn(*community(5, "helper", (1,)))).hexdigest()
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tests,
        env={"PYTHONHASHSEED": "77", "PYTHONPATH": f"{tests}:{tests.parent}"},
    )
    assert done.stdout.strip() == here
