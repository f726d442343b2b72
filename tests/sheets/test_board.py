"""The day board: its content, then its ink, read back from the finished PDF."""

import io
from datetime import date

import pdfplumber
import pytest
from builders import (
    MONDAY,
    carer,
    plan,
    problem,
    roster,
    route,
    senior,
    stop,
    unserved,
)

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Language
from scheduler.sheets.board import MOST_ROWS_A3, MOST_ROWS_A4, day_board
from scheduler.sheets.board_models import Board
from scheduler.sheets.render import render

WALL_SECRETS = ("老人", "人员")


def community(carers: int = 2, visits: int = 2) -> tuple[Problem, Plan]:
    """Return carers who each make the same number of visits in the morning."""
    ids = [f"C{n:02d}" for n in range(carers)]
    seniors, routes = [], []
    for n, carer_id in enumerate(ids):
        stops = []
        for place in range(visits):
            senior_id = f"S{n:02d}{place}"
            tag = ("red", "orange", "green")[place % 3]
            seniors.append(
                senior(senior_id, tag, building=str(n), name=f"老人欧阳{senior_id}")
            )
            stops.append(stop(senior_id, 9 * 3600 + 1080 * place, tag=tag))
        routes.append(route(*stops, carer_id=carer_id))
    given = problem(
        seniors, [carer(one) for one in ids], roster=roster(*ids, hours="09:00-16:00")
    )
    return given, plan(*routes, of=given)


def text_of(board: Board) -> list[str]:
    with pdfplumber.open(io.BytesIO(render("board.typ", board, MONDAY))) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_each_half_of_the_day_is_a_page():
    """Morning and afternoon, from first to last half hour, everybody on both."""
    board = day_board(*community(), MONDAY)
    assert [page.half for page in board.pages] == ["上午", "下午"]
    morning, afternoon = board.pages
    assert (morning.first, morning.last) == (9 * 3600, 12 * 3600)
    assert (afternoon.first, afternoon.last) == (12 * 3600, 16 * 3600)
    assert [len(row.bars) for row in morning.rows] == [2, 2]
    assert [len(row.bars) for row in afternoon.rows] == [0, 0]
    assert len(text_of(board)) == 2


def test_the_wall_shows_codes_and_no_names():
    """Codes, buildings and tags are on the paper; names only where they are asked."""
    given, made = community()
    made = made.replace(unserved=(unserved("S000"),))
    wall = "".join(text_of(day_board(given, made, MONDAY)))
    for part in ("S000", "S011", "C01", "1栋", "红"):
        assert part in wall
    assert not any(secret in wall for secret in WALL_SECRETS)
    office = "".join(text_of(day_board(given, made, MONDAY, names=True)))
    assert "老人欧阳S000" in office
    assert "人员C01" in office


def test_english_is_spoken_on_request():
    """All words of the program are English then."""
    given, made = community()
    (morning, _) = text_of(day_board(given, made, MONDAY, Language.EN))
    assert "Day board" in morning
    assert "Everybody due by today is planned." in morning
    assert "R Bldg 0" in morning


def test_leave_is_hatched_and_its_visits_are_to_be_given_to_others():
    """Hours of leave, no others, are marked; a visit within them is pointed out."""
    given, made = community()
    leave = roster("C01", hours="09:00-09:10", days=[MONDAY], kind="leave")
    given = given.replace(roster=given.roster + leave)
    board = day_board(given, made, MONDAY)
    row = board.pages[0].rows[1]
    assert [(s.start, s.end) for s in row.spans if s.leave] == [(32400, 33000)]
    assert [bar.carer_away for bar in row.bars] == [True, False]
    assert row.on_leave
    assert not board.pages[1].rows[1].on_leave
    assert "请假要改派：C01，1 户" in text_of(board)[0]


