"""What no paper ever holds: identity numbers, and how to open somebody's door."""

import re
import unicodedata

from scheduler.errors import Language, Text

WITHHELD = Text("（此处不印，问值班台）", "(not printed, ask the duty desk)")

SEPARATOR = re.compile(r"[。；;，,、！!？?\n|/]+")
"""What parts the clauses of a note."""

_DOOR_OR_DOCUMENT = re.compile(
    "门禁|门锁|门卡|密码|口令|暗码|开门码|开锁|钥匙|解锁|验证码"
    "|身份证|证件号|社保号|医保号|银行卡"
    r"|pass\s?(?:word|code)|\bpin\b|\bcodes?\b|\bkeys?\b|key\s?safe|keypad"
    r"|\bid\s?(?:card|number|no)\b",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?<!\d)1\d{10}(?![\dxX])")
_LONG_NUMBER = re.compile(r"\d(?:[ \-·.]{0,2}\d){13,}")
_ON_A_KEYPAD = re.compile(r"[#*] ?\d{3,}|\d{3,} ?[#*]")
_LIKE_A_CODE = re.compile(r"[0-9A-Za-z#*]{3,}")
_SPELT_DIGITS = str.maketrans("〇零一二三四五六七八九两", "001234567892")


def without_secrets(text: str, language: Language) -> str:
    """Return the text with every clause that gives a secret away replaced.

    A secret is a clause that speaks of a door's code, a key or a document's number, 14
    digits or more in a row, or digits with a keypad's sign. Once a door is spoken of,
    no other clause may hold what looks like a code. Digits may be full-width, spelt
    out in Chinese, or set apart by spaces.
    """
    clauses, separators = SEPARATOR.split(text), SEPARATOR.findall(text)
    plain = [_plain(clause) for clause in clauses]
    of_a_door = any(_DOOR_OR_DOCUMENT.search(clause) for clause in plain)
    secret = [_gives_away(clause, of_a_door) for clause in plain]
    kept = []
    for place, clause in enumerate(clauses):
        if secret[place] and secret[place + 1 : place + 2] == [True]:
            continue
        kept.append(WITHHELD.to(language) if secret[place] else clause)
        kept.extend(separators[place : place + 1])
    return "".join(kept)


def _plain(clause: str) -> str:
    seen = (c for c in unicodedata.normalize("NFKC", clause) if _is_seen(c))
    return "".join(seen)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) != "Cf"


def _gives_away(clause: str, of_a_door: bool) -> bool:
    digits = clause.translate(_SPELT_DIGITS)
    return bool(
        _DOOR_OR_DOCUMENT.search(clause)
        or _LONG_NUMBER.search(_MOBILE.sub("…", digits))
        or _ON_A_KEYPAD.search(digits)
        or (of_a_door and _LIKE_A_CODE.search(digits))
    )
