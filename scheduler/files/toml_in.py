"""A TOML file as text and as values, with what is wrong told like that of tables."""

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from scheduler.errors import Text
from scheduler.files.decoding import decode
from scheduler.files.findings import Findings
from scheduler.files.reasons import cannot_be_read

LARGEST_FILE = 2**20
_AT_LINE = re.compile(r"\(at line (\d+)")


class Toml(NamedTuple):
    """What a file holds; nothing if it cannot be read."""

    text: str
    values: dict[str, Any]


def read_toml(path: Path, findings: Findings) -> Toml:
    """Return what a file holds; what is wrong with it is noted."""
    text = ""
    try:
        if path.stat().st_size > LARGEST_FILE:
            findings.error(path.name, Text("文件过大", "too large for such a file"))
            return Toml("", {})
        text = decode(path.read_bytes(), path.name, findings) or ""
        return Toml(text, tomllib.loads(text))
    except OSError as error:
        findings.error(path.name, cannot_be_read(error))
    except tomllib.TOMLDecodeError as error:
        says = Text(f"不是正确的 TOML：{error}", f"not valid TOML: {error}")
        match = _AT_LINE.search(str(error))
        row = int(match[1]) if match else None
        findings.error(path.name, says, row=row)
    except RecursionError:
        findings.error(path.name, Text("嵌套过深", "nested too deeply"))
    return Toml("", {})
