"""The privacy line, at the content and in the finished PDF."""

import io

import pytest
from builders import senior
from papers import DESK, community, drawn, pages_of
from pypdf import PdfReader

from scheduler.domain.words import Detail, Tag
from scheduler.errors import Language
from scheduler.sheets.privacy import printed_senior
from scheduler.sheets.secrets import WITHHELD

ID = "11010519491231002X"
SECRETS = {
    "name": "欧阳大春",
    "tag": "red",
    "phone": "13900001234",
    "skills": ("认知症照护",),
    "notes": f"门铃坏了，高血压，独居，女儿 13811112222，门禁码4711#，身份证{ID}",
}
TAG_WORDS = ("红", "橙", "绿", "重点", "留意", "平常")


def minimal(**changes):
    return printed_senior(senior(**changes), Detail.MINIMAL, Language.ZH)


def full(**changes):
    return printed_senior(senior(**changes), Detail.FULL, Language.ZH)


def test_minimal_is_surname_address_and_what_to_mind():
    """Nothing else of a senior is even in the content."""
    told = minimal(**SECRETS, building="3", unit="2", floor=5, room="502")
    assert told.model_dump(exclude_defaults=True) == {
        "name": "欧阳",
        "after": "先生/女士",
        "home": ("3栋 2单元", "5楼 502室"),
        "notes": f"门铃坏了，{WITHHELD.zh}",
        "held_back": True,
    }


def test_full_says_tag_name_phone_and_skills():
    """Staff read what they need, notes on health too."""
    told = full(**SECRETS)
    assert (told.name, told.tag, told.phone) == ("欧阳大春", Tag.RED, "13900001234")
    assert told.skills == ("认知症照护",)
    assert "高血压" in told.notes


@pytest.mark.parametrize(
    "clause",
    [
        "独居",
        "一个人住",
        "子女都在外地",
        "老伴去年去世",
        "高血压",
        "糖尿病",
        "心脏不好",
        "常年卧床",
        "认知症早期",
        "刚出院",
        "每天吃药",
        "红色老人",
        "女儿电话 13811112222",
        "打 5555 8000",
        "lives alone",
        "has dementia",
    ],
)
@pytest.mark.parametrize("neighbour", ["门铃坏了", "家里养狗"])
def test_a_clause_that_is_nobodys_business_is_left_out(clause, neighbour):
    """Its neighbour stays, and the sheet knows that something was held back."""
    told = minimal(notes=f"{neighbour}；{clause}")
    assert (told.notes, told.held_back) == (neighbour, True)
    assert not full(notes=f"{neighbour}；{clause}").held_back


@pytest.mark.parametrize(
    "notes",
    ["门铃坏了，请敲门", "听力不好，敲门要响", "送药", "量血压", "请戴鞋套", ""],
)
def test_tasks_and_what_to_mind_are_told_to_everybody(notes):
    """A note that helps at the door is on every paper, as written."""
    assert minimal(notes=notes).notes == full(notes=notes).notes == notes
    assert not minimal(notes=notes).held_back


def test_the_full_name_is_taken_out_of_notes():
    """Where the note repeats it, the surname stands."""
    assert minimal(name="陈大春", notes="陈大春爱听戏").notes == "陈爱听戏"


def test_someone_without_a_surname_is_a_resident():
    """Better no name than a whole one."""
    assert minimal(name="Madonna").name == "住户"


@pytest.mark.parametrize("language", Language)
def test_a_volunteers_sheet_tells_no_more_than_it_may(language):
    """No full name, tag, number, illness, living alone or code in the whole PDF."""
    text = "".join(pages_of(drawn(*community(3, **SECRETS), language)))
    assert "欧阳" in text
    assert "门铃坏了" in text
    assert DESK in text
    wrong = ("欧阳大春", "大春", "1390000", "1381111", "血压", "独居", "认知", "女儿")
    codes = ("4711", "门禁", ID, "002X")
    assert not [word for word in (*wrong, *codes, *TAG_WORDS) if word in text]


def test_a_volunteers_sheet_marks_who_comes_first_without_a_tag():
    """A red home bears a neutral mark, a green one that is due none."""
    marked, plain = (pages_of(drawn(*community(1, tag=t))) for t in ("red", "green"))
    of, made = community(1, tag="red")
    route = made.routes[0]
    red = tuple(stop.replace(tag="red") for stop in route.stops)
    marked = pages_of(drawn(of, made.replace(routes=(route.replace(stops=red),))))
    assert "先办" in marked[0]
    assert "先办" not in plain[0]


def test_staff_get_the_full_sheet_and_yet_no_code():
    """Full name, tag and telephone number; identity numbers and codes never."""
    text = "".join(pages_of(drawn(*community(2, "social_worker", **SECRETS))))
    assert "欧阳大春" in text
    assert "13900001234" in text
    assert "重点" in text
    assert not [word for word in ("4711", "门禁", ID, "002X") if word in text]


def test_the_policy_can_say_less_to_staff():
    """A social worker of a community that says minimal reads no full name."""
    of, made = community(2, "social_worker", **SECRETS)
    sheets = of.policy.sheets.replace(social_worker="minimal")
    of = of.replace(policy=of.policy.replace(sheets=sheets))
    assert "大春" not in "".join(pages_of(drawn(of, made)))


def test_no_metadata_names_a_senior():
    """What a file browser shows is the carer, the day and the code."""
    pdf = drawn(*community(2, "social_worker", **SECRETS))
    shown = PdfReader(io.BytesIO(pdf)).metadata
    assert "李素芬" in shown.title
    assert not [value for value in shown.values() if "大春" in str(value)]
