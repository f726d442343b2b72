"""How it is said that a happening does not fit: with the field, and what would."""

from scheduler.errors import Finding, Text

WHERE = "happening"


def finding(field: str, value: object, zh: str, en: str) -> Finding:
    """Return what is wrong with one field of a happening."""
    return Finding(WHERE, Text(zh=zh, en=en), column=f"/{field}", value=str(value))
