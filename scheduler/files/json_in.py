"""A JSON file as text and as values, with what is wrong told like that of tables."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from scheduler.errors import Finding, InputError, Text
from scheduler.files.reasons import cannot_be_read

LARGEST_FILE = 64 * 2**20
_LONGEST_VALUE = 80
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')

Location = tuple[int | str, ...]
"""Keys and numbers that lead from the whole to a part."""


class Json(NamedTuple):
    """What a file holds."""

    text: str
    values: Any


def read_json(path: Path, kind: Text) -> Json:
    """Return what a file holds that should be of a kind, such as "a plan".

    Raises
    ------
    scheduler.errors.InputError
        If it cannot be read, or is not JSON.
    """
    row = None
    try:
        if path.stat().st_size > LARGEST_FILE:
            says = Text(f"文件过大，不像是{kind.zh}", f"too large to be {kind.en}")
        else:
            text = path.read_bytes().decode("utf-8-sig")
            return Json(text, json.loads(text))
    except OSError as error:
        says = cannot_be_read(error)
    except UnicodeDecodeError:
        says = Text("不是 UTF-8 文本", "not text in UTF-8")
    except json.JSONDecodeError as error:
        row = error.lineno
        where = f"{error.lineno}:{error.colno}"
        says = Text(
            f"不是正确的 JSON（{where}：{error.msg}）",
            f"not valid JSON ({where}: {error.msg})",
        )
    except (RecursionError, ValueError) as error:
        says = Text(f"不是正确的 JSON：{error}", f"not valid JSON: {error}")
    raise InputError([Finding(path.name, says, row=row)])


def path_in_json(location: Location) -> str:
    """Return a location as people write it, such as ``routes[0].stops``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(parts).removeprefix(".") or "$"


def value_in_json(value: object) -> str:
    """Return the beginning of a value as it would stand in the file."""
    return json.dumps(value, ensure_ascii=False, default=str)[:_LONGEST_VALUE]


def lines_in_json(text: str) -> dict[Location, int]:
    """Return the line, from 1, on which each value of valid JSON begins."""
    lines: dict[Location, int] = {}
    path: list[Any] = []
    line, seen = 1, 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        line += text.count("\n", seen, match.start())
        seen = match.start()
        if token in "]}":
            path.pop()
        elif token == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif path and path[-1] is None:
            path[-1] = json.loads(token)
        elif token != ":":
            lines[tuple(path)] = line
            if token in "[{":
                path.append(0 if token == "[" else None)
    return lines
