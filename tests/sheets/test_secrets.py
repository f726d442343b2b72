"""Nothing ever: identity numbers and ways through a door; all else is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import Language
from scheduler.sheets.secrets import WITHHELD, without_secrets

ID = "11010519491231002X"
MARK = WITHHELD.zh


def clean(text):
    return without_secrets(text, Language.ZH)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "家里养狗，进门前请先打招呼",
        "请先打电话再上门：13800000101、025-55550000",
        "女儿 13800000101 13800000102",
        "住3栋，晚上8点后不开门",
        "敲门3下；按门铃",
    ],
)
def test_harmless_notes_are_printed_as_written(text):
    """Dogs, bells and telephone numbers are no secrets."""
    assert clean(text) == text


@pytest.mark.parametrize(
    "secret",
    [
        ID,
        "110105 19491231 0021",
        "１１０１０５１９４９１２３１００２１",
        "一一零一零五一九四九一二三一零零二一",
        "110105491231002",
        "110105\u200b19491231\u200b002X",
        "身份证尾号002X",
        "门禁码2580#",
        "单元门 *1234",
        "密码一二三四",
        "钥匙在花盆下",
        "door code 4711",
        "the key is under the mat",
    ],
)
def test_secrets_are_replaced_and_the_rest_stays(secret):
    """The clause with the secret goes, its neighbours stay."""
    assert clean(f"养狗，{secret}；听力不好") == f"养狗，{MARK}；听力不好"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("门禁密码，2580，养狗", f"{MARK}，养狗"),
        ("密码：\n一二三四", MARK),
        ("2580；是门禁的", MARK),
        ("门禁码；养狗；A123", f"{MARK}；养狗；{MARK}"),
    ],
)
def test_a_code_is_found_beside_the_word_that_betrays_it(text, printed):
    """Where a door is spoken of, nothing that looks like a code is printed."""
    assert clean(text) == printed


def test_the_mark_is_in_the_language_of_the_sheet():
    """An English sheet says it in English."""
    assert without_secrets("密码1", Language.EN) == WITHHELD.en


@given(st.text("养狗，；。 门铃", max_size=8), st.text("养狗，；。 门铃", max_size=8))
def test_no_identity_number_survives_its_surroundings(before, after):
    """Whatever stands around it, the number is gone."""
    assert ID not in clean(before + ID + after)
