"""Free text as it may stand on paper, and as the font can show it."""

from scheduler.errors import Language
from scheduler.sheets.fontcheck import printable
from scheduler.sheets.secrets import without_secrets


def paper_text(text: str, language: Language) -> str:
    """Return the text without secrets, with characters that the font can show."""
    return printable(without_secrets(text, language))
