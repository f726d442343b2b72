"""The two streams: results on standard output, everything else on standard error."""

import json
import sys
from typing import Any

from rich.console import Console


def results() -> Console:
    """Return the console of standard output."""
    return Console(highlight=False)


def messages() -> Console:
    """Return the console of standard error."""
    return Console(stderr=True, highlight=False)


def say(sentence: str) -> None:
    """Write one sentence to standard error, square brackets and all."""
    messages().print(sentence, markup=False, soft_wrap=True)


def write_json(content: Any) -> None:
    """Write a value as JSON to standard output."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
