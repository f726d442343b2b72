"""Texts that a spreadsheet would run as a formula, made harmless and restored."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEGATIVE_NUMBER = re.compile(r"-\d+(\.\d+)?")


def escape(text: str) -> str:
    """Return the text with an apostrophe before it if it could be run as a formula."""
    if _FORMULA.match(text) and not _NEGATIVE_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unescape(text: str) -> str:
    """Return the text that `escape` was given."""
    if text.startswith("'") and _FORMULA.match(text):
        return text[1:]
    return text
