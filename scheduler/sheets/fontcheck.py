"""Which characters the paper can show, and what stands there for the others.

A font without a character prints a crossed box and warns nobody, so this looks first.
"""

import importlib.resources
import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from scheduler.errors import Text

# The font holds all of these (a test reads it), so ordinary text never opens it.
_SURE = re.compile(
    "[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u00ff\u3000-\u303f\u4e00-\u9fa5\uff01-\uff5e]*"
)
_FONT = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
_BOX = "□"
_CONTROLS = ("Cc", "Cf", "Cs", "Zl", "Zp")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

_OLD_GBK_FIRST = 0xE815
_OLD_GBK_CHARACTERS = 80
_PRIVATE_IN_2000: Mapping[int, int] = {
    0xE816: 0x20087,
    0xE817: 0x20089,
    0xE818: 0x200CC,
    0xE81E: 0x9FB4,
    0xE826: 0x9FB5,
    0xE82B: 0x9FB6,
    0xE82C: 0x9FB7,
    0xE831: 0x215D7,
    0xE832: 0x9FB8,
    0xE83B: 0x2298F,
    0xE843: 0x9FB9,
    0xE854: 0x9FBA,
    0xE855: 0x241FE,
    0xE864: 0x9FBB,
}
"""Characters of GBK's last row that GB 18030-2000 still left private."""


def prints(text: str) -> bool:
    """Return whether the font has every character, none of them hidden."""
    return not _doubtful(text)


def printable(text: str) -> str:
    """Return the text as paper can show it.

    Characters of old GBK systems become what they meant, hidden ones vanish, and one
    that the font lacks becomes an empty box with its sound: ``□(hán)``.
    """
    if prints(text):
        return text
    return "".join(
        _instead(character) if _doubtful(character) else character for character in text
    )


def print_problem(text: str) -> Text | None:
    """Return what paper cannot show of a text and what would be right, None if fine."""
    doubtful = _doubtful(text)
    if not doubtful:
        return None
    parts = [_problem(character) for character in dict.fromkeys(doubtful)]
    return Text("；".join(p.zh for p in parts), "; ".join(p.en for p in parts))


def _doubtful(text: str) -> str:
    if _SURE.fullmatch(text):
        return ""
    return "".join(
        character
        for character in text
        if not _SURE.fullmatch(character)
        and (ord(character) not in _font_characters() or _is_hidden(character))
    )


def _instead(character: str) -> str:
    if _is_hidden(character):
        return ""
    if _is_private(character):
        meant = _meant(character)
        return _BOX if meant is None else printable(meant)
    sound = _pinyin(character)
    return f"{_BOX}({sound})" if sound else _BOX


def _problem(character: str) -> Text:
    code = f"U+{ord(character):04X}"
    if _is_hidden(character):
        return Text(
            f"含看不见的控制字符 {code}；请重新输入",
            f"has the hidden character {code}; type it anew",
        )
    if _is_private(character):
        return _private(code, _meant(character))
    shown = _instead(character)
    return Text(
        f"“{character}”（{code}）打印不出来，纸上将印成 {shown}；请核对是否录错",
        f"'{character}' ({code}) cannot be printed and becomes {shown} on paper; "
        "see whether it is the right one",
    )


def _private(code: str, meant: str | None) -> Text:
    if meant is None:
        return Text(
            f"{code} 是旧系统自造的字，别处显示不了；请改用通用字，没有则用拼音",
            f"{code} was made up by an old system and shows nowhere else; use a common "
            "character, or its sound",
        )
    return Text(
        f"{code} 是旧系统的字，应为“{meant}”；请重新输入",
        f"{code} comes from an old system and means '{meant}'; type it anew",
    )


def _is_hidden(character: str) -> bool:
    if _VARIATION_SELECTORS.match(character):
        return True
    return unicodedata.category(character) in _CONTROLS


def _is_private(character: str) -> bool:
    return unicodedata.category(character) == "Co"


def _meant(character: str) -> str | None:
    """Return what a private character stood for in GBK's last row, as later encoded."""
    code = ord(character)
    if code in _PRIVATE_IN_2000:
        return chr(_PRIVATE_IN_2000[code])
    place = code - _OLD_GBK_FIRST
    if not 0 <= place < _OLD_GBK_CHARACTERS:
        return None
    trail = 0x50 + place
    return bytes((0xFE, trail if trail < 0x7F else trail + 1)).decode("gb18030")


def _pinyin(character: str) -> str:
    from pypinyin.constants import PINYIN_DICT

    sounds: str = PINYIN_DICT.get(ord(character), "")
    return sounds.partition(",")[0]


@cache
def _font_characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    file = importlib.resources.files("justmytype_intl_cjk") / _FONT
    with importlib.resources.as_file(file) as path, TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
