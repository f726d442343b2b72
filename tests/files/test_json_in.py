"""JSON files: the line of every value, and files that are none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import InputError, Text
from scheduler.files.json_in import lines_in_json, path_in_json, read_json

KIND = Text("清单", "a list")


def test_lines_of_values():
    """The whole on 1; a key's value where it begins, not where the key stands."""
    text = '{"a": [1,\n "x, \\" {y}"], "b":\n {}}'
    assert lines_in_json(text) == {
        (): 1,
        ("a",): 1,
        ("a", 0): 1,
        ("a", 1): 2,
        ("b",): 3,
    }


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def parts(value, path=()):
    """Return the places of all parts of a value, in order."""
    yield path
    if isinstance(value, list | dict):
        pairs = enumerate(value) if isinstance(value, list) else value.items()
        for key, part in pairs:
            yield from parts(part, (*path, key))


@given(VALUES)
def test_every_part_has_its_line(value):
    """Written one part a line, the parts follow each other in that order."""
    lines = lines_in_json(json.dumps(value, indent=1))
    assert list(lines) == list(parts(value))
    assert len(set(lines.values())) == len(lines)


def test_paths_as_people_write_them():
    """Keys after dots, numbers in brackets, the whole as a dollar sign."""
    assert path_in_json(("routes", 0, "stops")) == "routes[0].stops"
    assert path_in_json(()) == "$"


@pytest.mark.parametrize(
    ("content", "row", "says"),
    [
        (b"[\n1,]", 2, "not valid JSON (2:3"),
        (b"\xff", None, "not text in UTF-8"),
        (b"[" * 100_000, None, "not valid JSON"),
    ],
)
def test_what_is_no_json(tmp_path, content, row, says):
    """Refused in a sentence, with the line where there is one."""
    path = tmp_path / "list.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_json(path, KIND)
    (finding,) = caught.value.findings
    assert finding.row == row
    assert finding.says.en.startswith(says)
