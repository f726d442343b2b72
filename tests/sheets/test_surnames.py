"""By surname alone: one character or two, and never a whole name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.sheets.surnames import COMPOUND, surname


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("王秀英", "王"),
        ("欧阳鸷", "欧阳"),
        ("欧阳", "欧"),
        ("司马相如", "司马"),
        ("买买提·吐尔逊", "买买提"),
        ("买买提•吐尔逊", "买买提"),
        ("John Smith", "Smith"),
        ("Madonna", ""),
        (" 陈龑", "陈"),
        ("\u200b陈龑", "陈"),
        ("\U00030edd某", "\U00030edd"),
        ("\ue863某", "\ue863"),
        ("3栋老张", ""),
        ("", ""),
    ],
)
def test_the_surname_of_a_name(name, called):
    """Compound surnames, names with a dot, names in letters, and none at all."""
    assert surname(name) == called


@given(st.text("王欧阳司马秀英龑", min_size=2, max_size=5))
def test_a_chinese_name_is_never_told_whole(name):
    """At least one character of it stays unsaid."""
    assert name.startswith(surname(name))
    assert len(surname(name)) < len(name)


def test_compound_surnames_have_two_characters():
    """Nothing longer slipped into the list."""
    assert {len(name) for name in COMPOUND} == {2}