def test_off_duty_hours_are_grey():
    """Between two shifts and after the last the carer is not to be had."""
    given, made = community(1)
    short = roster("C00", hours="09:00-10:00;11:00-11:30;14:00-15:00")
    longer = (carer("C99"),)
    given = given.replace(
        carers=given.carers + longer,
        roster=short + roster("C99", hours="09:00-17:00"),
        travel=problem(given.seniors, given.carers + longer).travel,
    )
    row = day_board(given, made, MONDAY).pages[0].rows[0]
    assert [(s.start // 60, s.end // 60) for s in row.spans] == [(600, 660), (690, 720)]


def test_those_due_and_not_planned_stand_below_with_the_reason():
    """Most urgent first, at most eight in words, later ones not yet."""
    given, made = community(3, 5)
    left = [unserved(f"S00{n}", reason="no_capacity") for n in range(5)]
    left += [unserved(f"S01{n}", tag="red") for n in range(5)]
    left += [unserved("S020", due=date(2026, 11, 24))]
    board = day_board(given, made.replace(unserved=tuple(left)), MONDAY)
    assert board.unserved_count == 10
    assert [one.who for one in board.unserved][:5] == [f"S01{n}" for n in range(5)]
    assert len(board.unserved) == 8
    page = text_of(board)[0].replace("\n", "")
    assert "还没排上 10 户" in page
    assert "合条件的人都排满了" in page
    assert "另有 2 户" in page


@pytest.mark.parametrize(
    ("carers", "pages", "width"),
    [
        (1, 2, 842),
        (MOST_ROWS_A4, 2, 842),
        (MOST_ROWS_A4 + 1, 2, 1191),
        (MOST_ROWS_A3, 2, 1191),
        (MOST_ROWS_A3 + 1, 4, 1191),
    ],
)
def test_many_carers_take_bigger_paper_then_more(carers: int, pages: int, width: int):
    """Up to 16 fit A4, up to 26 A3; beyond that a half day takes another page."""
    given, made = community(carers, 3)
    left = tuple(unserved(s.senior_id) for s in given.seniors)
    board = day_board(given, made.replace(unserved=left), MONDAY)
    with pdfplumber.open(io.BytesIO(render("board.typ", board, MONDAY))) as pdf:
        assert len(pdf.pages) == pages
        assert {round(page.width) for page in pdf.pages} == {width}


def test_no_word_leaves_its_bar_and_no_bar_its_row():
    """Ten-minute visits back to back with long names: all text is inside a bar."""
    given, made = community(16, 10)
    shorter = [
        one.replace(stops=tuple(s.replace(end=s.start + 600) for s in one.stops))
        for one in made.routes
    ]
    board = day_board(given, made.replace(routes=tuple(shorter)), MONDAY, names=True)
    with pdfplumber.open(io.BytesIO(render("board.typ", board, MONDAY))) as pdf:
        page = pdf.pages[0]
        assert len(pdf.pages) == 2
        bars = [r for r in page.rects + page.curves if 15 < r["width"] < 60]
        words = [w for w in page.extract_words() if w["text"].startswith("老人欧阳")]
    assert len(words) == 160
    for word in words:
        assert any(
            bar["x0"] - 1 <= word["x0"]
            and word["x1"] <= bar["x1"] + 1
            and bar["top"] - 1 <= word["top"]
            and word["bottom"] <= bar["bottom"] + 1
            for bar in bars
        ), word


def test_the_same_day_gives_the_same_bytes():
    """Nothing of the clock or of chance is in the file."""
    board = day_board(*community(), MONDAY)
    assert render("board.typ", board, MONDAY) == render("board.typ", board, MONDAY)


def test_a_day_without_anybody_is_a_page_that_says_so():
    """Nobody on duty: no bars, but those who are due."""
    given, made = community()
    board = day_board(given.replace(roster=()), made.replace(routes=()), MONDAY)
    (page,) = text_of(board)
    assert "当日总表" in page


def test_two_who_come_after_each_other_are_numbered():
    """First and second carry their signs, which are explained where they are used."""
    asked = senior("S1", after="30-60")
    given = problem([asked], [carer("C1"), carer("C2")])
    both = (
        route(stop("S1", partners=("C2",))),
        route(stop("S1", "09:40", partners=("C1",)), carer_id="C2"),
    )
    board = day_board(given, plan(*both, of=given), MONDAY)
    signs = [bar.company for row in board.pages[0].rows for bar in row.bars]
    assert signs == ["first", "second"]
    wall = text_of(board)[0]
    assert "①先到" in wall.replace(" ", "")
    assert "②后到" in wall.replace(" ", "")
    assert "①" not in text_of(day_board(*community(), MONDAY))[0]
