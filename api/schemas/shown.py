"""Examples of answers whose model has none of its own."""

from typing import Any


def shown(example: Any) -> dict[int | str, dict[str, Any]]:
    """Return the entry of an operation's ``responses`` that shows a good answer."""
    return {200: {"content": {"application/json": {"example": example}}}}
