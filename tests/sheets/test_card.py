"""The senior's card: its content, then its ink, read back from the finished PDF."""

import io
from typing import Any

import pdfplumber
import pytest
from builders import MONDAY, carer, day, plan, problem, roster, route, senior, stop

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Language
from scheduler.sheets.card import CARD_DAYS, senior_card
from scheduler.sheets.card_models import Card
from scheduler.sheets.render import render

SENIOR = senior(
    "S1",
    "red",
    name="欧阳建国",
    phone="13800000101",
    notes="独居，高血压",
    building="77",
    room="909",
    skills=("认知症照护",),
)
SECRETS = "建国 某冬 138 139 独居 血压 认知 77 909 红 橙 绿 red orange green"
CARERS = (
    carer("C1", name="朱某冬", phone="13900000202"),
    carer("C2", "helper", name="李某兰"),
    carer("C3", "volunteer", name="Mary Smith"),
    carer("C4", "police", name="秦某明"),
)


def community(days: int = CARD_DAYS, **changes: Any) -> Problem:
    made = problem([SENIOR], CARERS, roster=roster("C1"), days=days)
    rules = made.policy.sheets.replace(duty_desk="02555558000")
    return made.replace(policy=made.policy.replace(sheets=rules), **changes)


def visits(*planned: tuple[int, str, str]) -> Plan:
    """Return a plan of visits: day from the first, time, carers set off by spaces."""
    routes = [
        route(
            stop("S1", time, partners=tuple(set(carers.split()) - {carer_id})),
            carer_id=carer_id,
            on=day(offset),
        )
        for offset, time, carers in planned
        for carer_id in carers.split()
    ]
    return plan(*routes, days=30)


def card(made: Plan, language: Language = Language.ZH, **changes: Any) -> Card:
    return senior_card(community(**changes), made, "S1", MONDAY, language)


def text_of(printed: Card) -> list[str]:
    with pdfplumber.open(io.BytesIO(render("card.typ", printed, MONDAY))) as pdf:
        assert {(round(p.width), round(p.height)) for p in pdf.pages} == {(420, 595)}
        return [page.extract_text() for page in pdf.pages]


def test_it_says_who_comes_when():
    """Day, weekday, half-day and carer of each visit, in order, on one page."""
    printed = card(visits((3, "14:00", "C2"), (0, "09:00", "C1")))
    rows = [(v.day, v.weekday, v.half, v.carers) for v in printed.visits]
    assert rows == [
        ("11月23日", "周一", "上午", ("朱社工",)),
        ("11月26日", "周四", "下午", ("李助老员",)),
    ]
    (page,) = text_of(printed)
    assert "11月23日 周一 上午 朱社工" in page
    assert page.count("照片") == 2


def test_two_weeks_are_shown():
    """The last of fourteen days is on the card, the day after is not."""
    printed = card(
        visits((-1, "09:00", "C1"), (13, "09:00", "C1"), (14, "09:00", "C1"))
    )
    assert [visit.day for visit in printed.visits] == ["12月6日"]
    assert printed.days == "11月23日 – 12月6日"


def test_two_who_come_together_stand_together():
    """A two-person visit is one line with both."""
    (visit,) = card(visits((0, "09:00", "C1 C4"))).visits
    assert visit.carers == ("朱社工", "秦辅警")


def test_two_who_come_one_after_the_other_stand_in_that_order():
    """Who comes first, and when; the plan lists them the other way round."""
    made = visits((0, "14:00", "C1"), (0, "11:30", "C4"))
    (visit,) = card(made).visits
    assert visit.carers == ("先 秦辅警", "后 朱社工")
    assert visit.half == "上午 – 下午"
    (english,) = card(made, Language.EN).visits
    assert english.half == "morning – afternoon"
    assert [one.split()[0] for one in english.carers] == ["first", "then"]


def test_carers_who_would_be_called_the_same_are_told_apart():
    """Two of one surname and role stand with their whole names."""
    other = (*CARERS, carer("C5", name="朱某雪"))
    made = community(carers=other, travel=problem([SENIOR], other).travel)
    printed = senior_card(
        made, visits((0, "09:00", "C1"), (4, "09:00", "C5")), "S1", MONDAY
    )
    assert printed.faces == ("朱某冬", "朱某雪")


def test_nothing_of_the_senior_but_the_surname():
    """No full name, tag, address, skill, note or telephone number but the desk's."""
    made = visits((0, "09:00", "C1 C4"), (3, "09:00", "C3"))
    for language in Language:
        said = "".join(text_of(card(made, language)))
        assert "欧阳" in said
        assert "025 5555 8000" in said
        for secret in (
            "建国",
            "某冬",
            "138",
            "139",
            "独居",
            "血压",
            "认知",
            "77",
            "909",
        ):
            assert secret not in said
        for tag in ("红", "橙", "绿", "red", "orange", "green"):
            assert tag not in said


def test_english_is_spoken_on_request():
    """Words are English; a name in letters is called by its first name."""
    printed = card(visits((0, "09:00", "C3"), (3, "15:00", "C2")), Language.EN)
    (page,) = text_of(printed)
    assert "23 Nov Mon morning Mary" in page
    assert "26 Nov Thu afternoon 李 (helper)" in page
    assert "Mr/Ms 欧阳" in page


def test_without_visits_it_says_so():
    """An empty fortnight is said, with the number to call."""
    (page,) = text_of(card(visits()))
    assert "还没有排定" in page
    assert "025" in page


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (7, 1), (14, 2)])
def test_pages(count: int, pages: int):
    """Seven visits of four carers fit one page; a visit a day takes two."""
    who = ("C1", "C2", "C3", "C4")
    made = visits(*((n, "09:00", who[n % 4]) for n in range(count)))
    said = text_of(card(made))
    assert len(said) == pages
    assert "打值班台" in said[-1]
    assert sum(page.count("照片") for page in said) == min(4, count)


def test_the_body_is_20_points_or_more():
    """What a senior must read at arm's length is never smaller."""
    made = visits(*((n, "09:00", "C1 C2") for n in range(7)))
    with pdfplumber.open(io.BytesIO(render("card.typ", card(made), MONDAY))) as pdf:
        words = pdf.pages[0].extract_words(extra_attrs=["size"])
    names = ("上午", "朱社工", "李助老员")
    body = [w["size"] for w in words if w["text"] in names or w["text"][0] == "周"]
    assert len(body) > 14
    assert min(body) >= 19.9


def test_the_same_card_gives_the_same_bytes():
    """Nothing of the clock or of chance is in the file."""
    printed = card(visits((0, "09:00", "C1")))
    first = render("card.typ", printed, MONDAY)
    assert first == render("card.typ", printed, MONDAY)
